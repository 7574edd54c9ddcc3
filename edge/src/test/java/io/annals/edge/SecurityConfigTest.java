package io.annals.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityConfigTest extends AtTheDoor {
    @Test
    void whoever_has_a_key_comes_in_as_its_actor() throws Exception {
        HttpResponse<String> answer = send(get("/who").header("Authorization", "Bearer " + agent));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"name\":\"agent\",\"roles\":[\"agent\"],\"scope\":\"all\",\"grant\":{\"id\":\"key/agent\"}}");
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

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "Digest x", "anything", ""})
    void what_decides_is_checked_where_it_comes_from_whatever_else_is_in_the_header(String authorization)
            throws Exception {
        String order = "{\"customer\":\"0197a1b2-0000-7000-8000-00000000abcd\",\"text\":\"x\"}";

        assertProblem(
                send(byCookie("/orders", order)
                        .header("Authorization", authorization)
                        .header("Sec-Fetch-Site", "cross-site")),
                403,
                "role-may-not");
        assertThat(send(byCookie("/orders", order)
                                .header("Authorization", "Bearer " + agent)
                                .header("Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .as("the header decides, and no other page knows it")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "evil.example, 421",
        "127.0.0.1.evil.example, 421",
        "localhost.evil.example, 421",
        "203.0.113.9, 421",
        "[2001:db8::9], 421",
        "desk.example.com, 200",
        "DESK.example.com., 200",
        "localhost, 200",
        "127.0.0.1, 200",
        "[::1], 200"
    })
    void only_to_our_own_names_is_anything_answered(String host, int status) throws Exception {
        assertThat(answerTo("GET /who HTTP/1.1\r\nHost: " + host + ":" + port() + "\r\nAuthorization: Bearer " + agent
                        + "\r\n"))
                .startsWith("HTTP/1.1 " + status + " ");
    }

    @Override
    String[] settings() {
        return new String[] {"annals.edge.hosts=desk.example.com"};
    }

    @Test
    void an_old_cookie_bars_the_page_from_nobody_and_says_that_the_session_has_ended() throws Exception {
        assertThat(send(get("/").header("Cookie", "annals_key=old")).statusCode())
                .isEqualTo(200);
        assertProblem(send(get("/who").header("Cookie", "annals_key=old")), 401, "unknown-key");
        assertProblem(send(get("/who").header("Cookie", "annals_key=annals_session_x")), 401, "session-ended");
    }

    @Test
    void a_token_of_an_issuer_that_lets_nobody_in_is_said_to_have_ended() throws Exception {
        assertProblem(send(get("/who").header("Authorization", "Bearer eyJh.eyJz.c2ln")), 401, "token-ended");
    }

    @Test
    void every_answer_forbids_foreign_and_inline_script() throws Exception {
        HttpResponse<String> answer = send(get("/"));

        assertThat(answer.body()).isEqualTo("shell");
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).contains("default-src 'self'").doesNotContain("unsafe"));
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(answer.headers().firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
        assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void a_web_socket_opens_with_a_cookie_only_from_our_own_page() throws Exception {
        assertThat(upgradeByCookie("http://evil.example")).startsWith("HTTP/1.1 403 ");
        assertThat(upgradeByCookie("http://127.0.0.1:" + port())).startsWith("HTTP/1.1 200 ");
    }

    /** By hand, since Java's client keeps this header to itself. */
    private String upgradeByCookie(String origin) throws IOException {
        return answerTo("GET /who HTTP/1.1\r\nHost: 127.0.0.1:" + port() + "\r\nOrigin: " + origin
                + "\r\nCookie: annals_key=" + agent + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n");
    }

    private String answerTo(String head) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            String request = head + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return String.valueOf(
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                            .readLine());
        }
    }

    @Test
    void a_stream_that_outlasts_its_thread_keeps_its_actor() throws Exception {
        HttpResponse<String> answer = send(asAgent("/later"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("agent");
    }
}
