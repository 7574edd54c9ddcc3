package io.annals.endtoend;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A socket that asks one thing at a time. */
final class Socket implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private @Nullable WebSocket socket;

    private Socket() {}

    /** @throws java.util.concurrent.CompletionException when the door stays shut */
    static Socket open(String url, String key) {
        return open(url, new String[] {"Authorization", "Bearer " + key});
    }

    /** As a page of ours opens it, by the cookie of a session. */
    static Socket ofPage(String url, String cookie) {
        return open(url, "Cookie", cookie, "Origin", url);
    }

    private static Socket open(String url, String... headers) {
        Socket opened = new Socket();
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        opened.socket = builder.buildAsync(URI.create("ws" + url.substring("http".length()) + "/live"), opened)
                .join();
        return opened;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            partial.toString()
                    .lines()
                    .map(Answer.JSON::readTree)
                    .filter(Socket::isAnswer)
                    .forEach(messages::add);
            partial.setLength(0);
        }
        socket.request(1);
        return null;
    }

    private static boolean isAnswer(JsonNode message) {
        return !message.path("type").asString("").equals("beat");
    }

    /** Says something that nobody answers. */
    void say(String message) {
        if (socket == null) {
            throw new IllegalStateException("not open");
        }
        socket.sendText(message, true).join();
    }

    JsonNode ask(String message) {
        say(message);
        return next(Duration.ofSeconds(20));
    }

    /** What comes next, within so long. */
    JsonNode next(Duration within) {
        try {
            JsonNode message = messages.poll(within.toMillis(), TimeUnit.MILLISECONDS);
            if (message == null) {
                throw new AssertionError("nothing came within " + within);
            }
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whether it still answers; false: the server has closed it instead. */
    boolean goesOn(Duration within) throws InterruptedException {
        try {
            say("{\"subscribe\":\"tasks/nobody\"}");
        } catch (CompletionException closedAlready) {
            return false;
        }
        long end = System.nanoTime() + within.toNanos();
        while (System.nanoTime() < end) {
            JsonNode message = messages.poll(20, TimeUnit.MILLISECONDS);
            if (message != null && message.path("topic").asString("").equals("tasks/nobody")) {
                return true;
            }
            if (closed.isDone()) {
                return false;
            }
        }
        throw new AssertionError("neither an answer nor an end came within " + within);
    }

    /** The code with which the server closes it, within so long. */
    int closing(Duration within) {
        return closed.orTimeout(within.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
    }
}
