package io.annals.faults.workload;

import io.annals.edge.Role;
import io.annals.faults.history.History;
import io.annals.faults.history.Operation.Seen;
import io.annals.faults.history.Operation.Stopped;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A page that watches everything over the web socket and comes back after its last position whenever the connection ends. */
public final class SocketReader implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private final Crm crm;
    private final String name;
    private final History history;
    private final Thread thread;
    private volatile long position;
    private volatile boolean closed;
    private volatile boolean comesBack;

    /** Watches from the beginning on. */
    public SocketReader(Crm crm, String name, History history) {
        this.crm = crm;
        this.name = name;
        this.history = history;
        this.thread = Thread.ofVirtual().name(name).start(this::run);
    }

    private void run() {
        try {
            while (!closed) {
                watch();
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() throws InterruptedException {
        Session session = new Session();
        comesBack = false;
        try {
            WebSocket socket = crm.http()
                    .newWebSocketBuilder()
                    .header("Authorization", crm.bearer(Role.AUDITOR))
                    .connectTimeout(Duration.ofSeconds(5))
                    .buildAsync(URI.create(crm.url().replaceFirst("^http", "ws") + "/live"), session)
                    .join();
            socket.sendText("{\"subscribe\":\"all\",\"after\":" + position + "}", true);
            while (!closed && !session.ended.await(200, TimeUnit.MILLISECONDS)) {
                if (comesBack || System.nanoTime() - session.heard > SILENCE.toNanos()) {
                    break; // nothing for so long: the connection may be gone without a word
                }
            }
            end(session);
            socket.abort();
        } catch (CompletionException refused) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private synchronized void end(Session session) {
        session.over = true; // what it still brings is lost, as in life
    }

    private synchronized void hear(Session session, JsonNode message) {
        if (session.over) {
            return;
        }
        switch (message.path("type").asString("")) {
            case "commit" -> {
                List<String> what = new ArrayList<>();
                message.path("entries")
                        .forEach(entry -> what.add(entry.path("position").asLong() + "."
                                + entry.path("index").asInt()));
                history.add(new Seen(name, System.nanoTime(), what));
                position = message.path("position").asLong();
            }
            case "live" ->
                position = Math.max(position, message.path("position").asLong());
            case "reset" -> {
                history.add(new Stopped(name, System.nanoTime(), "was told to begin anew: " + message));
                closed = true;
            }
            default -> {}
        }
    }

    /** Leaves and comes back, since whoever comes is told at once how far everything is. */
    public void comeBack() {
        comesBack = true;
    }

    /** The last position that it was shown something of, or was told to be at. */
    public long position() {
        return position;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Session implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile long heard = System.nanoTime();
        private boolean over;

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            heard = System.nanoTime();
            text.append(part);
            if (last) {
                text.toString()
                        .lines()
                        .forEach(line -> hear(this, JsonMapper.shared().readTree(line)));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            ended.countDown();
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            ended.countDown();
        }
    }
}
