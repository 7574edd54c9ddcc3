package io.annals.app.cli;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** A task of the server that tells how far it is, a JSON line at a time; the last line is the outcome. */
final class LongTask {
    @Mixin
    ServerConnection server = new ServerConnection();

    @Option(names = "--json", description = "prints the outcome as JSON, for programs")
    boolean json;

    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec spec;

    /**
     * Runs it to its end and prints the outcome.
     *
     * @param well whether an outcome is a good one
     * @param words an outcome, good or not, for a person
     * @return 0 when the outcome is good, 1 when it is not
     */
    int run(String path, String name, Predicate<JsonNode> well, Function<JsonNode, String> words)
            throws InterruptedException {
        JsonNode[] last = {ServerConnection.JSON.createObjectNode()};
        try (ProgressBar bar = Progress.of(name, 0)) {
            server.post(path, "application/json", "", line -> {
                last[0] = line;
                if (line.has("head")) {
                    bar.maxHint(line.path("head").asLong());
                    bar.stepTo(line.path("position").asLong());
                }
            });
        }
        JsonNode outcome = last[0];
        print(outcome, words, Objects.requireNonNull(spec).commandLine().getOut());
        return well.test(outcome) ? 0 : 1;
    }

    private void print(JsonNode outcome, Function<JsonNode, String> words, PrintWriter out) {
        if (json) {
            out.println(outcome.toPrettyString());
        } else if (outcome.hasNonNull("failed")) {
            out.println("It failed: "
                    + Sentences.printable(outcome.path("detail")
                            .asString(outcome.path("failed").asString(""))));
        } else {
            out.println(words.apply(outcome));
        }
    }
}
