package io.annals.access;

import static io.annals.access.Client.CALLBACK;
import static io.annals.access.Client.allowed;
import static io.annals.access.Client.authorize;
import static io.annals.access.Client.exchange;
import static io.annals.access.Client.me;
import static io.annals.access.Client.payload;
import static io.annals.access.Client.post;
import static io.annals.access.Client.token;
import static io.annals.access.Node.assertProblem;
import static io.annals.access.Node.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import io.annals.edge.Keys;
import io.annals.edge.Role;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenIdTest {
    private static final String[] CLIENTS = {
        "annals.security.clients.phone.redirect-uris[0]=http://127.0.0.1/callback",
        "annals.security.clients.service.redirect-uris[0]=http://127.0.0.1/callback",
        "annals.security.clients.till.redirect-uris[0]=http://127.0.0.1/callback"
    };

    private Path home;
    private final String database = Node.freshDatabase();
    private Node node;
    private Node other;
    private Map<Role, String> keys = Map.of();

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        home = folder;
        node = Node.start(home, database, CLIENTS);
        other = Node.start(home, database, CLIENTS);
        keys = node.bean(Keys.class).makeOnFirstStart().orElseThrow();
        node.user("maria", "[\"agent\",\"sales\"]");
    }

    @AfterAll
    void stop() {
        node.dropDatabase();
        other.close();
        node.close();
    }

    @Test
    void a_key_gets_a_token_that_is_good_on_every_node_and_after_a_restart_and_ends_with_the_key() throws Exception {
        JsonNode made = body(
                node.json("POST", "/keys", "{\"name\":\"robot\",\"role\":\"service\"}", node.key(Role.ADMINISTRATOR)));
        String id = made.path("id").asString();
        JsonNode granted = body(token(
                node,
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        id,
                        "client_secret",
                        made.path("secret").asString())));
        String token = granted.path("access_token").asString();
        assertThat(granted.path("expires_in").asInt()).isBetween(290, 300);
        assertThat(body(me(other, token)).path("name").asString()).isEqualTo("robot");
        assertThat(body(me(other, token)).path("roles").toString()).isEqualTo("[\"service\"]");
        assertThat(body(me(other, token)).path("until").asString()).isNotEmpty();

        String keysBefore = node.get("/oauth2/jwks", null).body();
        try (Node later = Node.start(home, database, CLIENTS)) {
            assertThat(me(later, token).statusCode()).isEqualTo(200);
            assertThat(later.get("/oauth2/jwks", null).body())
                    .isEqualTo(keysBefore)
                    .doesNotContain("\"d\"");
        }

        node.json("DELETE", "/keys/" + id, "", node.key(Role.ADMINISTRATOR));
        assertProblem(me(node, token), 401, "token-ended");
    }

    @Test
    void a_wrong_secret_gets_no_token() throws Exception {
        HttpResponse<String> answer = token(
                node,
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        "service",
                        "client_secret",
                        keys.get(Role.TILL)));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("invalid_client");
    }

    @Test
    void who_is_not_logged_in_is_sent_to_the_login_and_on_to_the_client_then() throws Exception {
        HttpResponse<String> answer = node.get(authorize("phone", "openid"), null);

        assertThat(answer.statusCode()).isEqualTo(302);
        String login = answer.headers().firstValue("Location").orElseThrow();
        assertThat(login).contains("/login?to=%2Foauth2%2Fauthorize%3F");
        HttpResponse<String> in = node.form(
                "/login", Map.of("name", "maria", "password", Node.PASSWORD, "to", authorize("phone", "openid")));
        assertThat(in.statusCode()).isEqualTo(200);
        assertThat(in.body()).contains("http-equiv=\"refresh\"", "/oauth2/authorize?");
        assertThat(allowed(node, authorize("phone", "openid"), Node.cookie(in), true))
                .startsWith(CALLBACK + "?code=");
    }

    @Test
    void a_user_authorizes_a_client_by_code_and_proof_key_on_two_nodes() throws Exception {
        String code = code(node, "phone", "openid profile");

        HttpResponse<String> answer = token(other, exchange("phone", code));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        String token = body(answer).path("access_token").asString();
        JsonNode me = body(me(node, token));
        assertThat(me.path("name").asString()).isEqualTo("maria");
        assertThat(me.path("roles").toString()).contains("agent", "sales");
        JsonNode inside = payload(token);
        assertThat(inside.path("aud").toString()).contains("annals");
        assertThat(inside.path("roles").toString()).isEqualTo("[\"agent\",\"sales\"]");
        assertThat(payload(body(answer).path("id_token").asString())
                        .path("preferred_username")
                        .asString())
                .isEqualTo("maria");

        assertThat(token(node, exchange("phone", code)).body()).contains("invalid_grant");
        assertProblem(me(node, token), 401, "token-ended"); // a code that comes twice was stolen once
    }

    @Test
    void without_the_verifier_a_code_is_worth_nothing() throws Exception {
        Map<String, String> form = new HashMap<>(exchange("phone", code(node, "phone", "openid")));
        form.put("code_verifier", "another-verifier-that-is-long-enough-0123456789abcdef");

        assertThat(token(node, form).statusCode()).isEqualTo(400);
        form.remove("code_verifier");
        assertThat(token(node, form).statusCode()).isBetween(400, 401);
    }

    @Test
    void a_code_goes_to_no_other_address() throws Exception {
        String elsewhere = authorize("phone", "openid").replace("callback", "elsewhere");

        HttpResponse<String> answer = node.get(elsewhere, node.login("maria"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void a_client_that_proves_itself_refreshes_and_each_refresh_token_is_good_once() throws Exception {
        Map<String, String> form = new HashMap<>(exchange("service", code(node, "service", "openid")));
        form.put("client_secret", keys.get(Role.SERVICE));
        JsonNode first = body(token(node, form));
        String refresh = first.path("refresh_token").asString();
        Map<String, String> again = Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                refresh,
                "client_id",
                "service",
                "client_secret",
                keys.get(Role.SERVICE));

        JsonNode second = body(token(other, again));

        assertThat(me(node, second.path("access_token").asString()).statusCode())
                .isEqualTo(200);
        assertProblem(me(node, first.path("access_token").asString()), 401, "token-ended");
        assertThat(token(node, again).body()).contains("invalid_grant");
    }

    @Test
    void a_token_lets_nobody_in_whose_user_is_disabled() throws Exception {
        node.user("boris", "[\"agent\"]");
        String token = body(token(node, exchange("phone", Client.code(node, "phone", "openid", node.login("boris")))))
                .path("access_token")
                .asString();
        assertThat(me(other, token).statusCode()).isEqualTo(200);

        node.json("PATCH", "/users/boris", "{\"active\":false}", node.key(Role.ADMINISTRATOR));

        assertProblem(me(node, token), 401, "token-ended");
    }

    @Test
    void what_a_client_got_by_a_secret_ends_when_that_is_rolled_and_its_user_need_not_be_asked_again()
            throws Exception {
        String secret = String.valueOf(keys.get(Role.TILL));
        Map<String, String> form = new HashMap<>(exchange("till", code(node, "till", "openid")));
        form.put("client_secret", secret);
        JsonNode granted = body(token(node, form));
        String access = granted.path("access_token").asString();
        assertThat(me(other, access).statusCode()).isEqualTo(200);
        assertThat(introspected(secret, access)).isTrue();

        String rolled = body(node.json(
                        "POST", "/keys/till/roll", "{\"overlap\":\"PT0S\"}", node.key(Role.ADMINISTRATOR)))
                .path("secret")
                .asString();

        assertProblem(me(node, access), 401, "token-ended");
        assertThat(introspected(rolled, access)).isFalse();
        Map<String, String> again = new HashMap<>(Map.of("grant_type", "refresh_token", "client_id", "till"));
        again.put("refresh_token", granted.path("refresh_token").asString());
        again.put("client_secret", secret);
        assertThat(token(node, again).statusCode()).isEqualTo(401);
        again.put("client_secret", rolled);
        String next = body(token(node, again)).path("access_token").asString();
        assertThat(body(me(other, next)).path("name").asString()).isEqualTo("maria");
    }

    private boolean introspected(String secret, String token) throws Exception {
        HttpResponse<String> answer =
                post(node, "/oauth2/introspect", Map.of("client_id", "till", "client_secret", secret, "token", token));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return body(answer).path("active").asBoolean();
    }

    @Test
    void a_client_that_proves_itself_revokes_its_token() throws Exception {
        Map<String, String> client =
                Map.of("client_id", "service", "client_secret", String.valueOf(keys.get(Role.SERVICE)));
        Map<String, String> form = new HashMap<>(client);
        form.put("grant_type", "client_credentials");
        String token = body(token(node, form)).path("access_token").asString();
        assertThat(me(node, token).statusCode()).isEqualTo(200);

        Map<String, String> revoke = new HashMap<>(client);
        revoke.put("token", token);
        assertThat(post(other, "/oauth2/revoke", revoke).statusCode()).isEqualTo(200);

        assertThat(me(other, token).statusCode()).isEqualTo(401);
    }

    @Test
    void a_token_of_another_issuer_lets_in_whom_its_claims_name() throws Exception {
        String theirs = Node.freshDatabase();
        try (Node elsewhere = Node.start(home, theirs, "annals.security.issuer=" + node.url())) {
            JsonNode granted = body(token(node, exchange("phone", code(node, "phone", "openid"))));
            String token = granted.path("access_token").asString();

            JsonNode me = body(me(elsewhere, token));

            assertThat(me.path("name").asString())
                    .as("no user of ours is called so")
                    .isEqualTo("maria@127.0.0.1");
            assertThat(me.path("roles").toString()).contains("agent", "sales");
            assertThat(me.path("scope").asString()).isEqualTo("all");
            String forged = token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(86);
            assertProblem(me(elsewhere, forged), 401, "token-ended");
            assertProblem(me(elsewhere, granted.path("id_token").asString()), 401, "token-ended");
            elsewhere.dropDatabase();
        }
    }

    @Test
    void nothing_of_codes_tokens_and_the_signing_key_is_readable_in_the_database() throws Exception {
        String code = code(node, "phone", "openid");
        JsonNode granted = body(token(node, exchange("phone", code)));
        MongoDatabase stored = node.bean(MongoDatabase.class);

        String all = "";
        for (String collection : new String[] {"authorizations", "signing_keys"}) {
            all += StreamSupport.stream(stored.getCollection(collection).find().spliterator(), false)
                    .map(Document::toJson)
                    .collect(Collectors.joining());
        }

        assertThat(all).contains("sealed").doesNotContain(code);
        assertThat(all)
                .doesNotContain(granted.path("access_token").asString())
                .doesNotContain(granted.path("id_token").asString())
                .doesNotContain("\"crv\"");
    }

    private static String code(Node at, String client, String scope) throws Exception {
        return Client.code(at, client, scope, at.login("maria"));
    }

    @Test
    void a_client_gets_nothing_when_the_user_says_no_also_after_an_earlier_yes() throws Exception {
        String cookie = node.login("maria");
        assertThat(allowed(node, authorize("phone", "openid"), cookie, true)).contains("code=");

        assertThat(allowed(node, authorize("phone", "openid"), cookie, false))
                .startsWith(CALLBACK)
                .contains("error=access_denied")
                .doesNotContain("code=");
    }

    @Test
    void what_a_client_was_granted_is_seen_and_withdrawn_by_its_user_and_by_nobody_else() throws Exception {
        node.user("nadja", "[\"agent\"]");
        node.user("oleg", "[\"agent\"]");
        String nadja = node.login("nadja");
        String token = body(token(node, exchange("phone", Client.code(node, "phone", "openid", nadja))))
                .path("access_token")
                .asString();
        JsonNode granted = body(other.get("/authorizations", nadja));
        assertThat(granted.path("total").asInt()).isEqualTo(1);
        assertThat(granted.at("/authorizations/0/client").asString()).isEqualTo("phone");
        String id = granted.at("/authorizations/0/id").asString();
        String oleg = node.login("oleg");
        assertThat(body(node.get("/authorizations?user=nadja", oleg))
                        .path("total")
                        .asInt())
                .isZero();
        assertProblem(end(id, oleg), 404, "unknown-authorization");
        assertThat(me(other, token).statusCode()).isEqualTo(200);

        assertThat(end(id, nadja).statusCode()).isEqualTo(204);

        assertProblem(me(node, token), 401, "token-ended");
        assertThat(body(node.get("/authorizations", nadja)).path("total").asInt())
                .isZero();
    }

    private HttpResponse<String> end(String authorization, String cookie) throws Exception {
        return node.send(node.request("/authorizations/" + authorization)
                .header("Cookie", cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .DELETE());
    }

    @Test
    void however_often_it_was_refreshed_the_user_is_asked_again_after_a_day() throws Exception {
        Map<String, String> form = new HashMap<>(exchange("service", code(node, "service", "openid")));
        form.put("client_secret", keys.get(Role.SERVICE));
        Map<String, String> again = new HashMap<>(Map.of("grant_type", "refresh_token", "client_id", "service"));
        again.put("client_secret", keys.get(Role.SERVICE));
        again.put("refresh_token", body(token(node, form)).path("refresh_token").asString());
        again.put(
                "refresh_token", body(token(node, again)).path("refresh_token").asString());
        var stored = node.bean(MongoDatabase.class).getCollection("authorizations");
        Document its = new Document("client", "service").append("grantType", "authorization_code");
        for (Document one : stored.find(its)) { // begun a day ago, and refreshed just now
            Date begun = Date.from(one.getDate("begun").toInstant().minus(Duration.ofDays(1)));
            stored.updateOne(new Document("_id", one.get("_id")), Updates.set("begun", begun));
        }

        assertThat(token(node, again).body()).contains("invalid_grant");
    }

    @Test
    void an_administrator_rolls_the_signing_key_and_tokens_of_before_are_good_here_all_the_same() throws Exception {
        String token = body(token(node, exchange("phone", code(node, "phone", "openid"))))
                .path("access_token")
                .asString();
        String before = node.get("/oauth2/jwks", null).body();

        assertThat(node.json("POST", "/signing-keys/roll", "", node.key(Role.ADMINISTRATOR))
                        .statusCode())
                .isEqualTo(204);
        assertThat(body(node.json("POST", "/secrets/rewrapping", "", node.key(Role.ADMINISTRATOR)))
                        .path("rewrapped")
                        .asInt(-1))
                .isZero();

        assertThat(node.get("/oauth2/jwks", null).body()).isNotEqualTo(before);
        assertThat(me(node, token).statusCode()).isEqualTo(200);
        assertThat(token(node, exchange("phone", code(node, "phone", "openid"))).statusCode())
                .isEqualTo(200);
    }
}
