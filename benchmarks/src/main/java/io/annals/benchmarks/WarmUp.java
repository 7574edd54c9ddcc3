package io.annals.benchmarks;

import java.io.IOException;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** A fresh JVM on two cores gives half of one to its compiler for minutes; what is measured is the server that has been running. */
public final class WarmUp {
    private static final double LITTLE = 0.1;

    private WarmUp() {}

    /** What is measured, or something alike, once more. */
    public interface Round {
        void run(int number) throws Exception;
    }

    /** Repeats a round until the server compiles for less than a tenth of it, and prints how it went. */
    public static void warmUp(Http http, int roundsAtMost, Round round) throws Exception {
        double share = 1;
        for (int number = 1; number <= roundsAtMost && share > LITTLE; number++) {
            long began = System.nanoTime();
            double compiled = compiled(http);
            round.run(number);
            double seconds = (System.nanoTime() - began) / 1e9;
            share = (compiled(http) - compiled) / seconds;
            System.err.printf(
                    Locale.ROOT,
                    "warm-up %2d: %4.1f s, of which the server compiled for %3.0f %%%n",
                    number,
                    seconds,
                    100 * share);
        }
    }

    private static double compiled(Http http) throws IOException, InterruptedException {
        JsonNode time = http.get("/actuator/metrics/jvm.compilation.time");
        return time.path("measurements").path(0).path("value").asDouble() / 1_000;
    }
}
