package io.annals.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What browsers and clients do before a door: forms, cookies, codes and tokens. Redirects are looked at, not followed. */
final class Doorstep {
    static final String CALLBACK = "http://127.0.0.1/callback";
    private static final String VERIFIER = "a-verifier-that-is-long-enough-to-be-one-0123456789";
    private static final Pattern FIELD = Pattern.compile("name=\"(client_id|state|scope)\" value=\"([^\"]+)\"");
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final String url;
    private final String administrator;

    Doorstep(String url, String administrator) {
        this.url = url;
        this.administrator = administrator;
    }

    String url() {
        return url;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : url + path))
                .timeout(Duration.ofSeconds(30));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    /** What an administrator does, and must be done. */
    JsonNode administer(String method, String path, String body) throws Exception {
        HttpResponse<String> answer = json(method, path, body, "Authorization", "Bearer " + administrator);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer.body().isEmpty() ? Answer.JSON.createObjectNode() : Answer.JSON.readTree(answer.body());
    }

    HttpResponse<String> json(String method, String path, String body, String header, String value) throws Exception {
        return send(request(path)
                .header(header, value)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String path, String header, String value) throws Exception {
        return send(request(path).header(header, value));
    }

    /** As a browser sends a form of ours; the cookie may be empty. */
    HttpResponse<String> form(String path, String cookie, Map<String, String> fields) throws Exception {
        return send(request(path)
                .header("Cookie", cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(fields))));
    }

    /** As a client asks our issuer. */
    HttpResponse<String> client(String path, Map<String, String> fields) throws Exception {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(fields))));
    }

    /** The cookie that an answer sets, as {@code name=value}. */
    static String cookie(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 303);
        return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    }

    static String found(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern + " in " + text).isTrue();
        return found.group(1);
    }

    /** The code that a client gets when the user says yes. */
    String code(String client, String cookie) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        Map<String, String> asked = new TreeMap<>(Map.of("response_type", "code", "state", "xyz", "scope", "openid"));
        asked.put("client_id", client);
        asked.put("redirect_uri", CALLBACK);
        asked.put("code_challenge_method", "S256");
        asked.put("code_challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
        HttpResponse<String> consent = get("/oauth2/authorize?" + encoded(asked), "Cookie", cookie);
        HttpResponse<String> page = get(consent.headers().firstValue("Location").orElse("/"), "Cookie", cookie);
        Map<String, String> yes = new TreeMap<>();
        FIELD.matcher(page.body().substring(0, page.body().indexOf("</form>")))
                .results()
                .forEach(field -> yes.put(field.group(1), field.group(2)));
        HttpResponse<String> sent = form("/oauth2/authorize", cookie, yes);
        return found("code=([^&]+)", sent.headers().firstValue("Location").orElse(sent.body()));
    }

    HttpResponse<String> exchange(String client, String code, Map<String, String> more) throws Exception {
        Map<String, String> form = new TreeMap<>(more);
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("client_id", client);
        form.put("redirect_uri", CALLBACK);
        form.put("code_verifier", VERIFIER);
        return client("/oauth2/token", form);
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
