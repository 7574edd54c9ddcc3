package io.annals.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Any client of the public interface, with one key. */
final class Client {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    private final String url;
    private final @Nullable String key;

    /** @param key null for a client without one */
    Client(String url, @Nullable String key) {
        this.url = url;
        this.key = key;
    }

    Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    /** The entries of all pages of a list; the path has a query already. */
    List<JsonNode> all(String path, String name) {
        List<JsonNode> all = new ArrayList<>();
        JsonNode page = get(path).expect(200).json();
        page.path(name).forEach(all::add);
        while (page.has("next")) {
            page = get(path + "&cursor=" + page.path("next").asString())
                    .expect(200)
                    .json();
            page.path(name).forEach(all::add);
        }
        return all;
    }

    Answer post(String path, Object body) {
        return json("POST", path, body instanceof String text ? text : Answer.JSON.writeValueAsString(body));
    }

    Answer json(String method, String path, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of("Content-Type", "application/json"));
        all.addAll(List.of(headers));
        return send(method, path, BodyPublishers.ofString(body), all.toArray(String[]::new));
    }

    /** @param headers names and values by turns */
    Answer send(String method, String path, BodyPublisher body, String... headers) {
        try {
            HttpResponse<byte[]> answer = HTTP.send(request(method, path, body, headers), BodyHandlers.ofByteArray());
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    answer.headers().firstValue("ETag"),
                    new String(answer.body(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends a batch and hears its answers as they come. */
    void batch(Collection<String> lines, Consumer<JsonNode> hears) {
        lines("/contacts/batch", "application/x-ndjson", String.join("\n", lines) + "\n", hears);
    }

    /** Runs a long task and answers with its last line. */
    JsonNode task(String path) {
        List<JsonNode> told = new ArrayList<>();
        lines(path, "application/json", "", told::add);
        return told.getLast();
    }

    private void lines(String path, String contentType, String body, Consumer<JsonNode> hears) {
        HttpRequest request = request("POST", path, BodyPublishers.ofString(body), "Content-Type", contentType);
        try {
            HttpResponse<Stream<String>> answer = HTTP.send(request, BodyHandlers.ofLines());
            try (Stream<String> lines = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new AssertionError(answer.statusCode() + ": " + lines.toList());
                }
                lines.forEach(line -> hears.accept(Answer.JSON.readTree(line)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest request(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .method(method, body)
                .timeout(PATIENCE);
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }
}
