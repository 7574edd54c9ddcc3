package io.annals.command.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.annals.command.Side;
import io.annals.command.Side.Reply;
import io.annals.edge.Role;
import io.annals.events.CustomerId;
import io.annals.events.Personal;
import io.annals.events.contact.CodedText;
import io.annals.events.contact.ContactEvent.CallMade;
import io.annals.events.contact.ContactEvent.EmailReceived;
import io.annals.events.contact.ContactId;
import io.annals.events.contact.Defect;
import io.annals.events.customer.CustomerEvent.CustomerRegistered;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What happened is recorded in a form that fits, and what was mended is named. */
class MendedTest {
    private final Side side = Side.shared();
    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    /** What is replaced by what, the field that is named, what was wrong with it, and a part of what is recorded. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"Hello\"            | \"tab\\there\"           | content.subject    | cleaned   | tab here",
                "\"Hello\"            | \"two\\nlines\"         | content.subject    | cleaned   | two lines",
                "\"Hello\"            | \"fold\\r\\n ed\"      | ``                 | ``        | fold ed",
                "\"Hello\"            | \"\"                     | ``                 | ``        | ``",
                "\"Hello\"            | \"a\\ud800b\"           | content.subject    | cleaned   | a?b",
                "\"Hello\"            | 7                        | content.subject    | converted | 7",
                "\"subject\":\"Hello\" | \"subjekt\":\"Hello\"    | content            | unknown   | ``",
                "\"mail\"             | \"Ma il\"                | channel            | unusable  | Hello",
                "\"inbound\"          | \"sideways\"             | direction          | unusable  | Hello",
                "\"inbound\"          | \"internal\"             | direction          | unusable  | Hello",
                "\"email\":\"anna     | \"email\":\"an@na@       | customer.email     | unusable  | Hello",
                "\"email\":\"anna     | \"phone\":\"12           | customer.phone     | unusable  | Hello",
                "\"email\":\"anna     | \"id\":\"anna            | customer.id        | unusable  | Hello",
                "\"email\":\"anna     | \"nickname\":\"anna      | customer           | unknown   | Hello",
                "\"customer\"         | \"who\"                  | customer           | missing   | Hello",
            })
    void what_happened_is_recorded_whatever_its_form_and_what_was_mended_is_named(
            String was, String becomes, String field, String defect, String subject) {
        String told = email("m1", "anna", "Hello");
        assertThat(told).contains(was);
        String body = told.replace(was, becomes);

        Reply reply = side.post(Role.AGENT, "/contacts", body);

        assertThat(reply.status()).as(body).isEqualTo(201);
        JsonNode mended = reply.body().path("mended");
        if (field.isEmpty()) {
            assertThat(mended.isMissingNode()).isTrue();
        } else {
            assertThat(mended.valueStream()
                            .map(one -> one.path("field").asString() + " "
                                    + one.path("defect").asString()))
                    .contains(field + " " + defect);
        }
        assertThat(side.stream(new ContactId(reply.text("contact")).stream()))
                .singleElement()
                .isInstanceOfSatisfying(
                        EmailReceived.class,
                        email -> assertThat(email.subject().orElse("?")).isEqualTo(subject));
        assertThat(side.post(Role.AGENT, "/contacts", body).position()).isEqualTo(reply.position());
    }

    @Test
    void a_mail_from_an_odd_address_is_a_new_customer_s_and_the_address_is_kept() {
        String body = email("m1", "anna", "Hello").replace("\"anna-", "\"some..one.@");

        Reply reply = side.post(Role.AGENT, "/contacts", body);

        ContactId contact = new ContactId(reply.text("contact"));
        assertThat(side.stream(contact.stream())).singleElement().isInstanceOfSatisfying(EmailReceived.class, email -> {
            assertThat(email.from().orElse("")).startsWith("some..one.@");
            assertThat(email.contact().defects())
                    .extracting(Defect::field, Defect::kind)
                    .containsExactly(tuple("customer.email", Defect.Kind.UNUSABLE));
        });
        assertThat(side.stream(CustomerId.of(reply.text("customer")).stream()))
                .singleElement()
                .isInstanceOfSatisfying(
                        CustomerRegistered.class, one -> assertThat(one.by()).isEqualTo(contact));
    }

    @Test
    void what_is_too_long_is_cut_and_the_length_told() {
        String body = email("m1", "anna", "s".repeat(1_001)).replace("How are you?", "\ud83d\ude00".repeat(50_001));

        Reply reply = side.post(Role.AGENT, "/contacts", body);

        assertThat(side.stream(new ContactId(reply.text("contact")).stream()))
                .singleElement()
                .isInstanceOfSatisfying(EmailReceived.class, email -> {
                    assertThat(email.subject().orElse("")).isEqualTo("s".repeat(1_000));
                    assertThat(email.text().orElse("")).isEqualTo("\ud83d\ude00".repeat(50_000));
                    assertThat(email.contact().defects())
                            .extracting(Defect::field, Defect::kind, Defect::length)
                            .containsExactly(
                                    tuple("content.subject", Defect.Kind.CUT, 1_001L),
                                    tuple("content.text", Defect.Kind.CUT, 100_002L));
                    assertThat(email.contact().defects().getFirst().told()).isEqualTo(Personal.of("s"));
                });
    }

    @Test
    void what_was_told_in_words_is_a_code_where_one_is_known_and_personal_where_none_is() {
        for (Map.Entry<String, CodedText> outcome : Map.of(
                        "no answer", CodedText.of("no-answer"),
                        "не відповіли", CodedText.of("no-answer"),
                        "Cavab yoxdur", CodedText.of("no-answer"),
                        "ESCALATED_2", CodedText.of("ESCALATED_2"),
                        "Queue 7", CodedText.of("Queue-7"),
                        "call Mrs Lee back", CodedText.words("call Mrs Lee back"))
                .entrySet()) {
            String call = """
                {"kind":"call","channel":"phone","externalId":"%s-%s","occurredAt":"2026-03-03T15:05:00Z",
                 "customer":{"email":"anna-%2$s@example.org"},"content":{"durationSeconds":"61","outcome":"%1$s"}}\
                """.formatted(outcome.getKey(), unique);

            Reply reply = side.post(Role.AGENT, "/contacts", call);

            assertThat(side.stream(new ContactId(reply.text("contact")).stream()))
                    .last()
                    .isInstanceOfSatisfying(CallMade.class, made -> {
                        assertThat(made.outcome()).isEqualTo(outcome.getValue());
                        assertThat(made.duration()).isEqualTo(Duration.ofSeconds(61));
                    });
        }
    }

    private String email(String id, String who, String subject) {
        return """
            {"kind":"email","channel":"mail","direction":"inbound","externalId":"<%s-%s@example.org>",
             "occurredAt":"2026-03-03T14:05:00Z","customer":{"email":"%s-%s@example.org"},
             "content":{"subject":"%s","text":"How are you?"}}\
            """.formatted(id, unique, who, unique, subject);
    }
}
