package io.annals.endtoend;

import static io.annals.edge.Role.ADMINISTRATOR;
import static io.annals.edge.Role.AGENT;
import static io.annals.edge.Role.AUDITOR;
import static io.annals.edge.Role.SERVICE;
import static io.annals.edge.Role.TILL;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.edge.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Whatever comes in, the answer is a problem (RFC 9457) that says what is wrong and where; nothing is stored, and the
 * operator's log stays free of errors and stack traces.
 */
@ExtendWith(Shared.class)
class BadInputTest {
    private static final String NOTE = """
        {"kind":"note","channel":"desk","externalId":"bad-1","occurredAt":"2026-03-01T10:00:00Z",\
        "customer":{"email":"bad@example.org"},"content":{"text":"hello"}}\
        """;
    private static final String PURCHASE = """
        {"kind":"purchase","channel":"store","externalId":"bad-2","occurredAt":"2026-03-01T10:00:00Z",\
        "customer":{"email":"bad@example.org"},"content":{"lines":[\
        {"id":"1","product":"Lamp","quantity":1,"price":{"amount":"10.00","currency":"USD"}}]}}\
        """;

    private final Annals annals;
    private final Truth truth;
    private Untouched before;

    BadInputTest(Annals annals, Truth truth) {
        this.annals = annals;
        this.truth = truth;
    }

    @BeforeAll
    static void what_was_read_before_is_stored(Annals annals, Truth truth) {
        truth.readsAreStored(annals.as(AGENT), Waits.LONG);
    }

    @BeforeEach
    void see() {
        before = Untouched.since(annals, truth);
    }

    @AfterEach
    void nothing_is_stored_and_nothing_is_logged_as_an_error() {
        before.holds();
    }

