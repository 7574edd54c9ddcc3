package io.annals.edge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ProblemsTest extends AtTheDoor {
    @Test
    void a_refusal_is_a_problem_with_its_numbers() throws Exception {
        HttpResponse<String> answer = send(asAgent("/refusals/rule"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(JSON.readTree(answer.body())).isEqualTo(JSON.readTree("""
            {"type":"urn:annals:problem:not-enough-points","title":"Not enough points","status":409,
             "detail":"120 points were asked for, there are 100.","balance":100,"asked":120}
            """));
    }

    @ParameterizedTest
    @CsvSource({
        "rule,        409, not-enough-points",
        "wrapped,     409, not-enough-points",
        "unknown,     404, unknown-customer",
        "stale,       412, stale-version",
        "missing,     428, version-missing",
        "not-allowed, 403, role-may-not",
        "input,       422, bad-input",
        "conflict,    409, edited-meanwhile",
        "too-large,   422, too-much-at-once",
        "unavailable, 503, log-unavailable",
        "time-out,    503, service-unavailable",
        "status,      418, i-m-a-teapot",
    })
    void every_refusal_has_its_status_and_none_is_an_error(String which, int status, String rule) throws Exception {
        HttpResponse<String> answer = send(asAgent("/refusals/" + which));

        assertProblem(answer, status, rule);
        if (status == 503) {
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        }
        assertNoErrorLogged();
    }

    @Test
    void refusals_are_counted_by_rule() throws Exception {
        MeterRegistry meters = bean(MeterRegistry.class);
        double before =
                meters.counter("annals.refusals", "rule", "stale-version").count();

        send(asAgent("/refusals/stale"));

        assertThat(meters.counter("annals.refusals", "rule", "stale-version").count())
                .isEqualTo(before + 1);
    }

    @Test
    void a_fault_of_ours_tells_nothing_and_is_logged_once() throws Exception {
        HttpResponse<String> answer = send(asAgent("/refusals/fault"));

        assertProblem(answer, 500, "fault");
        assertThat(answer.body()).doesNotContain("secret", "Exception", "java");
        assertThat(logged.list)
                .filteredOn(event -> event.getLevel() == Level.ERROR)
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"customer":"0197a1b2-0000-7000-8000-00000000abcd","text":"x"}            | 200 |                |
        {"customer":"0197a1b2-0000-7000-8000-00000000abcd","text":""}             | 422 | bad-input      | text
        {"customer":"0197a1b2-0000-7000-8000-00000000abcd"}                       | 422 | bad-input      | text
        {"customer":"0197a1b2-0000-7000-8000-00000000abcd","text":"\\ud83d"}      | 422 | bad-input      | text
        {"customer":"0197a1b2-0000-7000-8000-00000000abcd","text":"x","a":1}      | 422 | bad-input      | a
        {"customer":"42","text":"x"}                                              | 422 | bad-input      | customer
        {"customer":"0197a1b2-0000-7000-8000-00000000abcd","text":"x","at":"+20000-01-01T00:00:00Z"} | 422 | bad-input | at
        {"text":"x","text":"y"}                                                   | 400 | malformed-json |
        {"text":                                                                  | 400 | malformed-json |
        []                                                                        | 422 | bad-input      |
        ''                                                                        | 400 | body-missing   |
        """)
    void a_body_that_cannot_be_is_refused_by_its_field(String body, int status, String rule, String field)
            throws Exception {
        HttpResponse<String> answer = send(post("/orders", body, agent));

        assertThat(answer.statusCode()).isEqualTo(status);
        if (rule != null) {
            JsonNode problem = assertProblem(answer, status, rule);
            assertThat(problem.path("field").asString("")).isEqualTo(field == null ? "" : field);
        }
        assertNoErrorLogged();
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused() throws Exception {
        byte[] body = "{\"text\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);

        HttpResponse<String> answer = send(json("/orders", agent).POST(BodyPublishers.ofByteArray(body)));

        assertProblem(answer, 400, "malformed-json");
        assertNoErrorLogged();
    }

    @ParameterizedTest
    @CsvSource({
        "/parameters,                              422, bad-input, number",
        "/parameters?number=x,                     422, bad-input, number",
        "/parameters?number=1&at=%2B20000-01-01T00:00:00Z, 422, bad-input, at",
        "/parameters?number=-1,                    422, bad-input, number",
        "/kinds?kind=fax,                          422, bad-input, kind",
        "/customers/42,                            422, bad-input, id",
        "/no-such-place,                           404, not-found, ''",
        "/orders,                                  405, method-not-allowed, ''",
    })
    void an_address_that_cannot_be_is_refused_by_its_parameter(String path, int status, String rule, String field)
            throws Exception {
        JsonNode problem = assertProblem(send(asAgent(path)), status, rule);

        assertThat(problem.path("field").asString("")).isEqualTo(field);
        assertNoErrorLogged();
    }

    @Test
    void an_address_that_tomcat_itself_refuses_is_a_problem_as_well() throws Exception {
        HttpResponse<String> answer = send(asAgent("/customers/a%2F..%2Fb"));

        assertProblem(answer, 400, "bad-request");
        assertThat(answer.body()).doesNotContain("null");
        assertNoErrorLogged();
    }

    @Test
    void the_wrong_kind_of_content_is_told_so() throws Exception {
        HttpRequest.Builder text = json("/orders", agent).setHeader("Content-Type", "text/plain");

        assertProblem(send(text.POST(BodyPublishers.ofString("x"))), 415, "unsupported-media-type");
        assertProblem(
                send(json("/orders", agent)
                        .setHeader("Content-Type", "application/json;charset=nonsense")
                        .POST(BodyPublishers.ofString("{}"))),
                415,
                "unsupported-media-type");
        assertProblem(send(asAgent("/who").header("Accept", "image/png")), 406, "not-acceptable");
        assertNoErrorLogged();
    }

    @Test
    void a_problem_is_told_whatever_the_caller_accepts() throws Exception {
        assertProblem(send(asAgent("/refusals/rule").header("Accept", "text/html")), 409, "not-enough-points");
        assertProblem(send(asAgent("/refusals/rule").header("Accept", "nonsense")), 409, "not-enough-points");
    }

    @Test
    void a_refusal_is_told_in_the_language_asked_for_and_says_which_it_is() throws Exception {
        HttpResponse<String> told = send(asAgent("/nowhere").header("Accept-Language", "xx, uk-UA;q=0.9, en;q=0.5"));

        assertProblem(told, 404, "not-found");
        assertThat(told.body()).contains("За цією адресою нічого немає.");
        assertThat(told.headers().firstValue("Content-Language")).hasValue("uk");
        assertThat(send(asAgent("/nowhere").header("Accept-Language", "fr")).body())
                .contains("There is nothing at this address.");
    }

    @Test
    void whoever_goes_by_hand_to_an_address_that_is_none_gets_a_page() throws Exception {
        HttpResponse<String> page = send(asAgent("/nowhere/%3Cb%3E")
                .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .header("Accept-Language", "sr"));

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.body())
                .contains("Nema takve stranice")
                .contains("href=\"/\"")
                .doesNotContain("<b>");
    }

    @Test
    void ten_megabytes_are_too_many_announced_or_not() throws Exception {
        byte[] body = ("{\"text\":\"" + "x".repeat(10 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);

        assertProblem(send(json("/orders", agent).POST(BodyPublishers.ofByteArray(body))), 413, "body-too-large");
        assertProblem(
                send(json("/orders", agent).POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))),
                413,
                "body-too-large");
        assertNoErrorLogged();
    }

    @Test
    void a_batch_may_be_of_any_length() throws Exception {
        byte[] body = new byte[3 << 20];

        HttpResponse<String> answer = send(json("/contacts/batch", agent).POST(BodyPublishers.ofByteArray(body)));

        assertThat(answer.body()).isEqualTo(Integer.toString(3 << 20));
    }

    @Test
    void a_caller_who_goes_away_in_the_middle_is_no_error() throws Exception {
        try (InputStream body = http.send(asAgent("/endless").build(), BodyHandlers.ofInputStream())
                .body()) {
            assertThat(body.readNBytes(100)).hasSize(100);
        }

        assertThat(bean(Behind.Endpoint.class).gaveUp().get(20, TimeUnit.SECONDS))
                .isNotNull();
        assertThat(send(asAgent("/who")).statusCode()).isEqualTo(200);
        assertNoErrorLogged();
    }

    @Test
    void enums_in_addresses_are_written_as_in_json() throws Exception {
        assertThat(send(asAgent("/kinds?kind=externalId")).body()).isEqualTo("EXTERNAL_ID");
    }
}
