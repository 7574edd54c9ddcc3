package io.annals.faults;

import io.annals.faults.history.Operation;
import io.annals.faults.history.Operation.Struck;
import io.annals.faults.history.Report;
import io.annals.faults.history.Violation;
import io.annals.faults.history.Violation.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A run in figures. */
final class Summary {
    private static final int MOST_VIOLATIONS = 20;

    private final StringBuilder text = new StringBuilder();

    private Summary() {}

    static String of(Run.Result result, Run.Settings settings) {
        Summary summary = new Summary();
        summary.faults(result.nemesis());
        summary.log("the appenders' log", result.log());
        Report crm = result.crm();
        if (crm != null) {
            summary.log("the program's log", crm);
        }
        summary.recoveries(result.recoveries(), settings, crm != null);
        summary.violations(result.violations());
        summary.line("seed %d, history in %s", settings.seed(), settings.history());
        return summary.text.toString();
    }

    private void faults(List<Operation> nemesis) {
        Map<String, Long> kinds = new TreeMap<>();
        long inVain = 0;
        for (Operation operation : nemesis) {
            if (operation instanceof Struck struck) {
                if (struck.took()) {
                    kinds.merge(struck.kind(), 1L, Long::sum);
                } else {
                    inVain++;
                }
            }
        }
        line(
                "%d faults of %d kinds%s",
                kinds.values().stream().mapToLong(n -> n).sum(),
                kinds.size(),
                inVain == 0 ? "" : " (and " + inVain + " that did not take)");
        kinds.forEach((kind, count) -> line("  %4d  %s", count, kind));
    }

    private void log(String name, Report report) {
        line("%s: %d commits, %d events", name, report.commits(), report.events());
        line(
                "  proposed %d, acknowledged %d, failed %d, left unknown %d; %d answers were \"unknown\" first",
                report.proposed(), report.acknowledged(), report.failed(), report.unknown(), report.retold());
        report.seen().forEach((reader, seen) -> line("  %s was shown %d", reader, seen));
        Map<Promise, Long> broken = report.broken();
        line(
                "  lost %d, doubled %d, gaps %d, chain breaks %d, readers that saw no prefix %d, anything else %d",
                broken.getOrDefault(Promise.KEPT, 0L),
                broken.getOrDefault(Promise.UNIQUE, 0L),
                broken.getOrDefault(Promise.DENSE, 0L) + broken.getOrDefault(Promise.CONTIGUOUS, 0L),
                broken.getOrDefault(Promise.CHAINED, 0L),
                broken.getOrDefault(Promise.PREFIX, 0L),
                report.violations().size()
                        - List.of(
                                        Promise.KEPT,
                                        Promise.UNIQUE,
                                        Promise.DENSE,
                                        Promise.CONTIGUOUS,
                                        Promise.CHAINED,
                                        Promise.PREFIX)
                                .stream()
                                .mapToLong(promise -> broken.getOrDefault(promise, 0L))
                                .sum());
    }

    private void recoveries(List<Long> nanos, Run.Settings settings, boolean contacts) {
        if (nanos.isEmpty()) {
            line("no primary died");
            return;
        }
        List<Long> sorted = new ArrayList<>(nanos);
        sorted.sort(null);
        line(
                "from a primary's death to the next acknowledged %s: p50 %.2f s, max %.2f s, over %d deaths (election"
                        + " timeout %.1f s)",
                contacts ? "contact" : "commit",
                sorted.get((sorted.size() - 1) / 2) / 1e9,
                sorted.getLast() / 1e9,
                sorted.size(),
                settings.electionTimeout().toMillis() / 1e3);
    }

    private void violations(List<Violation> violations) {
        violations.stream().limit(MOST_VIOLATIONS).forEach(violation -> line("BROKEN %s", violation));
        if (violations.size() > MOST_VIOLATIONS) {
            line("… and %d more", violations.size() - MOST_VIOLATIONS);
        }
        line(violations.isEmpty() ? "every promise was kept" : "%d violations".formatted(violations.size()));
    }

    private void line(String format, Object... parts) {
        text.append(format.formatted(parts)).append('\n');
    }
}
