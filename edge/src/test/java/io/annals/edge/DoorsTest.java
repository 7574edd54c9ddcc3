package io.annals.edge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.mongodb.client.MongoDatabase;
import io.annals.mongod.EmbeddedMongod;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Tomcat with a small endpoint behind the doors, a real mongod below. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorsTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private ConfigurableApplicationContext started;
    private String agent = "";

    @BeforeAll
    void start(@TempDir Path home) {
        started = new SpringApplicationBuilder(Behind.class)
                .web(WebApplicationType.SERVLET)
                .properties(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "spring.main.banner-mode=off",
                        "spring.threads.virtual.enabled=true",
                        "annals.home=" + home,
                        "annals.mongodb.uri=" + EmbeddedMongod.forTests().connectionString(),
                        "annals.mongodb.database=doors"
                                + UUID.randomUUID().toString().substring(0, 8))
                .run();
        agent = bean(Keys.class).ephemeral(Role.AGENT);
    }

    @AfterAll
    void stop() {
        bean(MongoDatabase.class).drop();
        started.close();
        http.close();
    }

    @BeforeEach
    void listen() {
        logged.list.clear();
        logged.start();
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAppender(logged);
        logged.stop();
    }

    @Test
    void whoever_has_a_key_comes_in_as_its_actor() throws Exception {
        HttpResponse<String> answer = send(get("/who").header("Authorization", "Bearer " + agent));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"name\":\"agent\",\"role\":\"agent\"}");
    }

    @Test
    void without_a_key_nothing_is_answered() throws Exception {
        HttpResponse<String> answer = send(get("/who"));

        assertProblem(answer, 401, "no-key");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"annals\"");
        assertProblem(send(get("/no-such-place")), 401, "no-key");
        assertProblem(send(get("/actuator/env")), 401, "no-key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer annals_agent_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "Bearer x",
                "Bearer a b c",
                "Bearer"
            })
    void a_key_that_nobody_has_lets_nobody_in(String header) throws Exception {
        assertProblem(send(get("/who").header("Authorization", header)), 401, "unknown-key");
    }

    @Test
    void another_kind_of_authorization_is_no_key() throws Exception {
        assertProblem(send(get("/who").header("Authorization", "Basic YTpi")), 401, "no-key");
    }

    @Test
    void a_key_of_another_role_is_told_so() throws Exception {
        String till = bean(Keys.class).ephemeral(Role.TILL);

        assertProblem(send(post("/orders", "{}", till)), 403, "role-may-not");
        assertProblem(send(get("/actuator/env").header("Authorization", "Bearer " + agent)), 403, "role-may-not");
        assertNoErrorLogged();
    }

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
        assertProblem(send(asAgent("/customers/a%2F..%2Fb")), 400, "bad-request");
        assertNoErrorLogged();
    }

    @Test
    void the_wrong_kind_of_content_is_told_so() throws Exception {
        HttpRequest.Builder text = json("/orders", agent).setHeader("Content-Type", "text/plain");

        assertProblem(send(text.POST(BodyPublishers.ofString("x"))), 415, "unsupported-media-type");
        assertProblem(send(asAgent("/who").header("Accept", "image/png")), 406, "not-acceptable");
        assertNoErrorLogged();
    }

    @Test
    void a_problem_is_told_whatever_the_caller_accepts() throws Exception {
        assertProblem(send(asAgent("/refusals/rule").header("Accept", "text/html")), 409, "not-enough-points");
        assertProblem(send(asAgent("/refusals/rule").header("Accept", "nonsense")), 409, "not-enough-points");
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
    void a_login_link_leaves_the_key_in_a_cookie_that_no_script_reads_and_works_once() throws Exception {
        String link = bean(LoginLinks.class).create(Role.AGENT);

        HttpResponse<String> answer = send(get(link));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/");
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("annals_key=annals_agent_", "Path=/", "HttpOnly", "SameSite=Strict");
        HttpResponse<String> who = send(get("/who").header("Cookie", cookie.substring(0, cookie.indexOf(';'))));
        assertThat(who.body()).contains("\"agent\"");
        assertProblem(send(get(link)), 401, "login-link-spent");
        assertProblem(send(get("/login")), 422, "bad-input");
    }

    @Test
    void with_a_cookie_alone_only_our_own_page_changes_anything() throws Exception {
        String order = "{\"customer\":\"0197a1b2-0000-7000-8000-00000000abcd\",\"text\":\"x\"}";
        String host = "127.0.0.1:" + port();

        assertProblem(send(byCookie("/orders", order)), 403, "role-may-not");
        assertProblem(send(byCookie("/orders", order).header("Sec-Fetch-Site", "cross-site")), 403, "role-may-not");
        assertProblem(send(byCookie("/orders", order).header("Sec-Fetch-Site", "same-site")), 403, "role-may-not");
        assertProblem(send(byCookie("/orders", order).header("Origin", "http://evil.example")), 403, "role-may-not");
        assertProblem(send(byCookie("/orders", order).header("Origin", "null")), 403, "role-may-not");
        assertThat(send(byCookie("/orders", order).header("Sec-Fetch-Site", "same-origin"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(byCookie("/orders", order).header("Origin", "http://" + host))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(get("/who").header("Cookie", "annals_key=" + agent)).statusCode())
                .isEqualTo(200);
        assertNoErrorLogged();
    }

    @Test
    void an_old_cookie_bars_neither_the_page_nor_the_way_in() throws Exception {
        String link = bean(LoginLinks.class).create(Role.AGENT);

        assertThat(send(get("/").header("Cookie", "annals_key=old")).statusCode())
                .isEqualTo(200);
        assertThat(send(get(link).header("Cookie", "annals_key=old")).statusCode())
                .isEqualTo(303);
        assertProblem(send(get("/who").header("Cookie", "annals_key=old")), 401, "unknown-key");
    }

    @Test
    void every_answer_forbids_foreign_and_inline_script() throws Exception {
        HttpResponse<String> answer = send(get("/"));

        assertThat(answer.body()).isEqualTo("shell");
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).contains("default-src 'self'").doesNotContain("unsafe"));
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void a_stream_that_outlasts_its_thread_keeps_its_actor() throws Exception {
        HttpResponse<String> answer = send(asAgent("/later"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("agent");
    }

    private <T> T bean(Class<T> type) {
        return started.getBean(type);
    }

    private int port() {
        return started.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(PATIENCE);
    }

    private HttpRequest.Builder asAgent(String path) {
        return get(path).header("Authorization", "Bearer " + agent);
    }

    private HttpRequest.Builder json(String path, String key) {
        return get(path).header("Authorization", "Bearer " + key).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder post(String path, String body, String key) {
        return json(path, key).POST(BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder byCookie(String path, String body) {
        return get(path)
                .header("Cookie", "annals_key=" + agent)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode assertProblem(HttpResponse<String> answer, int status, String rule) {
        assertThat(answer.body()).contains("urn:annals:problem:" + rule);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("type").asString()).isEqualTo("urn:annals:problem:" + rule);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        return problem;
    }

    private void assertNoErrorLogged() {
        assertThat(logged.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
                .isEmpty();
    }
}
