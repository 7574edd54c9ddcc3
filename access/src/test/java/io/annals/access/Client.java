package io.annals.access;

import static io.annals.access.Node.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What a client asks our issuer, and what a user's browser does on the way. */
final class Client {
    static final String CALLBACK = "http://127.0.0.1:41999/callback";
    static final String VERIFIER = "a-verifier-that-is-long-enough-to-be-one-0123456789";

    private Client() {}

    static String code(Node at, String client, String scope, String cookie) throws Exception {
        String location = allowed(at, authorize(client, scope), cookie, true);
        Matcher code = Pattern.compile("code=([^&]+)").matcher(location);
        assertThat(code.find()).as(location).isTrue();
        return code.group(1);
    }

    /** Asks, is shown who asks for what, says yes or no, and is sent to the client. */
    static String allowed(Node at, String authorize, String cookie, boolean yes) throws Exception {
        HttpResponse<String> asked = at.get(authorize, cookie);
        String consent = asked.headers().firstValue("Location").orElse(asked.body());
        assertThat(consent).startsWith(at.url() + "/oauth2/consent?");
        HttpResponse<String> page = at.get(consent.substring(at.url().length()), cookie);
        assertThat(page.body()).contains("(127.0.0.1)");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(
                        policy -> assertThat(policy).contains("form-action 'self' http://127.0.0.1:41999;"));
        StringBuilder form = new StringBuilder();
        Pattern.compile("name=\"(client_id|state|scope)\" value=\"([^\"]+)\"")
                .matcher(page.body().substring(0, page.body().indexOf("</form>")))
                .results()
                .filter(field -> yes || !field.group(1).equals("scope"))
                .forEach(field ->
                        form.append(form.isEmpty() ? "" : "&").append(encoded(Map.of(field.group(1), field.group(2)))));
        HttpResponse<String> answered = at.send(at.request("/oauth2/authorize")
                .header("Cookie", cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.toString())));
        assertThat(answered.statusCode()).as(answered.body()).isEqualTo(302);
        return answered.headers().firstValue("Location").orElseThrow();
    }

    static String authorize(String client, String scope) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        return "/oauth2/authorize?response_type=code&state=xyz&client_id=" + client + "&scope="
                + URLEncoder.encode(scope, StandardCharsets.UTF_8) + "&redirect_uri="
                + URLEncoder.encode(CALLBACK, StandardCharsets.UTF_8) + "&code_challenge_method=S256&code_challenge="
                + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    static Map<String, String> exchange(String client, String code) {
        return Map.of(
                "grant_type", "authorization_code",
                "code", code,
                "client_id", client,
                "redirect_uri", CALLBACK,
                "code_verifier", VERIFIER);
    }

    static HttpResponse<String> token(Node at, Map<String, String> form) throws Exception {
        return post(at, "/oauth2/token", form);
    }

    static HttpResponse<String> post(Node at, String path, Map<String, String> form) throws Exception {
        return at.send(at.request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(form))));
    }

    static HttpResponse<String> me(Node at, String token) throws Exception {
        return at.send(at.request("/me").header("Authorization", "Bearer " + token));
    }

    static JsonNode payload(String jwt) {
        return Node.JSON.readTree(Base64.getUrlDecoder().decode(jwt.split("\\.")[1]));
    }
}
