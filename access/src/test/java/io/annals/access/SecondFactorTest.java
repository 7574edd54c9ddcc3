package io.annals.access;

import static io.annals.access.Node.PASSWORD;
import static io.annals.access.Node.assertProblem;
import static io.annals.access.Node.body;
import static io.annals.access.Node.cookie;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.annals.edge.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where nobody comes in by a password alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecondFactorTest {
    private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"");
    private static final Pattern SECRET = Pattern.compile("<code>([A-Z2-7]{32})</code>");
    private static final Pattern RECOVERY = Pattern.compile("<code>([a-z2-7]{4}(?:-[a-z2-7]{4}){5})</code>");

    private Node node;
    private Node other;

    @BeforeAll
    void start(@TempDir Path home) {
        String database = Node.freshDatabase();
        String[] settings = {"annals.limits.refusals=1000", "annals.security.second-factor=required"};
        node = Node.start(home, database, settings);
        other = Node.start(home, database, settings);
    }

    @AfterAll
    void stop() {
        node.dropDatabase();
        other.close();
        node.close();
    }

    /** Somebody who has set an authenticator up. */
    private record Person(String name, String secret, List<String> recovery, String cookie) {
        /** One that has not been used: of a step ahead, as by a clock that is a little fast. */
        String nextCode() {
            return Totp.code(secret, Instant.now().plusSeconds(30));
        }
    }

    private Person joins(String name) throws Exception {
        HttpResponse<String> setUp = chosen(name);
        assertThat(setUp.headers().firstValue("Set-Cookie")).isEmpty();
        String secret = found(SECRET, setUp);
        HttpResponse<String> done = other.form(
                "/login/second-factor",
                Map.of("ticket", found(TICKET, setUp), "code", Totp.code(secret, Instant.now())));
        return new Person(name, secret, recovery(done), cookie(done));
    }

    /** A user who has just chosen a password. */
    private HttpResponse<String> chosen(String name) throws Exception {
        HttpResponse<String> made = node.json(
                "POST",
                "/users",
                "{\"name\":\"%s\",\"displayName\":\"%1$s\",\"roles\":[\"agent\"]}".formatted(name),
                node.key(Role.ADMINISTRATOR));
        String link = body(made).path("link").asString();
        HttpResponse<String> setUp = node.form(
                "/join",
                Map.of("link", link.substring(link.indexOf('=') + 1), "password", PASSWORD, "again", PASSWORD));
        assertThat(setUp.statusCode()).as(setUp.body()).isEqualTo(200);
        assertThat(setUp.body()).contains("<svg class=\"qr\"", "autocomplete=\"one-time-code\"");
        return setUp;
    }

    private HttpResponse<String> password(Node at, String name) throws Exception {
        HttpResponse<String> asked = at.form("/login", Map.of("name", name, "password", PASSWORD, "to", "/#tasks"));
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.headers().firstValue("Set-Cookie")).isEmpty();
        return asked;
    }

    private int epoch(String user) {
        return node.bean(Users.class).find(user).orElseThrow().epoch();
    }

    private HttpResponse<String> code(Node at, HttpResponse<String> asked, String code) throws Exception {
        return at.form("/login/code", Map.of("ticket", found(TICKET, asked), "code", code));
    }

    @Test
    void whoever_has_no_authenticator_sets_one_up_before_they_are_in() throws Exception {
        Person anna = joins("anna");

        assertThat(anna.recovery()).hasSize(8).doesNotHaveDuplicates();
        assertThat(body(node.get("/me", anna.cookie())).path("secondFactor").asString())
                .isNotEmpty();
        assertThat(node.json("GET", "/users", "", node.key(Role.ADMINISTRATOR)).body())
                .contains("\"secondFactor\":\"");
    }

    @Test
    void password_and_code_let_in_on_whichever_node_and_lead_to_where_one_was() throws Exception {
        Person boris = joins("boris");

        HttpResponse<String> in = code(other, password(node, "boris"), boris.nextCode());

        assertThat(in.statusCode()).as(in.body()).isEqualTo(303);
        assertThat(in.headers().firstValue("Location")).hasValue("/#tasks");
        assertThat(node.get("/me", cookie(in)).statusCode()).isEqualTo(200);
    }

    @Test
    void a_code_is_good_once_also_if_it_comes_to_many_nodes_at_the_same_time() throws Exception {
        Person clara = joins("clara");
        String code = clara.nextCode();
        int many = 4;
        List<HttpResponse<String>> asked = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            asked.add(password(node, "clara"));
        }
        CyclicBarrier together = new CyclicBarrier(many);
        List<Future<Integer>> tries = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < many; i++) {
                HttpResponse<String> mine = asked.get(i);
                Node at = i % 2 == 0 ? node : other;
                tries.add(threads.submit(() -> {
                    together.await(20, TimeUnit.SECONDS);
                    return code(at, mine, code).statusCode();
                }));
            }
        }
        List<Integer> answers = new ArrayList<>();
        for (Future<Integer> one : tries) {
            answers.add(one.get(20, TimeUnit.SECONDS));
        }

        assertThat(answers).containsOnlyOnce(303);
        assertThat(answers).filteredOn(status -> status != 303).containsOnly(401);
    }

    @Test
    void the_code_that_set_it_up_is_spent() throws Exception {
        HttpResponse<String> setUp = chosen("doris");
        String code = Totp.code(found(SECRET, setUp), Instant.now());
        Map<String, String> form = Map.of("ticket", found(TICKET, setUp), "code", code);
        assertThat(node.form("/login/second-factor", form).statusCode()).isEqualTo(200);

        assertThat(code(node, password(node, "doris"), code).statusCode()).isEqualTo(401);
        assertThat(node.form("/login/second-factor", form).statusCode()).isEqualTo(401);
    }

    @Test
    void whoever_knows_the_password_too_cannot_set_up_theirs_once_the_user_has() throws Exception {
        HttpResponse<String> stranger = chosen("dora");
        HttpResponse<String> users = password(node, "dora");
        String secret = found(SECRET, users);
        Map<String, String> form = Map.of("ticket", found(TICKET, users), "code", Totp.code(secret, Instant.now()));
        assertThat(other.form("/login/second-factor", form).statusCode()).isEqualTo(200);

        String theirs = Totp.code(found(SECRET, stranger), Instant.now());

        assertThat(node.form("/login/second-factor", Map.of("ticket", found(TICKET, stranger), "code", theirs))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_recovery_code_lets_in_once_however_it_is_typed() throws Exception {
        Person emil = joins("emil");
        String typed = emil.recovery().getFirst().replace('-', ' ').toUpperCase(java.util.Locale.ROOT);

        assertThat(code(node, password(node, "emil"), typed).statusCode()).isEqualTo(303);
        assertThat(code(node, password(node, "emil"), typed).statusCode()).isEqualTo(401);
        assertThat(code(node, password(node, "emil"), emil.recovery().get(1)).statusCode())
                .isEqualTo(303);
    }

    @Test
    void who_has_the_password_and_guesses_codes_has_to_wait_and_the_right_code_does_not_help_then() throws Exception {
        Person fedor = joins("fedor");
        for (int guess = 0; guess < 8; guess++) {
            HttpResponse<String> asked =
                    (guess % 2 == 0 ? node : other).form("/login", Map.of("name", "fedor", "password", PASSWORD));
            if (asked.statusCode() == 200) {
                code(node, asked, "00000" + guess);
            }
        }

        HttpResponse<String> refused = node.form("/login", Map.of("name", "fedor", "password", PASSWORD));

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        String ticket = node.bean(HalfLogins.class).begin(new HalfLogins.HalfLogin("fedor", epoch("fedor"), "/", null));
        assertThat(node.form("/login/code", Map.of("ticket", ticket, "code", fedor.nextCode()))
                        .statusCode())
                .isEqualTo(429);
    }

    @Test
    void another_device_takes_the_place_of_the_first_by_who_proves_all_they_have() throws Exception {
        Person galina = joins("galina");
        assertThat(node.get("/second-factor", galina.cookie()).body()).contains("Recovery codes left: 8");
        assertThat(mine(galina, Map.of("password", PASSWORD)).statusCode()).isEqualTo(401);
        assertThat(mine(galina, Map.of("password", "wrong-password-9", "code", galina.nextCode()))
                        .statusCode())
                .isEqualTo(401);

        HttpResponse<String> setUp = mine(galina, Map.of("password", PASSWORD, "code", galina.nextCode()));
        String fresh = found(SECRET, setUp);
        HttpResponse<String> done = node.form(
                "/login/second-factor",
                Map.of("ticket", found(TICKET, setUp), "code", Totp.code(fresh, Instant.now())));

        assertThat(node.get("/me", cookie(done)).statusCode()).isEqualTo(200);
        assertProblem(node.get("/me", galina.cookie()), 401, "session-ended");
        assertThat(code(node, password(node, "galina"), galina.recovery().getFirst())
                        .statusCode())
                .isEqualTo(401);
        assertThat(code(
                                node,
                                password(node, "galina"),
                                Totp.code(fresh, Instant.now().plusSeconds(30)))
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void an_administrator_resets_what_was_lost_and_only_they() throws Exception {
        Person hanna = joins("hanna");
        assertProblem(
                node.json("DELETE", "/users/hanna/second-factor", "", node.key(Role.MANAGER)), 403, "role-may-not");

        assertThat(node.json("DELETE", "/users/hanna/second-factor", "", node.key(Role.ADMINISTRATOR))
                        .statusCode())
                .isEqualTo(204);

        assertProblem(other.get("/me", hanna.cookie()), 401, "session-ended");
        assertThat(password(node, "hanna").body()).contains("<svg class=\"qr\"");
        assertProblem(
                node.json("DELETE", "/users/hanna/second-factor", "", node.key(Role.ADMINISTRATOR)),
                404,
                "no-second-factor");
    }

    @Test
    void another_password_by_a_link_does_not_take_the_second_factor_away() throws Exception {
        Person igor = joins("igor");
        String link = node.bean(Links.class).forUser("igor");

        HttpResponse<String> asked = node.form(
                "/join",
                Map.of("link", link.substring(link.indexOf('=') + 1), "password", PASSWORD, "again", PASSWORD));

        assertThat(asked.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(code(node, asked, igor.nextCode()).statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @CsvSource({"/login/code", "/login/second-factor"})
    void without_a_ticket_one_begins_again(String step) throws Exception {
        HttpResponse<String> answer = node.form(step, Map.of("ticket", "x", "code", "123456"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("Please log in again.");
    }

    @Test
    void what_makes_codes_is_not_readable_in_the_database() throws Exception {
        Person jana = joins("jana");
        HttpResponse<String> begun = chosen("karl");
        List<String> readable = new ArrayList<>();
        for (String collection : List.of("second_factors", "half_logins")) {
            for (Document document :
                    node.bean(MongoDatabase.class).getCollection(collection).find()) {
                readable.add(document.toJson());
            }
        }

        assertThat(readable.toString())
                .contains("jana", "karl", "sealed")
                .doesNotContain(jana.secret(), found(SECRET, begun), found(TICKET, begun))
                .doesNotContain(jana.recovery())
                .doesNotContain(jana.recovery().getFirst().replace("-", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "uk,Налаштуйте другий фактор",
        "ru,Настройте второй фактор",
        "az,İkinci faktoru qurun",
        "sr,Podesite drugi faktor"
    })
    void the_second_step_speaks_the_languages_of_the_desk(String language, String title) throws Exception {
        String name = "lena-" + language;
        chosen(name);

        HttpResponse<String> asked = node.send(node.request("/login")
                .header("Sec-Fetch-Site", "same-origin")
                .header("Accept-Language", language)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(Node.encoded(Map.of("name", name, "password", PASSWORD)))));

        assertThat(asked.body()).contains(title);
    }

    private HttpResponse<String> mine(Person person, Map<String, String> form) throws Exception {
        return node.send(node.request("/second-factor")
                .header("Cookie", person.cookie())
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(Node.encoded(form))));
    }

    private static List<String> recovery(HttpResponse<String> page) {
        return RECOVERY.matcher(page.body())
                .results()
                .map((MatchResult code) -> code.group(1))
                .toList();
    }

    private static String found(Pattern pattern, HttpResponse<String> page) {
        Matcher found = pattern.matcher(page.body());
        assertThat(found.find())
                .as("%s in %s %s", pattern, page.statusCode(), page.body())
                .isTrue();
        return found.group(1);
    }
}
