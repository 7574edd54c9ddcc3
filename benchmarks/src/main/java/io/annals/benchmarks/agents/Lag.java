package io.annals.benchmarks.agents;

import io.annals.benchmarks.Http;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far the projections are behind, as the server's own metrics say; asked again and again. */
final class Lag {
    private static final Pattern LINE = Pattern.compile(
            "^annals_projection_lag_(events|seconds)\\{.*name=\"([^\"]+)\".*} (\\S+)$", Pattern.MULTILINE);

    private final Http http;
    private final Map<String, List<Double>> seen = new TreeMap<>();

    Lag(Http administrator) {
        this.http = administrator;
    }

    synchronized void look() throws IOException, InterruptedException {
        Matcher line = LINE.matcher(http.text("/actuator/prometheus"));
        while (line.find()) {
            seen.computeIfAbsent(line.group(2) + " " + line.group(1), _ -> new ArrayList<>())
                    .add(Double.valueOf(line.group(3)));
        }
    }

    synchronized void begin() {
        seen.clear();
    }

    synchronized void print(PrintStream out) {
        out.printf("%-42s %9s %9s %9s %9s%n", "lag of a projection", "looks", "p50", "p99", "max");
        seen.forEach((what, values) -> {
            List<Double> sorted = values.stream().sorted().toList();
            out.printf(
                    "%-42s %,9d %9.2f %9.2f %9.2f%n",
                    what,
                    sorted.size(),
                    sorted.get(sorted.size() / 2),
                    sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1),
                    sorted.getLast());
        });
    }
}
