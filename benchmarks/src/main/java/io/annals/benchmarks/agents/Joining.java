package io.annals.benchmarks.agents;

import io.annals.access.Totp;
import io.annals.benchmarks.Http;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** A new user's way in: the one-time link, the password, an authenticator where one is required, the session. */
public final class Joining {
    private static final Pattern SESSION = Pattern.compile("annals_key=([^;]+)");
    private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"");
    private static final Pattern SECRET = Pattern.compile("<code>([A-Z2-7]+)</code>");
    private static final String PASSWORD = "nine.ducks.on.a.frozen.pond";

    private Joining() {}

    /**
     * Makes an agent of this name and comes in as them.
     *
     * @return the session's secret
     */
    public static String join(String url, Http administrator, String name) throws IOException, InterruptedException {
        HttpResponse<String> added = administrator
                .post("/users", "{\"name\":\"%s\",\"displayName\":\"%s\",\"roles\":[\"agent\"]}".formatted(name, name))
                .join();
        String link = JsonMapper.shared().readTree(added.body()).path("link").asString("");
        String form = "link=" + link.substring(link.indexOf("link=") + "link=".length()) + "&password=" + PASSWORD
                + "&again=" + PASSWORD;
        HttpResponse<String> joined = send(url + "/join", form);
        Matcher ticket = TICKET.matcher(joined.body());
        Matcher secret = SECRET.matcher(joined.body());
        if (ticket.find() && secret.find()) {
            String code = Totp.code(secret.group(1), Instant.now());
            joined = send(url + "/login/second-factor", "ticket=" + ticket.group(1) + "&code=" + code);
        }
        Matcher session =
                SESSION.matcher(joined.headers().firstValue("Set-Cookie").orElse(""));
        if (!session.find()) {
            throw new IOException(name + " does not come in: " + joined.statusCode() + " " + joined.body());
        }
        return session.group(1);
    }

    private static HttpResponse<String> send(String url, String form) throws IOException, InterruptedException {
        return Http.CLIENT.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }
}
