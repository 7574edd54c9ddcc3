package io.annals.command.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.Side;
import io.annals.command.Side.Reply;
import io.annals.command.decision.policy.PolicyProcessors;
import io.annals.edge.Role;
import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.contact.ContactEvent.EmailReceived;
import io.annals.events.contact.ContactEvent.LinesTakenBack;
import io.annals.events.contact.ContactId;
import io.annals.events.customer.CustomerEvent.CustomerRegistered;
import io.annals.events.customer.CustomerEvent.IdentityConflictFound;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactEndpointTest {
    private final Side side = Side.shared();
    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void an_email_of_a_stranger_is_recorded_and_registers_them() {
        Reply reply = side.post(Role.AGENT, "/contacts", email("m1", "anna", "Hello"));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.position())
                .isPositive()
                .isEqualTo(reply.body().path("position").asLong());
        assertThat(reply.body().path("known").asBoolean()).isFalse();
        List<Fact> facts = side.stream(new ContactId(reply.text("contact")).stream());
        assertThat(facts).singleElement().isInstanceOfSatisfying(EmailReceived.class, email -> {
            assertThat(email.subject().orElse("")).isEqualTo("Hello");
            assertThat(email.from().orElse("")).isEqualTo("anna-" + unique + "@example.org");
            assertThat(email.customer().toString()).isEqualTo(reply.text("customer"));
        });
    }

    @Test
    void a_redelivered_email_is_recorded_once_and_gets_the_first_result() {
        Reply first = side.post(Role.AGENT, "/contacts", email("m1", "anna", "Hello"));
        Reply second = side.post(Role.AGENT, "/contacts", email("m1", "anna", "Hello"));

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body().path("known").asBoolean()).isTrue();
        assertThat(second.position()).isEqualTo(first.position());
        assertThat(second.text("customer")).isEqualTo(first.text("customer"));
        assertThat(side.head()).isEqualTo(side.head());
        assertThat(side.stream(new ContactId(first.text("contact")).stream())).hasSize(1);
    }

    @Test
    void the_same_id_with_another_content_is_refused() {
        String note =
                email("m1", "anna", "Hello").replace("\"email\",", "\"chat\",").replace("\"subject\":\"Hello\",", "");
        side.post(Role.AGENT, "/contacts", note);

        Reply reply = side.post(Role.AGENT, "/contacts", note.replace("How are you?", "Who are you?"));

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.text("type")).isEqualTo("urn:annals:problem:contact-already-recorded");
    }

    @Test
    void a_hundred_concurrent_posts_with_the_same_new_address_make_one_customer() throws Exception {
        long before = side.head();
        List<Future<Reply>> replies = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                String body = email("m" + i, "anna", "Hello " + i);
                replies.add(threads.submit(() -> side.post(Role.AGENT, "/contacts", body)));
            }
        }

        List<String> customers = new ArrayList<>();
        for (Future<Reply> reply : replies) {
            assertThat(reply.get().status()).isEqualTo(201);
            customers.add(reply.get().text("customer"));
        }
        assertThat(customers).containsOnly(customers.getFirst());
        assertThat(side.facts(before))
                .filteredOn(CustomerRegistered.class::isInstance)
                .hasSize(1);
    }

    @Test
    void the_same_contact_posted_at_the_same_moment_is_recorded_once() throws Exception {
        List<Future<Reply>> replies = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 30; i++) {
                replies.add(threads.submit(() -> side.post(Role.AGENT, "/contacts", email("m1", "anna", "Hello"))));
            }
        }

        int recorded = 0;
        for (Future<Reply> reply : replies) {
            recorded += reply.get().status() == 201 ? 1 : 0;
            assertThat(reply.get().status()).isIn(200, 201);
            assertThat(reply.get().position())
                    .isEqualTo(replies.getFirst().get().position());
        }
        assertThat(recorded).isEqualTo(1);
    }

    @Test
    void a_contact_that_names_two_customers_is_the_stronger_ones_and_both_hear_of_it() {
        String anna =
                side.post(Role.AGENT, "/contacts", email("m1", "anna", "Hello")).text("customer");
        String till = """
            {"kind":"note","channel":"desk","externalId":"n-%1$s","occurredAt":"2026-03-03T14:05:00Z",
             "customer":{"externalId":"ext-%1$s"},"content":{"text":"Hi"}}\
            """.formatted(unique);
        String berta = side.post(Role.AGENT, "/contacts", till).text("customer");
        long before = side.head();

        Reply reply = side.post(Role.AGENT, "/contacts", """
            {"kind":"call","channel":"phone","externalId":"c-%1$s","occurredAt":"2026-03-03T15:05:00Z",
             "customer":{"externalId":"ext-%1$s","email":"ANNA-%1$s@example.org"},
             "content":{"durationSeconds":61,"outcome":"answered"}}\
            """.formatted(unique));

        assertThat(reply.text("customer")).isEqualTo(berta).isNotEqualTo(anna);
        assertThat(side.facts(before))
                .filteredOn(IdentityConflictFound.class::isInstance)
                .extracting(Fact::customer)
                .containsExactlyInAnyOrder(CustomerId.of(anna), CustomerId.of(berta));
    }

    @Test
    void goods_come_back_once() {
        Reply purchase = side.post(Role.TILL, "/contacts", purchase("p1", "29.33"));
        String back = """
            {"kind":"return","channel":"store-1","externalId":"r-%1$s","occurredAt":"2026-03-04T14:05:00Z",
             "content":{"purchase":{"channel":"store-1","externalId":"p1-%1$s"},"lines":[{"line":"1","quantity":1}]}}\
            """.formatted(unique);

        Reply first = side.post(Role.TILL, "/contacts", back);
        Reply again = side.post(Role.TILL, "/contacts", back);
        Reply tooMuch =
                side.post(Role.TILL, "/contacts", back.replace("r-", "s-").replace("\"quantity\":1", "\"quantity\":2"));

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.text("customer")).isEqualTo(purchase.text("customer"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(tooMuch.status()).isEqualTo(409);
        assertThat(tooMuch.text("type")).isEqualTo("urn:annals:problem:more-than-is-left");
        assertThat(side.stream(new ContactId(purchase.text("contact")).stream()))
                .hasSize(2)
                .last()
                .isInstanceOfSatisfying(
                        LinesTakenBack.class,
                        taken -> assertThat(taken.totalAfter().toString()).isEqualTo("USD 14.66"));
    }

    @Test
    void the_purchase_posted_again_after_a_return_still_gets_its_first_position() {
        Reply purchase = side.post(Role.TILL, "/contacts", purchase("p1", "29.33"));
        side.post(Role.TILL, "/contacts", """
            {"kind":"return","channel":"store-1","externalId":"r-%1$s","occurredAt":"2026-03-04T14:05:00Z",
             "content":{"purchase":{"channel":"store-1","externalId":"p1-%1$s"},"lines":[{"line":"1"}]}}\
            """.formatted(unique));

        assertThat(side.post(Role.TILL, "/contacts", purchase("p1", "29.33")).position())
                .isEqualTo(purchase.position());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"kind\":\"email\"         | \"kind\":\"telegram\"                 | 422 | kind",
                "2026-03-03T14:05:00Z       | +20000-03-03T14:05:00Z                | 422 | occurredAt",
                "2026-03-03T14:05:00Z       | 2099-03-03T14:05:00Z                  | 422 | occurredAt",
                "2026-03-03T14:05:00Z       | 1899-12-31T23:59:59Z                  | 422 | occurredAt",
                "\"kind\":\"email\",        | ``                                    | 422 | kind",
                "2026-03-03T14:05:00Z       | yesterday                             | 422 | occurredAt",
                "\"externalId\"             | \"number\"                           | 422 | externalId",
            })
    void what_cannot_be_is_refused_by_the_fields_name(String was, String becomes, int status, String field) {
        long before = headAfterAllReactions();

        Reply reply =
                side.post(Role.AGENT, "/contacts", email("m1", "anna", "Hello").replace(was, becomes));

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.text("field")).isEqualTo(field);
        assertThat(side.head()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"quantity\":2             | \"quantity\":-2                       | content.lines[0].quantity",
                "\"quantity\":2             | \"quantity\":0                        | content.lines[0].quantity",
                "\"quantity\":2             | \"quantity\":1e100                    | content.lines[0].quantity",
                "\"29.33\"                  | \"29.333\"                            | content.lines[0].price.amount",
                "\"29.33\"                  | \"-29.33\"                            | content.lines[0].price.amount",
                "USD                        | XYZ                                   | content.lines[0].price.currency",
                "{\"lines\":[               | {\"lines\":[],\"x\":[                 | content.lines",
            })
    void what_cannot_be_bought_is_refused_by_the_fields_name(String was, String becomes, String field) {
        Reply reply = side.post(Role.TILL, "/contacts", purchase("p1", "29.33").replace(was, becomes));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text("field")).isEqualTo(field);
    }

    @Test
    void an_unknown_customer_id_is_told_so() {
        String body = email("m1", "anna", "Hello")
                .replace("\"email\":\"anna-" + unique + "@example.org\"", "\"id\":\"" + UUID.randomUUID() + "\"");

        Reply reply = side.post(Role.AGENT, "/contacts", body.replace("\"subject\"", "\"from\":\"a@b.c\",\"subject\""));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text("type")).isEqualTo("urn:annals:problem:unknown-customer");
    }

    @Test
    void roles_reach_as_far_as_they_should() {
        assertThat(side.post(Role.TILL, "/contacts", email("m1", "anna", "Hello"))
                        .status())
                .isEqualTo(403);
        assertThat(side.post(Role.AUDITOR, "/contacts", email("m1", "anna", "Hello"))
                        .status())
                .isEqualTo(403);
    }

    private String email(String id, String who, String subject) {
        return """
            {"kind":"email","channel":"mail","direction":"inbound","externalId":"<%s-%s@example.org>",
             "occurredAt":"2026-03-03T14:05:00Z","customer":{"email":"%s-%s@example.org"},
             "content":{"subject":"%s","text":"How are you?"}}\
            """.formatted(id, unique, who, unique, subject);
    }

    private String purchase(String id, String amount) {
        return """
            {"kind":"purchase","channel":"store-1","externalId":"%s-%s","occurredAt":"2026-03-03T14:05:00Z",
             "customer":{"externalId":"buyer-%s"},
             "content":{"lines":[{"id":"1","product":"cd","quantity":2,"price":{"amount":"%s","currency":"USD"}}]}}\
            """.formatted(id, unique, unique, amount);
    }

    /** Once the policies have reacted to what other tests recorded. */
    private long headAfterAllReactions() {
        PolicyProcessors policies = side.bean(PolicyProcessors.class);
        Side.await(
                "all reactions",
                () -> policies.standings().stream().allMatch(standing -> standing.position() == side.head()));
        return side.head();
    }
}
