package io.annals.endtoend;

import static io.annals.edge.Role.AUDITOR;
import static io.annals.edge.Role.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in the head of every answer, whoever gives it: endpoints, the issuer, files, streams, and Tomcat itself. */
@ExtendWith(Shared.class)
class AnswersTest {
    private static final String KEY = "<key>";

    private final Annals annals;

    AnswersTest(Annals annals) {
        this.annals = annals;
    }

    /** @param status and headers by their names in lower case */
    private record Head(int status, Map<String, String> headers) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private Head head(String request) throws IOException {
        URI url = URI.create(annals.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout((int) Waits.SHORT.toMillis());
            String whole = request.replace(KEY, "Authorization: Bearer " + annals.keyOf(SERVICE)) + "\r\n\r\n{}";
            socket.getOutputStream().write(whole.getBytes(StandardCharsets.ISO_8859_1));
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String first = lines.readLine();
            assertThat(first).as("an answer to " + request).isNotNull();
            Map<String, String> headers = new TreeMap<>();
            for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                int colon = line.indexOf(':');
                headers.merge(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip(),
                        (one, other) -> one + ", " + other);
            }
            return new Head(Integer.parseInt(first.split(" ")[1]), headers);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: localhost",
                "GET /login HTTP/1.1\r\nHost: localhost",
                "GET /join?link=none HTTP/1.1\r\nHost: localhost",
                "GET /assets/desk/desk.js HTTP/1.1\r\nHost: localhost",
                "GET /assets/nothing.js HTTP/1.1\r\nHost: localhost",
                "GET /me HTTP/1.1\r\nHost: localhost",
                "GET /me HTTP/1.1\r\nHost: localhost\r\n" + KEY,
                "GET /keys HTTP/1.1\r\nHost: localhost\r\n" + KEY,
                "GET /nothing HTTP/1.1\r\nHost: localhost\r\n" + KEY,
                "GET /events HTTP/1.1\r\nHost: localhost\r\n" + KEY,
                "GET /customers HTTP/1.1\r\nHost: localhost\r\n" + KEY,
                "OPTIONS /customers HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n"
                        + "Access-Control-Request-Method: POST",
                "GET /customers HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n" + KEY,
                "POST /contacts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
                        + KEY,
                "POST /contacts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 99999999\r\n" + KEY,
                "GET /actuator/health HTTP/1.1\r\nHost: localhost",
                "GET /actuator HTTP/1.1\r\nHost: localhost\r\n" + KEY,
                "GET /error HTTP/1.1\r\nHost: localhost",
                "GET /swagger-ui/index.html HTTP/1.1\r\nHost: localhost\r\n" + KEY,
                "GET /.well-known/openid-configuration HTTP/1.1\r\nHost: localhost",
                "GET /oauth2/jwks HTTP/1.1\r\nHost: localhost",
                "GET /oauth2/authorize HTTP/1.1\r\nHost: localhost",
                "POST /oauth2/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0",
                "GET /userinfo HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer eyJ",
                "GET /%zz HTTP/1.1\r\nHost: localhost",
                "GET /customers%00 HTTP/1.1\r\nHost: localhost",
                "GET /a//b/..;/c HTTP/1.1\r\nHost: localhost",
                "TRACE / HTTP/1.1\r\nHost: localhost"
            })
    void browsers_are_told_what_they_may_do_with_every_answer(String request) throws IOException {
        Head head = head(request);

        assertThat(head.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(head.header("content-security-policy"))
                .contains("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "*");
        assertThat(head.header("referrer-policy")).isEqualTo("same-origin");
        assertThat(head.headers()).doesNotContainKeys("access-control-allow-origin", "x-powered-by");
        if (!head.header("content-length").equals("0") && head.status() != 302) {
            assertThat(head.headers()).containsKey("content-type");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/me", "/customers", "/customers/x", "/nothing", "/events", "/keys", "/log/head"})
    void nothing_that_is_told_of_anybody_is_kept_on_the_way(String path) throws IOException {
        assertThat(head("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + KEY)
                        .header("cache-control"))
                .contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/",
                "/assets/desk/",
                "/assets",
                "/.git/config",
                "/META-INF/MANIFEST.MF",
                "/application.yaml"
            })
    void no_folder_and_no_history_of_the_sources_is_shown(String path) {
        assertThat(annals.as(SERVICE).get(path).status()).isEqualTo(404);
    }

    @Test
    void a_password_is_hidden_and_may_be_pasted_or_filled_in() {
        String form = annals.as(SERVICE).get("/login").expect(200).text();

        assertThat(form)
                .contains("type=\"password\"", "autocomplete=\"current-password\"")
                .doesNotContain("onpaste", "maxlength", "<script");
    }

    @Test
    void nobody_is_logged_out_by_an_address_alone() {
        new Client(annals.url(), null).get("/connect/logout").expect(400, 401);
        annals.as(AUDITOR).get("/logout").expect(404, 405);
    }

    @Test
    void a_parameter_that_is_given_twice_is_refused() {
        annals.as(AUDITOR)
                .get("/numbers/contacts?day=2026-01-01&day=2026-01-02")
                .expect(400, 422);
    }

    /** RFC 9112, 6.3: the length is that of the chunks, and what lies behind them is never taken for another request. */
    @Test
    void a_body_of_two_lengths_ends_the_connection() throws IOException {
        URI url = URI.create(annals.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout((int) Waits.SHORT.toMillis());
            socket.getOutputStream()
                    .write(("POST /login HTTP/1.1\r\n"
                                    + "Host: localhost\r\n"
                                    + "Content-Length: 200\r\n"
                                    + "Transfer-Encoding: chunked\r\n"
                                    + "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
                                    + "0\r\n\r\n"
                                    + "GET /actuator/health HTTP/1.1\r\n"
                                    + "Host: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(all.split("HTTP/1\\.1 ", -1)).as(all).hasSize(2);
            assertThat(all).doesNotContain("\"status\":\"UP\"");
        }
    }

    @Test
    void what_is_sent_comes_back_by_no_method() throws IOException {
        Head head = head("TRACE / HTTP/1.1\r\nHost: localhost\r\nX-Sent: this");

        assertThat(head.status()).isBetween(400, 499);
        assertThat(head.header("content-type")).isNotEqualTo("message/http");
    }

    @Test
    void what_a_caller_says_of_proxies_is_believed_by_nobody() {
        Answer answer = new Client(annals.url(), null)
                .send(
                        "GET",
                        "/.well-known/openid-configuration",
                        BodyPublishers.noBody(),
                        "X-Forwarded-Host",
                        "evil.example",
                        "X-Forwarded-Proto",
                        "https",
                        "Forwarded",
                        "host=evil.example;proto=https")
                .expect(200);

        assertThat(answer.text()).contains("\"issuer\":\"http://127.0.0.1").doesNotContain("evil.example");
    }
}
