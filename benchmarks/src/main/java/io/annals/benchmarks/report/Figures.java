package io.annals.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A report as plain maps and lists, for JSON, which knows no NaN. */
final class Figures {
    private Figures() {}

    static Map<String, Object> of(Report report) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("title", report.title());
        all.put("circumstances", report.circumstances());
        all.put("sections", report.sections().stream().map(Figures::of).toList());
        return all;
    }

    private static Map<String, @Nullable Object> of(Section section) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("id", section.id());
        all.put("title", section.title());
        all.put("how", section.how());
        all.put("unit", section.unit());
        all.put("columns", section.columns());
        all.put("reference", section.reference());
        all.put("rows", section.rows().stream().map(row -> of(section, row)).toList());
        all.put("claims", section.claims().stream().map(Figures::of).toList());
        all.put("notes", section.notes());
        return all;
    }

    private static Map<String, Object> of(Section section, Row row) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", row.name());
        all.put("values", known(row.values()));
        if (section.reference() != null) {
            all.put(
                    "ratios",
                    known(IntStream.range(0, row.values().size())
                            .mapToObj(i -> section.ratio(row, i))
                            .toList()));
        }
        return all;
    }

    private static Map<String, @Nullable Object> of(Claim claim) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("what", claim.what());
        all.put("seen", Double.isFinite(claim.seen()) ? claim.seen() : null);
        all.put(claim.atLeast() ? "atLeast" : "atMost", claim.aim());
        all.put("verdict", claim.verdict());
        return all;
    }

    private static List<@Nullable Double> known(List<Double> values) {
        List<@Nullable Double> known = new ArrayList<>();
        values.forEach(value -> known.add(Double.isFinite(value) ? value : null));
        return known;
    }
}
