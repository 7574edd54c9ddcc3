package io.annals.endtoend;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A client of the web socket that watches one topic, remembers its last position and takes up from there whenever the
 * connection ends, be it by its own will. It keeps all that it was sent, so whatever came twice is there twice.
 */
final class Watcher implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private static final Duration QUIET = Duration.ofMillis(500);
    private static final Duration REST = Duration.ofMillis(50);
    private static final LongSupplier NEVER = () -> Long.MAX_VALUE;

    private volatile String url;
    private final String key;
    private final String topic;
    private final List<String> entries = new ArrayList<>();
    private final List<String> surprises = new ArrayList<>();
    private LongSupplier drops = NEVER;
    private long untilDrop = Long.MAX_VALUE;
    private long position;
    private long lastHeard = System.nanoTime();
    private int connections;
    private boolean closed;
    private @Nullable Session session;

    Watcher(String url, String key, String topic, long after) {
        this.url = url;
        this.key = key;
        this.topic = topic;
        this.position = after;
    }

    /** @param drops after how many more commits it drops the connection and comes back, each time anew */
    synchronized Watcher dropping(LongSupplier drops) {
        this.drops = drops;
        this.untilDrop = drops.getAsLong();
        return this;
    }

    /** Connects; from then on by itself, until it is closed. */
    synchronized Watcher open() {
        connect();
        return this;
    }

    private synchronized void connect() {
        if (closed) {
            return;
        }
        Session next = new Session();
        session = next;
        connections++;
        lastHeard = System.nanoTime();
        HTTP.newWebSocketBuilder()
                .header("Authorization", "Bearer " + key)
                .connectTimeout(Duration.ofSeconds(5))
                .buildAsync(URI.create(url.replaceFirst("^http", "ws") + "/live"), next)
                .whenComplete((_, refused) -> {
                    if (refused != null) {
                        ended(next);
                    }
                });
    }

    private synchronized void ended(Session which) {
        if (which == session && !closed) {
            session = null;
            Thread.startVirtualThread(() -> {
                LockSupport.parkNanos(REST.toNanos()); // the server may be restarting
                connect();
            });
        }
    }

    private synchronized void heard(Session from, WebSocket socket, JsonNode message) {
        if (from != session) {
            return; // what a dropped connection still brings is lost, as in life
        }
        lastHeard = System.nanoTime();
        long at = message.path("position").asLong();
        switch (message.path("type").asString("")) {
            case "commit" -> {
                message.path("entries")
                        .forEach(entry -> entries.add(entry.path("position").asLong() + "."
                                + entry.path("index").asInt()));
                position = at;
                if (--untilDrop <= 0) {
                    untilDrop = drops.getAsLong();
                    socket.abort();
                    ended(from);
                }
            }
            case "live" -> position = Math.max(position, at);
            case "beat" -> {}
            default -> surprises.add(message.toString());
        }
    }

    /**
     * Waits until everything up to a position has come. Where the topic is quiet nothing comes by itself for a while: then
     * it comes back anew, since a server says at once how far a newcomer is.
     */
    void awaitCaughtUp(long upTo, Duration patience) {
        Eventually.see(
                topic + " up to " + upTo,
                patience,
                () -> {
                    comeBackIfQuietBefore(upTo);
                    return reached();
                },
                reached -> reached >= upTo);
    }

    private synchronized long reached() {
        return position;
    }

    private synchronized void comeBackIfQuietBefore(long upTo) {
        boolean quiet = System.nanoTime() - lastHeard > QUIET.toNanos();
        if (quiet && position < upTo && session != null && session.socket != null) {
            session.socket.abort();
            ended(session);
        }
    }

    private synchronized String subscription() {
        return "{\"subscribe\":\"%s\",\"after\":%d}".formatted(topic, position);
    }

    /** The server has come back elsewhere. */
    void moveTo(String url) {
        this.url = url;
    }

    /** {@code <position>.<index>} of every entry that came, in the order in which they came. */
    synchronized List<String> entries() {
        return List.copyOf(entries);
    }

    /** Whatever came that was neither a commit nor a word about being live. */
    synchronized List<String> surprises() {
        return List.copyOf(surprises);
    }

    synchronized int connections() {
        return connections;
    }

    String topic() {
        return topic;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (session != null && session.socket != null) {
            session.socket.abort();
        }
    }

    private final class Session implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private volatile @Nullable WebSocket socket;

        @Override
        public void onOpen(WebSocket opened) {
            opened.sendText(subscription(), true);
            socket = opened;
            opened.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                text.toString().lines().forEach(line -> heard(this, from, Answer.JSON.readTree(line)));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            ended(this);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            ended(this);
        }
    }
}
