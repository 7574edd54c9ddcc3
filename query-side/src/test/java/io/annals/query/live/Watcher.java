package io.annals.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.edge.Actor;
import io.annals.edge.Role;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the web socket. */
final class Watcher implements WebSocket.Listener, AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    /** How it was closed: code and reason. */
    final CompletableFuture<String> closed = new CompletableFuture<>();

    private final BlockingQueue<JsonNode> beats = new LinkedBlockingQueue<>();
    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final AtomicInteger texts = new AtomicInteger();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;
    private volatile boolean reads;

    private Watcher(RunningServer server, String key, boolean reads) {
        this(server.address("/live"), key, reads);
    }

    private Watcher(URI http, String key, boolean reads) {
        this.reads = reads;
        socket = HTTP.newWebSocketBuilder()
                .header("Authorization", "Bearer " + key)
                .buildAsync(URI.create("ws" + http.toString().substring("http".length())), this)
                .join();
    }

    static Watcher of(RunningServer server) {
        return new Watcher(server, server.key(Role.AGENT), true);
    }

    static Watcher of(RunningServer server, Role role) {
        return new Watcher(server, server.key(role), true);
    }

    static Watcher by(RunningServer server, String key) {
        return new Watcher(server, key, true);
    }

    /** An agent of that name. */
    static Watcher of(RunningServer server, String name) {
        return of(server.address("/live"), server.key(new Actor(name, Role.AGENT)));
    }

    /** @param address of {@code /live}, on whatever machine */
    static Watcher of(URI address, String key) {
        return new Watcher(address, key, true);
    }

    /** One that reads nothing until it is told to. */
    static Watcher thatDoesNotRead(RunningServer server) {
        return new Watcher(server, server.key(Role.AGENT), false);
    }

    @Override
    public void onOpen(WebSocket socket) {
        if (reads) {
            socket.request(1);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            partial.toString().lines().map(JSON::readTree).forEach(this::keep);
            texts.incrementAndGet();
            partial.setLength(0);
        }
        if (reads || !last) {
            socket.request(1);
        }
        return null;
    }

    /** Signs of life come between all else, whenever it is time. */
    private void keep(JsonNode message) {
        (message.path("type").asString().equals("beat") ? beats : messages).add(message);
    }

    JsonNode nextBeat() throws InterruptedException {
        return taken(beats);
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        closed.complete(code + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        closed.complete("error " + error);
    }

    /** How many text messages have come; one may hold several messages of the protocol. */
    int texts() {
        return texts.get();
    }

    /** One text message, for one that does not read of itself. */
    void readOne() {
        socket.request(1);
    }

    void readAll() {
        reads = true;
        socket.request(1);
    }

    void say(String text) {
        socket.sendText(text, true).join();
    }

    Watcher subscribe(String topic) {
        say("{\"subscribe\":\"" + topic + "\"}");
        return this;
    }

    Watcher subscribe(String topic, long after) {
        say("{\"subscribe\":\"" + topic + "\",\"after\":" + after + "}");
        return this;
    }

    /** The next message that is not a sign of life. */
    JsonNode next() throws InterruptedException {
        return taken(messages);
    }

    private JsonNode taken(BlockingQueue<JsonNode> from) throws InterruptedException {
        JsonNode message = from.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(message).as("a message in time; closed: %s", closed).isNotNull();
        return Objects.requireNonNull(message);
    }

    /** The next message, or null if none is there by then. */
    @Nullable
    JsonNode poll(long millis) throws InterruptedException {
        return messages.poll(millis, TimeUnit.MILLISECONDS);
    }

    JsonNode next(String type) throws InterruptedException {
        JsonNode message = next();
        assertThat(message.path("type").asString()).as(message.toString()).isEqualTo(type);
        return message;
    }

    /** The commits until all up to a position has been told. */
    List<JsonNode> commitsUntil(long position) throws InterruptedException {
        List<JsonNode> commits = new ArrayList<>();
        while (true) {
            JsonNode message = next();
            if (message.path("type").asString().equals("commit")) {
                commits.add(message);
            }
            if (message.path("position").asLong() >= position) {
                return commits;
            }
        }
    }

    String closing() throws Exception {
        return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Cuts the connection without a word. */
    @Override
    public void close() {
        socket.abort();
    }
}
