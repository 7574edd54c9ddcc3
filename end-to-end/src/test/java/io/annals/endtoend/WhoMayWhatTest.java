package io.annals.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.app.Server;
import io.annals.edge.Actor;
import io.annals.edge.Grant;
import io.annals.edge.Keys;
import io.annals.edge.Role;
import io.annals.edge.Scope;
import io.annals.endtoend.RuleTable.May;
import io.annals.endtoend.RuleTable.Rule;
import io.annals.endtoend.structure.Documents;
import io.annals.events.CustomerId;
import io.annals.events.Field;
import io.annals.log.EventLog;
import io.annals.mongod.EmbeddedMongod;
import io.annals.query.visibility.Visibility;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * Every route and every subscription × every role × a customer of their own and another's, tried against the whole program,
 * and compared with what {@code docs/who-may-what.md} says.
 */
@Timeout(300)
class WhoMayWhatTest {
    private static final RuleTable TABLE = RuleTable.read(Documents.file("docs/who-may-what.md"));
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path home;

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private static ConfigurableApplicationContext program;
    private static String url;
    private static String own;
    private static String another;
    private static String third;
    private static int number;

    @BeforeAll
    static void start() throws Exception {
        program = new SpringApplicationBuilder(Server.class)
                .web(WebApplicationType.SERVLET)
                .properties(
                        "server.port=0",
                        "annals.home=" + home,
                        "annals.mongodb.uri=" + EmbeddedMongod.forTests().connectionString(),
                        "annals.mongodb.database=matrix-"
                                + UUID.randomUUID().toString().substring(0, 8))
                .run("--server.port=0", "--annals.home=" + home);
        url = "http://127.0.0.1:" + program.getEnvironment().getProperty("local.server.port");
        own = customer("north");
        another = customer("south");
        third = customer("north");
        everybody(own);
        everybody(another);
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    private static String customer(String team) throws Exception {
        String id = Done.of(admin("POST", "/customers", "{\"name\":\"Ann\"}"))
                .path("customer")
                .asString();
        admin("PUT", "/customers/" + id + "/team", "{\"team\":\"" + team + "\"}");
        Done.of(admin("POST", "/tasks", Bodies.task(UUID.fromString(id), id)));
        Done.of(admin("POST", "/opportunities", Bodies.opportunity(UUID.fromString(id), id)));
        return id;
    }

    /** Waits until the views know of somebody. */
    private static void everybody(String customer) throws Exception {
        long head = program.getBean(EventLog.class).head();
        assertThat(admin("GET", "/customers/" + customer + "?atLeast=" + head, "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(admin("GET", "/customers/" + customer + "/tasks?atLeast=" + head, "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(admin("GET", "/customers/" + customer + "/opportunities?atLeast=" + head, "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(admin("GET", "/customers/" + customer + "/loyalty?atLeast=" + head, "")
                        .statusCode())
                .isIn(200, 404);
    }

    private static HttpResponse<String> admin(String method, String path, String body) throws Exception {
        String key = key(new Actor("administrator", Role.ADMINISTRATOR));
        return HTTP.send(request(method, path, body, key).build(), BodyHandlers.ofString());
    }

    /** What an answer that must be one says. */
    private static final class Done {
        static JsonNode of(HttpResponse<String> answer) {
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
            return Answer.JSON.readTree(answer.body());
        }
    }

    private static String key(Actor actor) {
        return program.getBean(Keys.class).ephemeral(actor);
    }

    private record Caller(String name, String key) {}

    /** Whoever they are, they see one of the two customers. */
    private static Caller caller(Role role, String customer) {
        Scope scope = role == Role.CUSTOMER ? new Scope.Own(CustomerId.of(customer)) : new Scope.Team("north");
        String name = role.text() + "-" + number++;
        return new Caller(name, key(new Actor(name, Set.of(role), scope, "north", new Grant("key/" + name, null))));
    }

    private static HttpRequest.Builder request(String method, String path, String body, @Nullable String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", path.endsWith("/batch") ? "application/x-ndjson" : "application/json");
        }
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        if (method.equals("PATCH")) {
            request.header("If-Match", "\"1\"");
        }
        return request;
    }

    /** @return the status; what is streamed without an end is broken off */
    private static int tried(Rule rule, @Nullable Role role, String customer, @Nullable String key) throws Exception {
        String[] methodAndPath = rule.route().split(" ", 2);
        String sent = Bodies.of(rule.route(), role, customer, third, number++);
        HttpRequest request = request(methodAndPath[0], path(methodAndPath[1], customer), sent, key)
                .build();
        HttpResponse<InputStream> answer = HTTP.send(request, BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() == 500) {
                throw new AssertionError(
                        rule.route() + " failed: " + new String(body.readNBytes(2_000), StandardCharsets.UTF_8));
            }
        } catch (IOException brokenOff) {
            assertThat(answer.statusCode()).isLessThan(500);
        }
        boolean page = answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
        return page && answer.statusCode() == 401 ? 200 : answer.statusCode(); // a form that says what was wrong
    }

    private static String path(String route, String customer) {
        String path = route.replace("/customers/{}", "/customers/" + customer)
                .replaceAll("/(merges|departments|people)/\\{}", "/$1/" + third)
                .replace("/tasks/{}", "/tasks/" + customer) // each has a task by the same id
                .replace("/opportunities/{}", "/opportunities/" + customer) // and an opportunity
                .replace("/definitions/{}", "/definitions/pipeline")
                .replace("/consents/{}/{}", "/consents/mail/news")
                .replace("/projections/{}", "/projections/customer")
                .replace("/policies/{}", "/policies/loyalty")
                .replace("{}", "x")
                .replace("/**", "/x");
        return switch (path) {
            case "/events" -> path + "?subject=" + own;
            case "/customers" -> path + "?externalId=nobody"; // a till names something
            case "/identities" -> path + "?typed=nobody";
            default -> path;
        };
    }

    @Test
    void every_route_of_the_program_has_its_rule_and_every_rule_its_route() {
        Set<String> ruled = new TreeSet<>();
        TABLE.rules().values().stream().filter(rule -> !rule.isTopic()).forEach(rule -> ruled.add(rule.route()));

        assertThat(Routes.of(program)).isEqualTo(ruled);
    }

    @Test
    void everybody_may_what_the_table_says_and_nothing_else() throws Exception {
        List<String> wrong = new ArrayList<>();
        int cases = 0;
        long toldOfAnother = eventsOf(another);
        for (Rule rule : TABLE.rules().values()) {
            for (Role role : Role.values()) {
                for (boolean isOwn : new boolean[] {true, false}) {
                    if (isOwn || hasCustomer(rule)) {
                        cases++;
                        compare(rule, role, isOwn, wrong);
                    }
                }
            }
            cases++;
            compareWithoutKey(rule, wrong);
        }
        LoggerFactory.getLogger(WhoMayWhatTest.class)
                .info(
                        "{} cases: {} routes and subscriptions, {} roles, own and another's customer, no key",
                        cases,
                        TABLE.rules().size(),
                        Role.values().length);

        assertThat(wrong).as("of " + cases + " cases").isEmpty();
        assertThat(eventsOf(another)).as("what is told of another's customer").isEqualTo(toldOfAnother);
        assertThat(cases).isGreaterThan(TABLE.rules().size() * Role.values().length);
    }

    /** What one may not see one may not filter, sort, count or page by. */
    @Test
    void everybody_may_ask_by_what_the_table_says_and_nothing_else() throws Exception {
        ParameterTable table = ParameterTable.read(Documents.file("docs/who-may-what.md"));
        List<Parameters.Case> cases = Parameters.cases(program, TABLE, own);
        List<String> wrong = new ArrayList<>();
        for (Parameters.Case one : cases) {
            boolean all = one.rule().of(one.role()) == May.ALL;
            String key = all
                    ? key(new Actor(one.role().text(), one.role()))
                    : caller(one.role(), own).key();
            int status = status(request(one.method(), one.asked(path(one.path(), own)), "", key));
            if ((status == 403) != table.notFor(one.parameter(), one.value()).contains(one.role())) {
                wrong.add(one + " was " + status);
            }
        }
        LoggerFactory.getLogger(WhoMayWhatTest.class).info("{} cases of parameters", cases.size());

        assertThat(wrong).as("of " + cases.size() + " cases").isEmpty();
        assertThat(table.parameters())
                .isEqualTo(cases.stream().map(Parameters.Case::parameter).collect(Collectors.toSet()));
    }

    /** A filter that is misspelt would show everything. */
    @Test
    void a_parameter_that_no_endpoint_knows_is_refused_by_name_on_every_route() throws Exception {
        String key = key(
                new Actor("anybody", EnumSet.allOf(Role.class), new Scope.All(), null, new Grant("key/anybody", null)));
        Set<String> lenient = new TreeSet<>();
        for (String route : Parameters.ours(program)) {
            String[] methodAndPath = route.split(" ", 2);
            String path = path(methodAndPath[1], own);
            String asked = path + (path.contains("?") ? "&" : "?") + "chanel=x";
            HttpRequest.Builder request = request(methodAndPath[0], asked, "", key);
            if (path.endsWith("/batch")) {
                request.header("Content-Type", "application/x-ndjson");
            }
            if (status(request) != 422) {
                lenient.add(route);
            }
        }

        assertThat(lenient)
                .as("forms, and the page that the authorization server leads to")
                .containsExactlyInAnyOrder(
                        "GET /oauth2/consent",
                        "POST /join",
                        "POST /login",
                        "POST /login/code",
                        "POST /login/second-factor",
                        "POST /second-factor");
    }

    private static int status(HttpRequest.Builder request) throws Exception {
        HttpResponse<InputStream> answer = HTTP.send(request.build(), BodyHandlers.ofInputStream());
        answer.body().close();
        assertThat(answer.statusCode()).as(answer.request().toString()).isNotIn(401, 500);
        return answer.statusCode();
    }

    /** The side that decides hides no fields: it need not, as long as this is so. */
    @Test
    void whoever_may_edit_sees_all_that_a_late_edit_is_shown() {
        Set<Field> ofCustomers = EnumSet.of(Field.NAME, Field.ATTRIBUTES, Field.CONSENTS);
        for (Rule rule : TABLE.rules().values()) {
            Set<Field> shown = switch (rule.route()) {
                case "PATCH /customers/{}", "PUT /customers/{}/consents/{}/{}", "DELETE /customers/{}/consents/{}/{}" ->
                    ofCustomers;
                case "PATCH /tasks/{}", "POST /tasks/{}/completion", "DELETE /tasks/{}/completion" ->
                    EnumSet.of(Field.COLLEAGUES);
                case "PATCH /opportunities/{}",
                        "PUT /opportunities/{}/stage",
                        "POST /opportunities/{}/win",
                        "POST /opportunities/{}/loss",
                        "POST /opportunities/{}/reopening" -> EnumSet.of(Field.COLLEAGUES, Field.MONEY);
                default -> EnumSet.noneOf(Field.class);
            };
            for (Role role : Role.values()) {
                if (rule.of(role) != May.NO) {
                    assertThat(Visibility.of(new Actor("somebody", role)).fields())
                            .as(rule.route() + " as " + role.text())
                            .containsAll(shown);
                }
            }
        }
    }

    private static boolean hasCustomer(Rule rule) {
        return rule.byRole().containsValue(May.OWN);
    }

    private static long eventsOf(String customer) {
        long events = 0;
        try (EventLog.Cursor<?> all = program.getBean(EventLog.class).subjects(List.of(customer), Long.MAX_VALUE)) {
            for (Object _ : all) {
                events++;
            }
        }
        return events;
    }

    private static void compare(Rule rule, Role role, boolean isOwn, List<String> wrong) throws Exception {
        boolean changes = !rule.isTopic() && !rule.route().startsWith("GET") && hasCustomer(rule);
        String mine = changes && isOwn && rule.of(role) == May.OWN ? customer("north") : own;
        if (rule.route().equals("PUT /customers/{}/seen")) {
            everybody(mine); // the side that shows answers it: somebody it has not heard of yet does not exist there
        }
        String customer = isOwn ? mine : another;
        Caller caller = caller(role, mine);
        int status = rule.isTopic() ? watched(rule, customer, caller) : tried(rule, role, customer, caller.key());
        boolean right = switch (rule.of(role)) {
            case NO -> status == 403;
            case YES -> status != 401 && status != 403;
            case ALL -> status == 403 && tried(rule, role, customer, key(new Actor(role.text(), role))) == 200;
            case OWN -> isOwn ? status < 300 || isRuleOfTheBusiness(status) : status == 404;
        };
        if (!right) {
            wrong.add(rule.route() + " as " + role.text() + (isOwn ? ", own" : ", another's") + ": "
                    + rule.of(role).name().toLowerCase(Locale.ROOT) + ", and was " + status);
        }
    }

    /** Came as far as the decision: there were no points to spend, the version was another one, nothing is projected yet. */
    private static boolean isRuleOfTheBusiness(int status) {
        return status == 409 || status == 412;
    }

    private static void compareWithoutKey(Rule rule, List<String> wrong) throws Exception {
        if (rule.isTopic()) {
            return; // there is no socket without a key
        }
        int status = tried(rule, null, own, null);
        if (rule.open() == (status == 401)) {
            wrong.add(rule.route() + " without a key: " + status);
        }
    }

    /** Subscribes: 200 when the topic comes, else the status of the refusal. */
    private static int watched(Rule rule, String customer, Caller caller) throws Exception {
        String topic = rule.route()
                .substring("topic ".length())
                .replace("<id>", customer)
                .replace("<me>", caller.name())
                .replace("<name>", "mail");
        try (Socket socket = Socket.open(url, caller.key())) {
            JsonNode answer = socket.ask("{\"subscribe\":\"" + topic + "\"}");
            return answer.path("type").asString().equals("live")
                    ? 200
                    : answer.path("problem").path("status").asInt();
        } catch (CompletionException refused) {
            if (refused.getCause() instanceof WebSocketHandshakeException handshake) {
                return handshake.getResponse().statusCode();
            }
            throw refused;
        }
    }
}
