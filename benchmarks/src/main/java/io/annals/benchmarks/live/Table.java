package io.annals.benchmarks.live;

import io.annals.benchmarks.live.Run.Seen;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The figures, a table for each scenario, with what each p99 is of NATS's. */
final class Table {
    private record Row(String name, @Nullable Histogram nanos, String note) {}

    private final Map<Scenario, List<Row>> tables = new LinkedHashMap<>();

    void add(Scenario scenario, Contender contender, Seen seen) {
        String cpu = "%,.1f".formatted(seen.cpu() / 1e3);
        if (seen.memory() != null) {
            cpu += "   a socket: %,.1f kB resident, %,.1f kB of heap"
                    .formatted(seen.memory().resident() / 1e3, seen.memory().heap() / 1e3);
        }
        row(scenario, contender.name() + ", due to arrival", seen.fromDue(), cpu);
        if (seen.toAcknowledged() != null && seen.fromAcknowledged() != null) {
            row(scenario, contender.name() + ", due to stored and answered", seen.toAcknowledged(), "");
            row(scenario, contender.name() + ", answered to arrival", seen.fromAcknowledged(), "");
        }
    }

    void alone(Scenario scenario, String pace, Histogram durableInserts) {
        row(scenario, "durable inserts alone, " + pace, durableInserts, "");
    }

    void failed(Scenario scenario, Contender contender, @Nullable String why) {
        row(scenario, contender.name(), null, "failed: " + why);
    }

    private void row(Scenario scenario, String name, @Nullable Histogram nanos, String note) {
        tables.computeIfAbsent(scenario, _ -> new ArrayList<>()).add(new Row(name, nanos, note));
    }

    void print(PrintStream out) {
        tables.forEach((scenario, rows) -> {
            out.println();
            out.println(scenario.told());
            out.printf(
                    "%-44s %8s %8s %8s %8s %8s  %s%n",
                    "milliseconds", "p50", "p99", "p99.9", "max", "÷ NATS", "µs CPU a delivery");
            double nats = rows.stream()
                    .filter(row -> row.name.startsWith("NATS core") && row.nanos != null)
                    .mapToDouble(row -> millis(row.nanos, 99))
                    .findFirst()
                    .orElse(Double.NaN);
            for (Row row : rows) {
                if (row.nanos == null) {
                    out.printf("%-44s %s%n", row.name, row.note);
                } else {
                    out.printf(
                            "%-44s %8.2f %8.2f %8.2f %8.2f %8.2f  %s%n",
                            row.name,
                            millis(row.nanos, 50),
                            millis(row.nanos, 99),
                            millis(row.nanos, 99.9),
                            millis(row.nanos, 100),
                            millis(row.nanos, 99) / nats,
                            row.note);
                }
            }
        });
    }

    private static double millis(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }
}
