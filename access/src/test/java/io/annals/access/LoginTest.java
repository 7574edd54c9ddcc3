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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoginTest {
    private static final String BREACHED = "F1E59198FC03E908349ADACA4064C7BB1EC3F616:7\n";

    private Node node;
    private Node other;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        String database = Node.freshDatabase();
        Path breached = home.resolve("breached"); // SHA-1 of a good password that somebody lost
        Files.writeString(breached, BREACHED);
        String[] settings = {"annals.limits.refusals=1000", "annals.security.breached-passwords=" + breached};
        node = Node.start(home, database, settings);
        other = Node.start(home, database, settings);
        node.user("berta", "[\"agent\"]");
    }

    @AfterAll
    void stop() {
        node.dropDatabase();
        other.close();
        node.close();
    }

    @Test
    void the_link_of_a_first_start_makes_one_administrator_on_whichever_node_and_leads_to_the_desk() throws Exception {
        String earlier = secret(node.bean(Links.class).forAdministrator(true).orElseThrow());
        String link = secret(node.bean(Links.class).forAdministrator(true).orElseThrow());
        assertThat(other.get("/join?link=" + link, null).body()).contains("name=\"again\"", "Become the administrator");

        HttpResponse<String> joined = other.form("/join", administrator(link, "clara"));

        assertThat(joined.statusCode()).as(joined.body()).isEqualTo(303);
        assertThat(joined.headers().firstValue("Location")).hasValue("/");
        String set = joined.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(set).contains("annals_key=annals_session_", "Path=/", "HttpOnly", "SameSite=Strict");
        HttpResponse<String> me = node.get("/me", cookie(joined));
        assertThat(body(me).path("name").asString()).isEqualTo("clara");
        assertThat(body(me).path("roles").toString()).isEqualTo("[\"administrator\"]");
        assertThat(body(me).path("until").asString()).isNotEmpty();
        assertThat(node.bean(Users.class).haveAdministrator()).isTrue();
        assertThat(node.form("/join", administrator(link, "dora")).statusCode()).isEqualTo(401);
        assertThat(node.form("/join", administrator(earlier, "dora")).statusCode())
                .isEqualTo(401);
        assertThat(node.get("/join?link=" + earlier, null).statusCode()).isEqualTo(401);
    }

    @Test
    void a_password_is_taken_as_it_is_typed_up_to_128_characters() throws Exception {
        String long128 =
                ("пароль ünd 密码 \uD83D\uDD11 " + "Tangerine lanterns over quiet harbours ".repeat(4)).substring(0, 128)
                        + " ";
        assertThat(long128.codePointCount(0, long128.length())).isEqualTo(128);
        node.user("wanda", "[\"agent\"]");
        String link = secret(body(node.json("POST", "/users/wanda/link", "", node.key(Role.ADMINISTRATOR)))
                .path("link")
                .asString());
        assertThat(choose(link, long128 + "x").statusCode()).isEqualTo(422);
        assertThat(choose(link, long128).statusCode()).isEqualTo(303);

        assertThat(node.form("/login", Map.of("name", "wanda", "password", long128.strip()))
                        .statusCode())
                .isEqualTo(401);
        assertThat(node.form("/login", Map.of("name", "wanda", "password", long128))
                        .statusCode())
                .isEqualTo(303);
    }

    private HttpResponse<String> choose(String link, String password) throws Exception {
        return node.form("/join", Map.of("link", link, "password", password, "again", password));
    }

    @Test
    void a_login_takes_the_place_of_the_session_that_the_browser_had() throws Exception {
        String before = node.login("berta");
        HttpResponse<String> again = node.send(node.request("/login")
                .header("Cookie", before)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(Node.encoded(Map.of("name", "berta", "password", PASSWORD)))));

        assertThat(cookie(again)).isNotEqualTo(before);
        assertThat(node.get("/me", cookie(again)).statusCode()).isEqualTo(200);
        assertProblem(node.get("/me", before), 401, "session-ended");
    }

    @Test
    void of_many_who_use_one_link_at_once_one_comes_in() throws Exception {
        String link = secret(node.bean(Links.class).forAdministrator(true).orElseThrow());
        int many = 6;
        CyclicBarrier together = new CyclicBarrier(many);
        List<Future<Integer>> tries = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < many; i++) {
                String name = "racer" + i;
                Node at = i % 2 == 0 ? node : other;
                tries.add(threads.submit(() -> {
                    together.await(20, TimeUnit.SECONDS);
                    return at.form("/join", administrator(link, name)).statusCode();
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

    @ParameterizedTest
    @CsvSource({
        "short-one-7, too short",
        "passwordpassword, too easy to guess",
        "qwertyuiop1234, too easy to guess",
        "iloveyou123456, too easy to guess",
        "tin drum under a quiet bridge, too easy to guess"
    })
    void a_password_that_is_short_or_common_is_refused_and_the_link_stays_good(String bad, String why)
            throws Exception {
        String link = secret(node.bean(Links.class).forUser("berta"));
        try {
            HttpResponse<String> answer = node.form("/join", Map.of("link", link, "password", bad, "again", bad));

            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains(why).doesNotContain(bad);
            assertThat(node.bean(Links.class).look(link)).isPresent();
        } finally {
            node.form("/join", Map.of("link", link, "password", PASSWORD, "again", PASSWORD));
        }
    }

    @Test
    void a_user_logs_in_with_name_and_password_and_out_again() throws Exception {
        HttpResponse<String> answer =
                node.form("/login", Map.of("name", "berta", "password", PASSWORD, "to", "/#customer"));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/#customer");
        String cookie = cookie(answer);
        assertThat(other.get("/me", cookie).statusCode()).isEqualTo(200);

        HttpResponse<String> out = node.send(node.request("/logout")
                .header("Cookie", cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.noBody()));

        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(out.headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(set -> assertThat(set).contains("Max-Age=0"));
        assertProblem(node.get("/me", cookie), 401, "session-ended");
    }

    @ParameterizedTest
    @CsvSource({"berta,wrong-password-9", "nobody,lamp-orchard-quarry-7", "'',''"})
    void name_and_password_that_do_not_go_together_let_nobody_in_and_say_no_more(String name, String password)
            throws Exception {
        HttpResponse<String> answer = node.form("/login", Map.of("name", name, "password", password));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("Name and password do not go together.");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void who_guesses_a_password_has_to_wait_on_every_node_and_the_right_one_does_not_help_then() throws Exception {
        node.user("gustav", "[\"agent\"]");
        for (int guess = 0; guess < 8; guess++) {
            (guess % 2 == 0 ? node : other).form("/login", Map.of("name", "gustav", "password", "guess-" + guess));
        }

        HttpResponse<String> answer = other.form("/login", Map.of("name", "gustav", "password", PASSWORD));

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(node.form("/login", Map.of("name", "berta", "password", PASSWORD))
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void as_many_guesses_are_looked_at_side_by_side_on_two_nodes_as_one_after_the_other() throws Exception {
        node.user("paul", "[\"agent\"]");
        int many = 16;
        CyclicBarrier together = new CyclicBarrier(many);
        List<Future<Integer>> tries = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < many; i++) {
                Node at = i % 2 == 0 ? node : other;
                Map<String, String> guess = Map.of("name", "paul", "password", "guess-" + i);
                tries.add(threads.submit(() -> {
                    together.await(20, TimeUnit.SECONDS);
                    return at.form("/login", guess).statusCode();
                }));
            }
        }
        List<Integer> answers = new ArrayList<>();
        for (Future<Integer> one : tries) {
            answers.add(one.get(20, TimeUnit.SECONDS));
        }

        assertThat(answers).filteredOn(status -> status == 401).hasSize(5);
        assertThat(answers).filteredOn(status -> status != 401).containsOnly(429);
    }

    @Test
    void whoever_chooses_a_password_by_a_link_need_not_wait_for_what_failed_before() throws Exception {
        node.user("tom", "[\"agent\"]");
        for (int guess = 0; guess < 6; guess++) {
            node.form("/login", Map.of("name", "tom", "password", "guess-" + guess));
        }
        String link = secret(node.bean(Links.class).forUser("tom"));

        node.form("/join", Map.of("link", link, "password", PASSWORD, "again", PASSWORD));

        assertThat(node.form("/login", Map.of("name", "tom", "password", PASSWORD))
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void logging_in_again_and_again_uses_up_no_tries() throws Exception {
        node.user("rosa", "[\"agent\"]");
        for (int time = 0; time < 8; time++) {
            assertThat(node.form("/login", Map.of("name", "rosa", "password", PASSWORD))
                            .statusCode())
                    .isEqualTo(303);
        }
    }

    @Test
    void from_an_address_that_has_guessed_too_much_no_password_is_looked_at_also_the_right_one(@TempDir Path home)
            throws Exception {
        String database = Node.freshDatabase();
        try (Node strict = Node.start(home, database, "annals.limits.refusals=3")) {
            strict.user("sara", "[\"agent\"]");
            for (int guess = 0; guess < 3; guess++) {
                assertThat(strict.form("/login", Map.of("name", "user-" + guess, "password", "guess-" + guess))
                                .statusCode())
                        .isEqualTo(401);
            }

            HttpResponse<String> answer = strict.form("/login", Map.of("name", "sara", "password", PASSWORD));

            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            strict.dropDatabase();
        }
    }

    @Test
    void a_form_that_another_page_sends_is_refused() throws Exception {
        HttpResponse<String> answer = node.send(node.request("/login")
                .header("Sec-Fetch-Site", "cross-site")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(Node.encoded(Map.of("name", "berta", "password", PASSWORD)))));

        assertProblem(answer, 403, "role-may-not");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/ x"})
    void a_login_leads_nowhere_else(String to) throws Exception {
        HttpResponse<String> answer = node.form("/login", Map.of("name", "berta", "password", PASSWORD, "to", to));

        assertThat(answer.headers().firstValue("Location")).hasValue("/");
    }

    @ParameterizedTest
    @CsvSource({"uk,Увійти", "ru,Войти", "az,Daxil ol", "sr,Prijavi se", "'de, sr;q=0.5',Prijavi se", "de,Log in"})
    void the_login_speaks_the_languages_of_the_desk(String accepted, String button) throws Exception {
        HttpResponse<String> page = node.send(node.request("/login").header("Accept-Language", accepted));

        assertThat(page.body()).contains(button).doesNotContain("<script");
    }

    @Test
    void what_was_typed_comes_back_as_text() throws Exception {
        HttpResponse<String> page =
                node.form("/login", Map.of("name", "\"><script>alert(1)</script>", "password", "x"));

        assertThat(page.body()).doesNotContain("<script").contains("&lt;script&gt;");
    }

    @Test
    void nothing_that_opens_a_door_lies_in_the_database() throws Exception {
        String cookie = node.login("berta");
        String session = cookie.substring(cookie.indexOf('=') + 1);
        String link = secret(node.bean(Links.class).forUser("berta"));
        String key = body(node.json(
                        "POST", "/keys", "{\"name\":\"robot\",\"role\":\"service\"}", node.key(Role.ADMINISTRATOR)))
                .path("secret")
                .asString();
        MongoDatabase database = node.bean(MongoDatabase.class);

        List<String> readable = new ArrayList<>();
        for (String collection : database.listCollectionNames()) {
            for (Document document : database.getCollection(collection).find()) {
                readable.add(document.toJson());
            }
        }

        assertThat(key).startsWith("annals_service_");
        assertThat(readable.toString())
                .contains("{argon2}$argon2id$")
                .doesNotContain(PASSWORD, session, link, key, key.substring(key.length() - 43));
    }

    static Map<String, String> administrator(String link, String name) {
        return Map.of("link", link, "name", name, "password", PASSWORD, "again", PASSWORD);
    }

    static String secret(String link) {
        assertThat(link).startsWith("/join?link=");
        return link.substring("/join?link=".length());
    }
}
