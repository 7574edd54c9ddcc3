package io.annals.benchmarks.live;

import io.annals.benchmarks.live.Run.Seen;
import io.annals.benchmarks.report.Claim;
import io.annals.benchmarks.report.Row;
import io.annals.benchmarks.report.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The figures, a table for each scenario: who watches a customer of their own beside an insert, who shares one beside NATS. */
final class Tables {
    private static final String HOW = "Contacts are published in an open loop, and each one's clock starts when it was"
            + " due, which corrects for coordinated omission. A delivery that is missing, doubled or strayed fails the"
            + " scenario. All servers, databases and receivers share the machine; one server runs at a time.";
    private static final String TO_ARRIVAL = ", due to arrival";
    private static final String INSERTS = "durable inserts, one after the other";

    private final Map<Scenario, List<Row>> rows = new LinkedHashMap<>();
    private final Map<Scenario, List<String>> notes = new LinkedHashMap<>();

    void add(Scenario scenario, Contender contender, Seen seen) {
        row(scenario, contender.name() + TO_ARRIVAL, seen.fromDue());
        if (seen.toAcknowledged() != null && seen.fromAcknowledged() != null) {
            row(scenario, contender.name() + ", due to stored and answered", seen.toAcknowledged());
            row(scenario, contender.name() + ", answered to arrival", seen.fromAcknowledged());
        }
        note(scenario, "%s: %,.1f µs of processor time a delivery".formatted(contender.name(), seen.cpu() / 1e3));
        if (seen.memory() != null) {
            note(
                    scenario,
                    "%s: %,.1f kB a socket resident, %,.1f kB of heap"
                            .formatted(
                                    contender.name(),
                                    seen.memory().resident() / 1e3,
                                    seen.memory().heap() / 1e3));
        }
    }

    void oneAfterTheOther(Scenario scenario, Histogram durableInserts) {
        row(scenario, INSERTS, durableInserts);
    }

    void asOftenAsContacts(Scenario scenario, Histogram durableInserts) {
        row(scenario, "durable inserts, " + scenario.rate() + " a second", durableInserts);
    }

    void failed(Scenario scenario, Contender contender, @Nullable String why) {
        note(scenario, contender.name() + " failed: " + why);
    }

    private void row(Scenario scenario, String name, Histogram nanos) {
        rows.computeIfAbsent(scenario, _ -> new ArrayList<>()).add(Row.millis(name, nanos));
    }

    private void note(Scenario scenario, String said) {
        rows.computeIfAbsent(scenario, _ -> new ArrayList<>());
        notes.computeIfAbsent(scenario, _ -> new ArrayList<>()).add(said);
    }

    List<Section> sections() {
        return rows.keySet().stream().map(this::section).toList();
    }

    private Section section(Scenario scenario) {
        String reference = scenario.own() ? INSERTS : "NATS core" + TO_ARRIVAL;
        Section section = new Section(
                scenario.name(),
                scenario.told(),
                HOW,
                "milliseconds",
                Row.PERCENTILES,
                rows.getOrDefault(scenario, List.of()),
                reference,
                List.of(),
                notes.getOrDefault(scenario, List.of()));
        return scenario.own()
                ? section.withClaims(atMost(4, section, "p50", reference))
                : section.withClaims(
                        atMost(1.5, section, "p99", reference), atMost(1, section, "p99", "Socket.IO" + TO_ARRIVAL));
    }

    private static Claim atMost(double aim, Section section, String percentile, String peer) {
        double ours = section.value("Annals" + TO_ARRIVAL, percentile);
        return Claim.atMost(
                aim,
                "Annals" + TO_ARRIVAL + ", " + percentile + ", to " + peer,
                ours / section.value(peer, percentile));
    }
}
