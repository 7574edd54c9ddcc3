package io.annals.app.cli;

import java.io.IOException;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;
import tools.jackson.databind.JsonNode;

/** A task of the server that tells how far it is, a JSON line at a time; the last line is the outcome. */
final class LongTask {
    private LongTask() {}

    /** @return 0 when the outcome's {@code ok} is true, 1 when it is not, 2 when the server refused */
    static int run(ServerConnection server, String path, String name) throws IOException, InterruptedException {
        JsonNode outcome = ServerConnection.JSON.createObjectNode();
        try (Stream<String> lines = server.post(path, "application/json", "");
                ProgressBar bar = ImportFile.progress(name, 0, System.err)) {
            for (String line : (Iterable<String>) lines::iterator) {
                outcome = ServerConnection.JSON.readTree(line);
                bar.maxHint(outcome.path("of").asLong(0));
                bar.stepTo(outcome.path("position").asLong(0));
            }
        } catch (ServerConnection.Refused e) {
            System.err.println(e.getMessage());
            return 2;
        }
        System.out.println(outcome);
        return outcome.path("ok").asBoolean(false) ? 0 : 1;
    }
}
