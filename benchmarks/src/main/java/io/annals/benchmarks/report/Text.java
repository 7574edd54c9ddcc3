package io.annals.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report as lines of text. */
final class Text {
    private static final int NAME = 46;
    private static final int FIGURE = 18;

    private Text() {}

    static String of(Report report) {
        List<String> lines = new ArrayList<>();
        lines.add(report.title());
        report.circumstances().forEach((name, value) -> lines.add("  " + name + ": " + value));
        for (Section section : report.sections()) {
            lines.add("");
            lines.addAll(of(section));
        }
        return String.join("\n", lines);
    }

    private static List<String> of(Section section) {
        List<String> lines = new ArrayList<>();
        lines.add("== " + section.title() + " [" + section.id() + "]");
        StringBuilder head = new StringBuilder(left(section.unit(), NAME));
        section.columns().forEach(column -> head.append(right(column, width(column))));
        lines.add(head.toString());
        for (Row row : section.rows()) {
            StringBuilder line = new StringBuilder(left(row.name(), NAME));
            for (int i = 0; i < row.values().size(); i++) {
                line.append(
                        right(figure(section, row, i), width(section.columns().get(i))));
            }
            lines.add(line.toString());
        }
        section.claims().forEach(claim -> lines.add("  > " + claim));
        section.notes().forEach(note -> lines.add("  " + note));
        return lines;
    }

    /** A figure, and what multiple of the reference it is; a dash where nothing was measured. */
    static String figure(Section section, Row row, int column) {
        double ratio = section.ratio(row, column);
        String number = number(row.values().get(column));
        return Double.isNaN(ratio) || row.name().equals(section.reference())
                ? number
                : number + " (" + number(ratio) + "×)";
    }

    /** Three digits that matter, or all before the point. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        double size = Math.abs(value);
        String form = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 0.1 || size == 0 ? "%.2f" : "%.4f";
        return String.format(Locale.ROOT, form, value);
    }

    private static int width(String column) {
        return Math.max(FIGURE, column.length() + 2);
    }

    private static String left(String text, int width) {
        return String.format("%-" + width + "s", text);
    }

    private static String right(String text, int width) {
        return String.format("%" + width + "s", text);
    }
}
