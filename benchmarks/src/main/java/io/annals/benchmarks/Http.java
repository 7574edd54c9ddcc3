package io.annals.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One client of the server under measurement, with one key. */
public final class Http {
    static final JsonMapper JSON = JsonMapper.shared();

    /** One for all: a client of its own for each key would take a thread each. */
    public static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    private final String url;
    private final String bearer;

    /** @param key of the role that it acts in */
    public Http(String url, String key) {
        this.url = url;
        this.bearer = "Bearer " + key;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", bearer);
    }

    /** Posts JSON; the answer comes when it comes. */
    public CompletableFuture<HttpResponse<String>> post(String path, String json) {
        return CLIENT.sendAsync(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Gets whatever the answer is; it comes when it comes. */
    public CompletableFuture<HttpResponse<String>> answer(String path) {
        return CLIENT.sendAsync(request(path).build(), BodyHandlers.ofString());
    }

    /** Posts lines; hands out the answers as they come. */
    public Stream<JsonNode> batch(String lines) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> response = CLIENT.send(
                request("/contacts/batch")
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(lines))
                        .build(),
                BodyHandlers.ofLines());
        if (response.statusCode() != 200) {
            throw new IOException(response.statusCode() + " " + response.body().toList());
        }
        return response.body().map(JSON::readTree);
    }

    /** @throws IOException when it is answered with anything but 200 */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(text(path));
    }

    /** @throws IOException when it is answered with anything but 200 */
    public String text(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = CLIENT.send(request(path).build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(path + ": " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }
}