    /** The parts of a contact that are replaced, by what, and the field that the problem must name. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"note\" | \"telepathy\" | kind",
                "\"note\" | 7 | kind",
                "\"note\" | null | kind",
                "\"kind\":\"note\", | `` | kind",
                "\"bad-1\" | \"\" | externalId",
                "\"bad-1\" | [\"bad-1\"] | externalId",
                "2026-03-01T10:00:00Z | 20000-01-01T00:00:00Z | occurredAt",
                "2026-03-01T10:00:00Z | +20000-01-01T00:00:00Z | occurredAt",
                "2026-03-01T10:00:00Z | 9998-01-01T00:00:00Z | occurredAt",
                "2026-03-01T10:00:00Z | 1066-10-14T10:00:00Z | occurredAt",
                "2026-03-01T10:00:00Z | 2026-02-30T10:00:00Z | occurredAt",
                "2026-03-01T10:00:00Z | yesterday | occurredAt",
                "\"2026-03-01T10:00:00Z\" | 1e999 | occurredAt",
                "\"2026-03-01T10:00:00Z\" | 1772359200 | occurredAt"
            })
    void a_note_with_a_wrong_part_is_refused_by_its_name(String part, String replacement, String field) {
        assertThat(NOTE).contains(part);
        refused(422, field, annals.as(AGENT).post("/contacts", NOTE.replace(part, replacement)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"quantity\":1 | \"quantity\":-1 | content.lines[0].quantity",
                "\"quantity\":1 | \"quantity\":0 | content.lines[0].quantity",
                "\"quantity\":1 | \"quantity\":1e999 | content.lines[0].quantity",
                "\"quantity\":1 | \"quantity\":1e-999999999 | content.lines[0].quantity",
                "\"quantity\":1 | \"quantity\":\"many\" | content.lines[0].quantity",
                "\"10.00\" | \"-10.00\" | content.lines[0].price.amount",
                "\"10.00\" | \"10.001\" | content.lines[0].price.amount",
                "\"10.00\" | \"1e999\" | content.lines[0].price.amount",
                "\"10.00\" | \"99999999999999999999\" | content.lines[0].price.amount",
                "\"10.00\" | 10.00 | content.lines[0].price.amount",
                "\"10.00\" | 1e999 | content.lines[0].price.amount",
                "\"USD\" | \"XQX\" | content.lines[0].price.currency",
                "\"USD\" | \"usd\" | content.lines[0].price.currency",
                "\"USD\" | \"\" | content.lines[0].price.currency",
                "[{\"id\":\"1\",\"product\":\"Lamp\",\"quantity\":1,\"price\":{\"amount\":\"10.00\",\"currency\":\"USD\"}}]"
                    + " | [] | content.lines",
                "[{\"id\":\"1\",\"product\":\"Lamp\",\"quantity\":1,\"price\":{\"amount\":\"10.00\",\"currency\":\"USD\"}}]"
                    + " | {} | content.lines"
            })
    void a_purchase_with_a_wrong_part_is_refused_by_its_name(String part, String replacement, String field) {
        assertThat(PURCHASE).contains(part);
        refused(422, field, annals.as(TILL).post("/contacts", PURCHASE.replace(part, replacement)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"kind\":\"note\"",
                "nonsense",
                "{\"kind\":\"note\",}",
                "{'kind':'note'}",
                "NaN",
                "{\"kind\":\"note\",\"kind\":\"call\"}",
                "\u0000",
                "<xml/>",
                "{\"kind\" \"note\"}"
            })
    void what_is_no_json_is_refused_as_malformed(String body) {
        assertThat(problem(annals.as(AGENT).post("/contacts", body)).status()).isIn(400, 422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[[[]]]", "\"note\"", "7", "true", "null"})
    void json_of_another_shape_is_refused(String body) {
        assertThat(problem(annals.as(AGENT).post("/contacts", body)).status()).isIn(400, 422);
    }

    @Test
    void bytes_that_are_no_utf8_are_refused() {
        byte[] latin1 = NOTE.replace("hello", "gr\u00fc\u00df").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        Answer answer = annals.as(AGENT)
                .send("POST", "/contacts", BodyPublishers.ofByteArray(latin1), "Content-Type", "application/json");
        assertThat(problem(answer).status()).isEqualTo(400);
    }

    @Test
    void deep_nesting_is_refused() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertThat(problem(annals.as(AGENT).post("/contacts", NOTE.replace("\"hello\"", deep)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_body_of_ten_megabytes_is_refused() {
        String body = NOTE.replace("hello", "x".repeat(10_000_000));
        Answer announced = annals.as(AGENT).post("/contacts", body);
        assertThat(problem(announced).status()).isEqualTo(413);
        Answer chunked = annals.as(AGENT)
                .send(
                        "POST",
                        "/contacts",
                        BodyPublishers.fromPublisher(BodyPublishers.ofString(body)),
                        "Content-Type",
                        "application/json");
        assertThat(problem(chunked).status()).isEqualTo(413);
    }

    @Test
    void a_wrong_content_type_is_refused() {
        for (String type : List.of("text/plain", "application/xml", "multipart/form-data; boundary=x", "nonsense")) {
            Answer answer =
                    annals.as(AGENT).send("POST", "/contacts", BodyPublishers.ofString(NOTE), "Content-Type", type);
            assertThat(problem(answer).status()).as(type).isIn(400, 415);
        }
        Answer without = annals.as(AGENT).send("POST", "/contacts", BodyPublishers.ofString(NOTE));
        assertThat(problem(without).status()).isEqualTo(415);
    }

    @Test
    void nobody_comes_in_without_a_key_or_with_a_wrong_one() {
        String customer = UUID.randomUUID().toString();
        for (String key : new ArrayList<>(List.of("", "nonsense", "annals_agent_" + "A".repeat(43)))) {
            Client stranger = new Client(annals.url(), key.isEmpty() ? null : key);
            for (String path : List.of(
                    "/customers",
                    "/customers/" + customer,
                    "/customers/" + customer + "/timeline",
                    "/customers/" + customer + "/loyalty",
                    "/events",
                    "/live",
                    "/projections",
                    "/actuator/prometheus",
                    "/v3/api-docs",
                    "/no/such/thing")) {
                assertThat(problem(stranger.get(path)).status()).as(path).isEqualTo(401);
            }
            assertThat(problem(stranger.post("/contacts", NOTE)).status()).isEqualTo(401);
            assertThat(problem(stranger.post("/log/verification", "")).status()).isEqualTo(401);
        }
        assertThat(new Client(annals.url(), null).get("/actuator/health").status())
                .isEqualTo(200);
    }

    @Test
    void a_key_of_another_role_is_refused() {
        String customer = "/customers/" + UUID.randomUUID();
        mayNot(AUDITOR, "POST", "/contacts", NOTE);
        mayNot(AUDITOR, "POST", "/customers", "{}");
        mayNot(TILL, "POST", "/contacts", NOTE);
        mayNot(TILL, "GET", customer + "/timeline", "");
        mayNot(TILL, "GET", "/events", "");
        mayNot(TILL, "GET", "/live", "");
        mayNot(AGENT, "POST", customer + "/erasure", "");
        mayNot(SERVICE, "POST", customer + "/erasure", "");
        mayNot(AGENT, "POST", "/projections/customer/rebuild", "");
        mayNot(AGENT, "POST", "/log/verification", "");
        mayNot(AGENT, "POST", "/log/statistics", "");
        mayNot(AGENT, "GET", "/actuator/prometheus", "");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /customers/no-uuid, 422, id",
        "GET,    /customers/{unknown}, 404,",
        "GET,    /customers/{unknown}/timeline, 404,",
        "GET,    /customers/{unknown}/loyalty, 404,",
        "GET,    /customers/{unknown}?atLeast=minus, 422, atLeast",
        "GET,    /customers/{unknown}?asOf=-1, 422, asOf",
        "GET,    /customers/{unknown}?asOf=tomorrow, 422, asOf",
        "GET,    /customers/{unknown}?asOf=999999999999, 409,",
        "GET,    /customers/{unknown}?asOf=99999999999999999999999, 422, asOf",
        "GET,    /customers/{unknown}/timeline?cursor=nonsense, 422, cursor",
        "GET,    /customers/{unknown}/timeline?limit=-1, 422, limit",
        "GET,    /customers/{unknown}/timeline?limit=many, 422, limit",
        "GET,    /customers/{unknown}/timeline?from=once, 422, from",
        "GET,    /customers/{unknown}/loyalty?cursor=nonsense, 422, cursor",
        "GET,    /customers?limit=-1, 422, limit",
        "GET,    /customers?limit=1000000, 422, limit",
        "GET,    /customers?page=1, 422, page",
        "GET,    /customers?cursor=x, 422, cursor",
        "GET,    /customers?sort=shoe, 422, sort",
        "GET,    /customers?order=up, 422, order",
        "GET,    /customers?email=nobody, 422, email",
        "GET,    /customers?phone=1, 422, phone",
        "GET,    /events?after=x, 422, after",
        "GET,    /events?after=999999999999, 409,",
        "GET,    /events?type=nonsense, 422, type",
        "GET,    /events?subject=nobody, 422, subject",
        "POST,   /customers/no-uuid/card, 422, customer",
        "POST,   /customers/{unknown}/card, 404,",
        "POST,   /customers/{unknown}/erasure, 404,",
        "POST,   /projections/no-such/rebuild, 404,",
        "POST,   /log/statistics?after=-1, 422, after",
        "POST,   /log/statistics?after=many, 422, after",
        "POST,   /log/statistics?after=999999999999, 409,",
        "POST,   /no/such/thing, 404,",
        "GET,    /no/such/thing, 404,",
        "PUT,    /contacts, 405,",
        "DELETE, /contacts, 405,",
        "TRACE,  /contacts, 405,"
    })
    void an_address_that_makes_no_sense_is_refused(String method, String path, int status, @Nullable String field) {
        String address = path.replace("{unknown}", UUID.randomUUID().toString());
        Answer answer = annals.as(ADMINISTRATOR).json(method, address, method.equals("POST") ? "{}" : "");
        refused(status, field, answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/customers | {\"identities\":[{\"kind\":\"email\",\"value\":\"nobody\"}]} | identities[0].value",
                "/customers | {\"identities\":[{\"kind\":\"shoe\",\"value\":\"42\"}]} | identities[0].kind",
                "/customers | {\"party\":\"ghost\"} | party",
                "/customers | {\"roles\":[]} | roles",
                "/customers | {\"attributes\":{\"birthDate\":\"20000-01-01\"}} | attributes.birthDate",
                "/customers | {\"name\":\"\\ud800\"} | name",
                "/customers/{unknown}/card | {\"number\":\"½\"} | number",
                "/customers/{unknown}/loyalty/redemptions | {\"id\":\"r\",\"points\":-5} | points",
                "/customers/{unknown}/loyalty/redemptions | {\"id\":\"r\",\"points\":0} | points",
                "/customers/{unknown}/loyalty/redemptions | {\"id\":\"r\",\"points\":1e999} | points",
                "/customers/{unknown}/loyalty/redemptions | {\"id\":\"\",\"points\":5} | id"
            })
    void a_wrong_form_is_refused_by_its_field(String path, String body, String field) {
        String address = path.replace("{unknown}", UUID.randomUUID().toString());
        refused(422, field, annals.as(AGENT).post(address, body));
    }

    @Test
    void an_edit_needs_the_version_that_it_saw() {
        String customer = "/customers/" + UUID.randomUUID();
        Client agent = annals.as(AGENT);
        String patch = "{\"attributes\":{\"city\":\"Bonn\"}}";
        assertThat(problem(agent.json("PATCH", customer, patch)).status()).isEqualTo(428);
        for (String wrong : List.of("3", "\"1\" \"2\"", "W/3", "*, \"3\"", "\"3", ",")) {
            refused(422, "If-Match", agent.json("PATCH", customer, patch, "If-Match", wrong));
        }
        for (String right : List.of("\"3\"", "\"version-3\"", "*", "W/\"3\"", "\"1\", \"2\"", "\"x\"")) {
            assertThat(problem(agent.json("PATCH", customer, patch, "If-Match", right))
                            .status())
                    .as(right)
                    .isEqualTo(404);
        }
    }

    @Test
    void a_batch_refuses_each_bad_line_with_its_field_and_carries_on() {
        List<String> lines = List.of(
                NOTE.replace("note", "telepathy"),
                "{",
                "[]",
                "",
                NOTE.replace("bad-1", " "),
                PURCHASE.replace("\"quantity\":1", "\"quantity\":-1"),
                NOTE.replace("2026-03-01T10:00:00Z", "20000-01-01T00:00:00Z"),
                NOTE.replace("\"email\":\"bad@example.org\"", "\"id\":\"" + UUID.randomUUID() + "\""),
                NOTE.replace("hello", "x".repeat(2_000_000)),
                NOTE.replace("\"note\"", "\"\""));
        List<JsonNode> answers = new ArrayList<>();
        annals.as(SERVICE).batch(lines, answers::add);
        assertThat(answers)
                .extracting(answer -> answer.path("status").asString())
                .containsOnly("refused");
        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.path("reason").asString("")).isNotBlank());
        assertThat(answers.stream()
                        .map(answer -> answer.path("line").asInt() + " "
                                + answer.path("field").asString("")))
                .contains("1 kind", "5 externalId", "6 content.lines[0].quantity", "7 occurredAt", "10 kind");
    }

    private void mayNot(Role role, String method, String path, String body) {
        assertThat(problem(annals.as(role).json(method, path, body)).status())
                .as("%s %s %s", role, method, path)
                .isEqualTo(403);
    }

    private static void refused(int status, @Nullable String field, Answer answer) {
        JsonNode problem = problem(answer).json();
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        if (field != null) {
            assertThat(problem.path("field").asString("")).as(answer.text()).isEqualTo(field);
        }
    }

    /** Asserts that it is one, with all that belongs to it. */
    private static Answer problem(Answer answer) {
        assertThat(answer.contentType()).as(answer.text()).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.path("type").asString("")).startsWith("urn:annals:problem:");
        assertThat(problem.path("title").asString("")).isNotBlank();
        assertThat(problem.path("detail").asString("")).isNotBlank();
        assertThat(problem.path("status").asInt()).isEqualTo(answer.status());
        assertThat(answer.text()).doesNotContain("io.annals", "Exception", "\tat ");
        return answer;
    }
}
