package io.annals.command.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.Side;
import io.annals.command.Side.Reply;
import io.annals.command.decision.Answer;
import io.annals.command.decision.Commands;
import io.annals.command.decision.Sender;
import io.annals.edge.Actor;
import io.annals.edge.Role;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.EmailReceived;
import io.annals.events.contact.ContactId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is told again is recognised, and one e-mail goes to many. */
class RedeliveryTest {
    private final Side side = Side.shared();
    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void an_email_is_the_same_with_a_list_s_footer_and_with_a_name_learnt_meanwhile() {
        String body = email("m1", "anna", "Hello");
        Reply first = side.post(Role.AGENT, "/contacts", body);

        for (String again : List.of(
                body.replace("How are you?", "How are you?\\n-- \\nTo unsubscribe write to list@example.org"),
                body.replace("@example.org\"}", "@example.org\",\"name\":\"Anna Lee\"}"),
                body.replace("\"Hello\"", "\"[list] Hello\""))) {
            Reply second = side.post(Role.AGENT, "/contacts", again);

            assertThat(second.status()).as(again).isEqualTo(200);
            assertThat(second.position()).isEqualTo(first.position());
        }
    }

    @Test
    void any_contact_is_the_same_with_a_name_learnt_meanwhile() {
        String body =
                email("m1", "anna", "Hello").replace("\"email\",", "\"note\",").replace("\"subject\":\"Hello\",", "");
        Reply first = side.post(Role.AGENT, "/contacts", body);

        Reply second = side.post(
                Role.AGENT, "/contacts", body.replace("@example.org\"}", "@example.org\",\"name\":\"Anna Lee\"}"));

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.position()).isEqualTo(first.position());
    }

    @Test
    void one_message_to_two_customers_is_in_both_histories_and_each_is_recognised_again() {
        Reply anna = side.post(Role.AGENT, "/contacts", email("m1", "anna", "Notice"));
        Reply berta = side.post(Role.AGENT, "/contacts", email("m1", "berta", "Notice"));

        assertThat(List.of(anna.status(), berta.status())).containsOnly(201);
        assertThat(berta.text("contact")).isNotEqualTo(anna.text("contact"));
        assertThat(berta.text("customer")).isNotEqualTo(anna.text("customer"));
        assertThat(side.stream(new ContactId(berta.text("contact")).stream()))
                .singleElement()
                .isInstanceOfSatisfying(EmailReceived.class, email -> {
                    assertThat(email.contact().id().value()).isEqualTo(berta.text("contact"));
                    assertThat(email.customer().toString()).isEqualTo(berta.text("customer"));
                });
        for (int i = 0; i < 2; i++) {
            assertThat(side.post(Role.AGENT, "/contacts", email("m1", "anna", "Notice"))
                            .position())
                    .isEqualTo(anna.position());
            assertThat(side.post(Role.AGENT, "/contacts", email("m1", "berta", "Notice " + i))
                            .position())
                    .isEqualTo(berta.position());
        }
    }

    @Test
    void one_message_to_many_at_the_same_moment_is_in_each_history_once() throws Exception {
        List<Future<Reply>> replies = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 30; i++) {
                String body = email("m1", "who" + i % 10, "Notice");
                replies.add(threads.submit(() -> side.post(Role.AGENT, "/contacts", body)));
            }
        }

        Set<String> contacts = new HashSet<>();
        int recorded = 0;
        for (Future<Reply> reply : replies) {
            assertThat(reply.get().status()).isIn(200, 201);
            recorded += reply.get().status() == 201 ? 1 : 0;
            contacts.add(reply.get().text("contact"));
        }
        assertThat(recorded).isEqualTo(10);
        assertThat(contacts).hasSize(10);
    }

    @Test
    void a_receipt_s_number_is_one_purchase_whoever_is_named() {
        Reply purchase = side.post(Role.TILL, "/contacts", purchase("p1", "29.33"));

        Reply other = side.post(Role.TILL, "/contacts", purchase("p1", "29.33").replace("buyer-", "other-"));

        assertThat(purchase.status()).isEqualTo(201);
        assertThat(other.status()).isEqualTo(409);
    }

    @Test
    void what_an_earlier_version_recorded_with_a_name_is_recognised() {
        String body =
                email("m1", "anna", "Hello").replace("\"email\",", "\"chat\",").replace("\"subject\":\"Hello\",", "");
        String named = body.replace("@example.org\"}", "@example.org\",\"name\":\"Anna Lee\"}");
        ContactForm form = side.bean(JsonMapper.class).readValue(named, ContactForm.class);
        ContactCommand command = side.bean(Intake.class).command(form);
        String former = command.recognition().former().iterator().next();
        RecordContact told = (RecordContact) command;
        Contact before = told.told();
        Contact recorded = new Contact(
                before.id(),
                before.customer(),
                before.channel(),
                before.direction(),
                before.externalId(),
                before.occurredAt(),
                former);
        Answer<ContactHandlers.Recorded> first = side.bean(Commands.class)
                .send(
                        new RecordContact(told.known(), told.contact().with(recorded)),
                        Sender.of(new Actor("agent", Role.AGENT), "earlier"));

        Reply again = side.post(Role.AGENT, "/contacts", named);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.position()).isEqualTo(first.position());
        assertThat(side.post(Role.AGENT, "/contacts", body).status()).isEqualTo(409);
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
}
