package io.annals.endtoend;

import static io.annals.edge.Role.AGENT;
import static io.annals.edge.Role.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Contacts as gateways and people tell them, through the whole program: each is in its customer's history. */
@ExtendWith(Shared.class)
class AsToldTest {
    /** What the desk sent for "no answer" in its five languages before it sent codes, and what telephone systems send. */
    private static final List<String> NOBODY_ANSWERED = List.of(
            "no answer",
            "не відповіли",
            "не ответили",
            "cavab yoxdur",
            "ne javlja se",
            "NO ANSWER",
            "no-answer",
            "voicemail",
            "автовідповідач",
            "BUSY",
            "canceled",
            "missed call");

    private final Annals annals;
    private final Truth truth;
    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    AsToldTest(Annals annals, Truth truth) {
        this.annals = annals;
        this.truth = truth;
    }

    @Test
    void whoever_was_missed_waits_in_whatever_language_it_was_told() {
        List<String> lines = new ArrayList<>();
        for (String outcome : NOBODY_ANSWERED) {
            lines.add(call(outcome, "inbound", lines.size()));
        }
        lines.add(call("cavab verildi", "inbound", lines.size()));

        List<JsonNode> answers = batch(lines);

        assertThat(answers)
                .extracting(answer -> answer.path("status").asString())
                .containsOnly("accepted");
        for (int i = 0; i < NOBODY_ANSWERED.size(); i++) {
            assertThat(view(answers.get(i)).has("waiting"))
                    .as(NOBODY_ANSWERED.get(i))
                    .isTrue();
        }
        assertThat(view(answers.getLast()).has("waiting")).isFalse();
    }

    @Test
    void a_call_that_nobody_took_is_no_answer_to_a_question_in_whatever_language_it_was_told() {
        List<String> lines = new ArrayList<>();
        for (String outcome : NOBODY_ANSWERED) {
            int number = lines.size() / 2;
            lines.add(Contacts.line(Contacts.contact(
                    "email",
                    "mail",
                    "q-" + unique + number,
                    Map.of("email", "asks-" + unique + number + "@example.org"),
                    Map.of("subject", "q"))));
            lines.add(call(outcome, "outbound", number).replace("called-", "asks-"));
        }

        List<JsonNode> answers = batch(lines);

        for (int i = 0; i < NOBODY_ANSWERED.size(); i++) {
            assertThat(view(answers.get(2 * i)).has("waiting"))
                    .as(NOBODY_ANSWERED.get(i))
                    .isTrue();
        }
    }

    @Test
    void what_was_mended_in_a_mail_stands_beside_it_in_the_timeline() {
        List<JsonNode> answers = batch(List.of(Contacts.line(Contacts.contact(
                "email",
                "mail",
                "odd-" + unique,
                Map.of("email", "Anna at home"),
                Map.of("subject", "tab\there", "text", "x".repeat(100_001))))));

        String customer = answers.getFirst().path("customer").asString();
        annals.as(AGENT)
                .get("/customers/" + customer + "?atLeast=" + truth.head())
                .expect(200);
        JsonNode entry = annals.as(AGENT)
                .get("/customers/" + customer + "/timeline?kind=email&atLeast=" + truth.head())
                .expect(200)
                .json()
                .path("entries")
                .path(0);

        assertThat(entry.at("/content/subject").asString()).isEqualTo("tab here");
        assertThat(entry.at("/content/from").asString()).isEqualTo("Anna at home");
        Map<String, JsonNode> defects = new HashMap<>();
        entry.at("/content/defects")
                .forEach(defect -> defects.put(
                        defect.path("field").asString() + " "
                                + defect.path("kind").asString(),
                        defect));
        assertThat(defects).containsOnlyKeys("customer.email unusable", "content.subject cleaned", "content.text cut");
        assertThat(defects.getOrDefault("content.text cut", MissingNode.getInstance())
                        .path("length")
                        .asLong())
                .isEqualTo(100_001);
        assertThat(defects.getOrDefault("customer.email unusable", MissingNode.getInstance())
                        .path("told")
                        .asString())
                .isEqualTo("Anna at home");
    }

    private String call(String outcome, String direction, int number) {
        Map<String, Object> call = Contacts.contact(
                "call",
                "phone",
                "call-" + unique + number,
                Map.of("email", "called-" + unique + number + "@example.org"),
                Map.of("outcome", outcome));
        call.put("direction", direction);
        call.put("occurredAt", "2026-03-03T15:05:00Z");
        return Contacts.line(call);
    }

    private JsonNode view(JsonNode answer) {
        return annals.as(AGENT)
                .get("/customers/" + answer.path("customer").asString() + "?atLeast=" + truth.head())
                .expect(200)
                .json();
    }

    private List<JsonNode> batch(List<String> lines) {
        List<JsonNode> answers = new ArrayList<>();
        annals.as(SERVICE).batch(lines, answers::add);
        return answers;
    }
}
