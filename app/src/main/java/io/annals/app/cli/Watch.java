package io.annals.app.cli;

import java.io.PrintStream;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code annals watch CUSTOMER}: the live timeline in the terminal, until interrupted. */
@Command(name = "watch", mixinStandardHelpOptions = true, description = "Follows a customer's live timeline.")
public final class Watch implements Callable<Integer> {

    @Mixin
    ServerConnection server = new ServerConnection();

    @Parameters(paramLabel = "CUSTOMER", description = "the customer's id")
    String customer = "";

    @Option(names = "--after", description = "from this position on (default: the whole history)", defaultValue = "0")
    long after;

    @Override
    public Integer call() {
        try {
            CompletableFuture<String> ended = new CompletableFuture<>();
            String subscribe = ServerConnection.JSON
                    .createObjectNode()
                    .put("subscribe", "customer/" + customer)
                    .put("after", after)
                    .toString();
            WebSocket socket = server.http()
                    .newWebSocketBuilder()
                    .header("Authorization", server.bearer())
                    .buildAsync(
                            URI.create(server.url.replaceFirst("^http", "ws") + "/live"),
                            new Printing(System.out, ended))
                    .join();
            socket.sendText(subscribe, true).join();
            System.err.println(ended.join());
            return 0;
        } catch (ServerConnection.Refused e) {
            System.err.println(e.getMessage());
            return 2;
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            System.err.println("no connection to " + server.url + ": " + cause.getMessage());
            return 2;
        }
    }

    /** Prints a line an entry; completes with why it ended. */
    private static final class Printing implements WebSocket.Listener {
        private final StringBuilder frame = new StringBuilder();
        private final PrintStream out;
        private final CompletableFuture<String> ended;

        Printing(PrintStream out, CompletableFuture<String> ended) {
            this.out = out;
            this.ended = ended;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            frame.append(data);
            if (last) {
                frame.toString().lines().forEach(line -> print(ServerConnection.JSON.readTree(line)));
                frame.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        private void print(JsonNode message) {
            switch (message.path("type").asString("")) {
                case "commit" ->
                    message.path("entries")
                            .forEach(entry -> out.printf(
                                    "%8d  %s  %-12s %s%n",
                                    message.path("position").asLong(),
                                    entry.path("occurredAt").asString(""),
                                    entry.path("kind").asString(""),
                                    entry.path("content")));
                case "live" ->
                    out.printf("%8d  — caught up —%n", message.path("position").asLong());
                case "beat" -> {} // the connection stands, and that is all
                default -> out.println(message);
            }
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            ended.complete("closed by the server: " + code + " " + reason);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            ended.complete("connection lost: " + error.getMessage());
        }
    }
}
