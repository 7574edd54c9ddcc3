package io.annals.benchmarks;

import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Reads whole text frames as JSON. */
final class Frames implements WebSocket.Listener {
    private final StringBuilder frame = new StringBuilder();
    private final Consumer<JsonNode> message;

    Frames(Consumer<JsonNode> message) {
        this.message = message;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        frame.append(data);
        if (last) {
            message.accept(Http.JSON.readTree(frame.toString()));
            frame.setLength(0);
        }
        socket.request(1);
        return CompletableFuture.completedStage(null);
    }
}
