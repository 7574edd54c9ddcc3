package io.annals.benchmarks.agents;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One agent's web socket: which customer is watched there, where the agent says to be, what comes in. */
final class Desk implements WebSocket.Listener, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern MARK = Pattern.compile("#n[0-9]+");

    private final String name;
    private final Colleagues colleagues;
    private final Figures figures;
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;
    private volatile String customer = "";
    private volatile boolean mine; // as the server says, like what follows
    private volatile boolean typing;
    private volatile boolean closing;
    private volatile @Nullable CompletableFuture<@Nullable Void> subscribed;
    private volatile @Nullable CompletableFuture<Boolean> claimed;
    private volatile @Nullable Ending ending;

    /** Something that the server shows of this agent, and who waits until it does no longer. */
    private record Ending(BooleanSupplier shown, CompletableFuture<@Nullable Void> over) {}

    Desk(HttpClient http, String url, String secret, String name, Colleagues colleagues, Figures figures) {
        this.name = name;
        this.colleagues = colleagues;
        this.figures = figures;
        this.socket = http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + secret)
                .buildAsync(URI.create("ws" + url.substring("http".length()) + "/live"), this)
                .join();
    }

    /** Watches this customer instead of the one before; returns when the server says that it is live. */
    void open(String next) throws InterruptedException {
        leave();
        CompletableFuture<@Nullable Void> live = new CompletableFuture<>();
        subscribed = live;
        customer = next;
        say("{\"subscribe\":\"customer/%s\"}".formatted(next));
        here(false, false, false);
        if (await(live, "live of a subscription")) {
            colleagues.comes(this, next);
        }
    }

    private void leave() {
        if (!customer.isEmpty()) {
            colleagues.goes(this, customer);
            say("{\"unsubscribe\":\"customer/%s\"}".formatted(customer));
            mine = false;
            typing = false;
        }
    }

    /** @param due since when the agent has been typing */
    void types(long due) {
        colleagues.await("typing seen by a colleague", customer, typingOf(customer, name), this, due);
        here(true, mine, false);
    }

    void stopsTyping() throws InterruptedException {
        endOf(() -> typing, "end of typing", mine);
    }

    /** Claims the customer, and waits for the word; answers whether it is this agent's now. */
    boolean claim(boolean takeOver) throws InterruptedException {
        CompletableFuture<Boolean> word = new CompletableFuture<>();
        claimed = word;
        here(false, true, takeOver);
        return await(word, "answer to a claim") && word.getNow(false);
    }

    /** Lets the customer go again. */
    void unclaim() throws InterruptedException {
        endOf(() -> mine, "end of a claim", false);
    }

    /** Each session's last word alone counts, so what comes next is said only when the server has told of the end of this. */
    private void endOf(BooleanSupplier shown, String what, boolean claim) throws InterruptedException {
        boolean waits = shown.getAsBoolean();
        Ending word = new Ending(shown, new CompletableFuture<>());
        ending = word;
        here(false, claim, false);
        if (waits) {
            await(word.over(), what);
        }
    }

    boolean hasClaim() {
        return mine;
    }

    private void here(boolean typing, boolean claim, boolean takeOver) {
        say("{\"here\":{\"customer\":\"%s\",\"typing\":%b,\"claim\":%b,\"takeOver\":%b}}"
                .formatted(customer, typing, claim, takeOver));
    }

    private void say(String message) {
        socket.sendText(message, true).join();
    }

    private boolean await(CompletableFuture<?> answer, String what) throws InterruptedException {
        try {
            answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            figures.wrong("no " + what + " within " + PATIENCE.toSeconds() + " s");
            return false;
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        long nanos = System.nanoTime();
        partial.append(data);
        if (last) {
            String text = partial.toString();
            partial.setLength(0);
            text.lines().forEach(line -> hear(JsonMapper.shared().readTree(line), line, nanos));
        }
        from.request(1);
        return null;
    }

    private void hear(JsonNode message, String text, long nanos) {
        switch (message.path("type").asString("")) {
            case "commit" -> {
                for (Matcher mark = MARK.matcher(text); mark.find(); ) {
                    colleagues.sees(this, mark.group(), nanos);
                }
            }
            case "live" -> {
                CompletableFuture<@Nullable Void> waiting = subscribed;
                if (waiting != null && message.path("topic").asString("").equals("customer/" + customer)) {
                    waiting.complete(null);
                }
            }
            case "beat" -> {}
            case "presence" -> present(message, nanos);
            case "error" -> refused(message, text);
            default -> figures.wrong("the socket says " + text);
        }
    }

    private void present(JsonNode message, long nanos) {
        String at = message.path("customer").asString("");
        for (JsonNode person : message.path("people")) {
            String who = person.path("name").asString("");
            if (person.path("typing").asBoolean(false)) {
                colleagues.sees(this, typingOf(at, who), nanos);
            }
            if (who.equals(name) && at.equals(customer)) {
                mine = person.path("claim").asBoolean(false);
                typing = person.path("typing").asBoolean(false);
                Ending awaited = ending;
                if (awaited != null && !awaited.shown().getAsBoolean()) {
                    awaited.over().complete(null);
                }
                CompletableFuture<Boolean> waiting = claimed;
                if (mine && waiting != null) {
                    waiting.complete(true);
                }
            }
        }
    }

    private void refused(JsonNode message, String text) {
        CompletableFuture<Boolean> waiting = claimed;
        if (!message.at("/problem/type").asString("").endsWith(":claimed-by-another")) {
            figures.wrong("the socket says " + text);
        } else if (waiting != null) { // else it was taken over while we typed
            waiting.complete(false);
        }
    }

    private static String typingOf(String customer, String who) {
        return customer + " " + who;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        if (!closing) {
            figures.wrong("the server closed a socket: " + status + " " + reason);
        }
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        if (!closing) {
            figures.wrong("a socket broke: " + error);
        }
    }

    @Override
    public void close() {
        closing = true;
        leave();
        socket.abort();
    }
}
