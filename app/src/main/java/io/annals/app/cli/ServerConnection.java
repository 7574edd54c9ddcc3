package io.annals.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where the server is and with what key to come in. */
public final class ServerConnection {
    static final JsonMapper JSON = JsonMapper.shared();
    private static final int FIRST_OF_REFUSALS = 400;
    private static final int NOT_OF_THAT_FORM = 422;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int FIRST_OF_FAULTS = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Option(
            names = "--url",
            description = "the server (default: ${DEFAULT-VALUE})",
            defaultValue = "http://127.0.0.1:8080")
    String url = "http://127.0.0.1:8080";

    @Option(
            names = "--key",
            description =
                    "a bearer key (default: the environment's ANNALS_KEY, which others on this machine do not see)",
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

    /** Where the server is, without a slash behind it. */
    public String base() {
        String base = url.strip().replaceFirst("/+$", "");
        try {
            URI uri = URI.create(base);
            if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
                return base;
            }
        } catch (IllegalArgumentException noAddress) {
            // told below
        }
        throw new NotDone("--url must be an address such as http://127.0.0.1:8080.");
    }

    private String bearer() {
        if (key == null || key.isBlank()) {
            throw new NotDone(
                    "There is no key: set ANNALS_KEY or give --key. The server shows its keys at its first start.");
        }
        if (!key.strip().matches("[!-~]+")) {
            throw new NotDone("The key holds characters that no key has.");
        }
        return "Bearer " + key.strip();
    }

    /** Posts, and hands on the answer's lines as they come. */
    void post(String path, String contentType, String body, Consumer<JsonNode> line) throws InterruptedException {
        HttpRequest.Builder request =
                request(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body));
        send(request, lines -> lines.map(JSON::readTree).forEach(line));
    }

    /** @throws NotDone with what the server said, where it does not answer by 200 */
    JsonNode get(String path) throws InterruptedException {
        JsonNode[] answer = {JSON.createObjectNode()};
        send(request(path).GET(), lines -> answer[0] = JSON.readTree(String.join("\n", lines.toList())));
        return answer[0];
    }

    /**
     * What the server answered.
     *
     * @param body an empty object where there was none
     */
    public record Reply(int status, JsonNode body) {
        public boolean refused() {
            return status >= FIRST_OF_REFUSALS;
        }
    }

    /**
     * Asks, and hands on whatever the server says to it, also that it refuses what was asked.
     *
     * @param body null for none
     * @throws NotDone when it does not answer, fails, or refuses the sender
     */
    public Reply ask(String method, String path, @Nullable String body) throws InterruptedException {
        HttpRequest.Builder request = request(path)
                .timeout(PATIENCE)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            int status = response.statusCode();
            if (status == UNAUTHORIZED || status == FORBIDDEN || status >= FIRST_OF_FAULTS) {
                throw refused(status, response.body());
            }
            return new Reply(
                    status, response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body()));
        } catch (IOException | JacksonException broken) {
            throw Sentences.ofConnection(base(), broken);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base() + path)).header("Authorization", bearer());
    }

    private void send(HttpRequest.Builder request, Consumer<Stream<String>> answer) throws InterruptedException {
        try {
            HttpResponse<Stream<String>> response = http.send(request.build(), BodyHandlers.ofLines());
            try (Stream<String> lines = response.body()) {
                if (response.statusCode() >= FIRST_OF_REFUSALS) {
                    throw refused(response.statusCode(), String.join("\n", lines.toList()));
                }
                answer.accept(lines);
            }
        } catch (IOException | UncheckedIOException | JacksonException broken) {
            throw Sentences.ofConnection(base(), broken);
        }
    }

    private NotDone refused(int status, String body) {
        String detail =
                body.startsWith("{") ? JSON.readTree(body).path("detail").asString("") : "";
        NotDone refused = Sentences.ofStatus(base(), status, detail);
        return status == NOT_OF_THAT_FORM ? new NotOfThatForm(String.valueOf(refused.getMessage())) : refused;
    }

    /** The server says that a value is not of the form that it should have. */
    static final class NotOfThatForm extends NotDone {
        private static final long serialVersionUID = 1L;

        NotOfThatForm(String sentence) {
            super(sentence);
        }
    }

    /** A web socket to {@code /live}. */
    WebSocket live(WebSocket.Listener listener) {
        try {
            return http.newWebSocketBuilder()
                    .header("Authorization", bearer())
                    .buildAsync(URI.create(base().replaceFirst("^http", "ws") + "/live"), listener)
                    .join();
        } catch (CompletionException refused) {
            throw Sentences.ofConnection(base(), refused);
        }
    }
}
