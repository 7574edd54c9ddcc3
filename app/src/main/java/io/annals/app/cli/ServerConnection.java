package io.annals.app.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where the server is and with what key to come in. */
public final class ServerConnection {
    static final JsonMapper JSON = JsonMapper.shared();

    @Option(
            names = "--url",
            description = "the server (default: ${DEFAULT-VALUE})",
            defaultValue = "http://127.0.0.1:8080")
    String url = "http://127.0.0.1:8080";

    @Option(
            names = "--key",
            description = "a bearer key (default: the environment's ANNALS_KEY)",
            defaultValue = "${env:ANNALS_KEY}")
    @Nullable
    String key;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** A connection for code that has its key at hand. */
    public static ServerConnection to(String url, String key) {
        ServerConnection connection = new ServerConnection();
        connection.url = url;
        connection.key = key;
        return connection;
    }

    HttpClient http() {
        return http;
    }

    String bearer() {
        if (key == null || key.isBlank()) {
            throw new Refused("no key: give --key or set ANNALS_KEY; the server printed its keys at its first start");
        }
        return "Bearer " + key;
    }

    /** Posts, and hands out the answer's lines as they come. */
    Stream<String> post(String path, String contentType, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", bearer())
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<Stream<String>> response = http.send(request, BodyHandlers.ofLines());
        if (response.statusCode() >= 400) {
            throw new Refused(reason(
                    response.statusCode(), String.join("\n", response.body().toList())));
        }
        return response.body();
    }

    private static String reason(int status, String body) {
        if (body.startsWith("{")) {
            JsonNode problem = JSON.readTree(body);
            return status + " " + problem.path("title").asString("") + ": "
                    + problem.path("detail").asString("");
        }
        return String.valueOf(status);
    }

    /** The server, or the lack of a key, said no; the message is for the person at the terminal. */
    static final class Refused extends RuntimeException {
        Refused(String message) {
            super(message);
        }
    }
}
