package io.annals.app.cli;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code annals watch CUSTOMER}: the live timeline in the terminal, until interrupted. */
@Command(name = "watch", mixinStandardHelpOptions = true, description = "Follows a customer's live timeline.")
public final class Watch implements Callable<Integer> {
    private static final String ID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private static final int RECOGNISED_AT_MOST = 10;

    @Mixin
    ServerConnection server = new ServerConnection();

    @Parameters(paramLabel = "CUSTOMER", description = "the customer's id, e-mail address, telephone number or card")
    String customer = "";

    @Option(names = "--after", description = "from this position on (default: the whole history)", defaultValue = "0")
    long after;

    @Option(names = "--no-follow", description = "ends when all that there is has been told")
    boolean onlyWhatIs;

    @Option(names = "--json", description = "prints what the server says as it is, a JSON object a line, for programs")
    boolean json;

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
        Timeline timeline = new Timeline(id(), out);
        WebSocket socket = server.live(timeline);
        try {
            socket.sendText(timeline.subscription(), true).join();
            timeline.ended.get();
        } catch (ExecutionException | CompletionException e) {
            throw e.getCause() instanceof NotDone known ? known : Sentences.ofConnection(server.base(), e);
        } finally {
            socket.abort();
        }
        return 0;
    }

    private String id() throws InterruptedException {
        String typed = customer.strip();
        if (typed.matches(ID)) {
            return server.get("/customers/" + typed)
                    .path("id")
                    .asString(typed); // one whom nobody knows is told at once
        }
        Map<String, String> found = new LinkedHashMap<>();
        for (String kind : kinds(typed)) {
            for (JsonNode one : asked(kind, typed).path("customers")) {
                found.putIfAbsent(one.path("id").asString(""), one.path("name").asString("(without a name)"));
            }
        }
        if (found.size() == 1) {
            return found.keySet().iterator().next();
        }
        if (found.isEmpty()) {
            throw new NotDone("Nobody is known by " + typed + ".");
        }
        throw new NotDone("Several are known by " + typed + ": "
                + found.entrySet().stream()
                        .map(one -> one.getValue() + " (" + one.getKey() + ")")
                        .collect(Collectors.joining(", "))
                + ". Name one by the id.");
    }

    /** As what it could be known. */
    private static List<String> kinds(String typed) {
        return typed.contains("@") ? List.of("email") : List.of("phone", "card", "externalId");
    }

    private JsonNode asked(String kind, String typed) throws InterruptedException {
        try {
            return server.get("/customers?limit=" + RECOGNISED_AT_MOST + "&" + kind + "="
                    + URLEncoder.encode(typed, StandardCharsets.UTF_8));
        } catch (ServerConnection.NotOfThatForm refused) {
            if (!String.valueOf(refused.getMessage()).contains(kind + " must")) {
                throw refused;
            }
            return ServerConnection.JSON.createObjectNode();
        }
    }

    /** Prints a line an entry; completes when it ends, normally where that was asked for. */
    private final class Timeline implements WebSocket.Listener {
        private final String topic;
        private final EntryText text = new EntryText(ZoneId.systemDefault());
        private final StringBuilder frame = new StringBuilder();
        private final PrintWriter out;
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private long position = after;
        private boolean told;

        Timeline(String id, PrintWriter out) {
            this.topic = "customer/" + id;
            this.out = out;
        }

        String subscription() {
            return ServerConnection.JSON
                    .createObjectNode()
                    .put("subscribe", topic)
                    .put("after", after)
                    .toString();
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            frame.append(data);
            if (last) {
                try {
                    frame.toString().lines().forEach(line -> hear(line, ServerConnection.JSON.readTree(line)));
                } catch (RuntimeException strange) {
                    ended.completeExceptionally(strange);
                }
                frame.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        private void hear(String line, JsonNode message) {
            if (ended.isDone()) {
                return;
            }
            String type = message.path("type").asString("");
            position = Math.max(position, message.path("position").asLong(position));
            if (json) {
                out.println(line);
            } else if (type.equals("commit")) {
                message.path("entries").forEach(entry -> out.println(text.line(position, entry)));
            } else if (type.equals("presence")) {
                out.println(here(message.path("people")));
            }
            switch (type) {
                case "live" -> caughtUp();
                case "error" ->
                    ended.completeExceptionally(new NotDone("The server refuses: "
                            + message.path("problem").path("detail").asString("")));
                case "ended" ->
                    ended.completeExceptionally(new NotDone("This can be watched no longer: "
                            + message.path("reason").asString("")));
                case "reset" ->
                    ended.completeExceptionally(new NotDone("There is no way on from position " + after + ": "
                            + message.path("reason").asString("") + ". Watch without --after."));
                default -> {
                    // told already, or nothing for a person
                }
            }
        }

        private void caughtUp() {
            if (onlyWhatIs) {
                ended.complete(null);
            } else if (!told && !json) {
                out.printf(
                        Locale.ROOT,
                        "%8d  that is all so far; what comes is told as it comes (Ctrl-C ends it)%n",
                        position);
            }
            told = true;
        }

        private String here(JsonNode people) {
            String names = people.valueStream()
                    .map(one ->
                            one.path("name").asString("") + (one.path("typing").asBoolean(false) ? " (writes)" : ""))
                    .collect(Collectors.joining(", "));
            return "          "
                    + Sentences.printable(names.isEmpty() ? "nobody is here any more" : "here now: " + names);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            ended.completeExceptionally(new NotDone(switch (code) {
                        case 4401 -> "The key has ended.";
                        case 1001 -> "The server has stopped.";
                        case 1011 -> "The log is broken: a person is needed at the server.";
                        case 1013 -> "The log does not answer at the moment.";
                        case 4008 -> "This terminal did not keep up.";
                        default -> "The server closed the connection (" + code + " " + reason + ").";
                    }
                    + " " + goOn()));
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            ended.completeExceptionally(new NotDone("The connection to " + server.base() + " broke off. " + goOn()));
        }

        private String goOn() {
            return "To go on from here: --after " + position + ".";
        }
    }
}
