package io.annals.app.cli;

import java.io.IOException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;
import tools.jackson.databind.JsonNode;

/** A task of the server that tells how far it is, a JSON line at a time; the last line is the outcome. */
final class LongTask {
    private LongTask() {}

    /**
     * Runs it to its end.
     *
     * @param well whether an outcome is a good one
     * @return 0 when the outcome is good, 1 when it is not, 2 when the server refused
     */
    @SuppressWarnings("ClosingStandardOutputStreams") // ending a bar leaves the stream open
    static int run(ServerConnection server, String path, String name, Predicate<JsonNode> well)
            throws IOException, InterruptedException {
        JsonNode outcome = ServerConnection.JSON.createObjectNode();
        try (Stream<String> lines = server.post(path, "application/json", "");
                ProgressBar bar = ImportFile.progress(name, 0, System.err)) {
            for (String line : (Iterable<String>) lines::iterator) {
                outcome = ServerConnection.JSON.readTree(line);
                if (outcome.has("head")) {
                    bar.maxHint(outcome.path("head").asLong());
                    bar.stepTo(outcome.path("position").asLong());
                }
            }
        } catch (ServerConnection.Refused e) {
            System.err.println(e.getMessage());
            return 2;
        }
        System.out.println(outcome.toPrettyString());
        return well.test(outcome) ? 0 : 1;
    }
}
