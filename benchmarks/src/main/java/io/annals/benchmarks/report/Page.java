package io.annals.benchmarks.report;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report as one HTML page: tables, and a plot of bars for each column. */
final class Page {
    private static final int BAR = 22;
    private static final int NAMES = 330;
    private static final int WIDTH = 420;
    private static final int FIGURES = 170;
    private static final String STYLE = """
        body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1b1f24;background:#fff}
        table{border-collapse:collapse;margin:.8rem 0;font-variant-numeric:tabular-nums}
        th,td{padding:.2rem .7rem;border-bottom:1px solid #d8dee4;text-align:right}
        th:first-child,td:first-child{text-align:left}
        .how{max-width:55rem;color:#444}.met{color:#116329}.missed{color:#a40e26;font-weight:600}
        svg{display:block;margin:.4rem 0 1rem;max-width:100%}svg text{font:13px system-ui,sans-serif;fill:#1b1f24}
        .bar{fill:#6e9bd1}.ours{fill:#1f6f43}.reference{fill:#9aa4af}
        """;

    private Page() {}

    static String of(Report report) {
        String circumstances = report.circumstances().entrySet().stream()
                .map(one -> "<li>" + htmlEscape(one.getKey()) + ": " + htmlEscape(one.getValue()) + "</li>")
                .collect(Collectors.joining());
        String sections = report.sections().stream().map(Page::of).collect(Collectors.joining());
        return """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>%s</title><style>%s</style>
            <h1>%s</h1><ul>%s</ul>%s</html>
            """.formatted(htmlEscape(report.title()), STYLE, htmlEscape(report.title()), circumstances, sections);
    }

    private static String of(Section section) {
        return "<h2 id=\"" + section.id() + "\">" + htmlEscape(section.title()) + "</h2><p class=\"how\">"
                + htmlEscape(section.how()) + "</p>" + table(section) + list(section)
                + section.columns().stream()
                        .map(column -> plot(section, section.columns().indexOf(column)))
                        .collect(Collectors.joining());
    }

    private static String table(Section section) {
        String head = section.columns().stream()
                .map(column -> "<th>" + htmlEscape(column) + "</th>")
                .collect(Collectors.joining());
        String body = section.rows().stream().map(row -> row(section, row)).collect(Collectors.joining());
        return "<table><tr><th>" + htmlEscape(section.unit()) + "</th>" + head + "</tr>" + body + "</table>";
    }

    private static String row(Section section, Row row) {
        StringBuilder cells = new StringBuilder("<tr><td>" + htmlEscape(row.name()) + "</td>");
        for (int i = 0; i < row.values().size(); i++) {
            cells.append("<td>")
                    .append(htmlEscape(Text.figure(section, row, i)))
                    .append("</td>");
        }
        return cells.append("</tr>").toString();
    }

    private static String list(Section section) {
        String claims = section.claims().stream()
                .map(claim -> "<li class=\"" + claim.verdict().replace(' ', '-') + "\">" + htmlEscape(claim.toString())
                        + "</li>")
                .collect(Collectors.joining());
        String notes = section.notes().stream()
                .map(note -> "<li>" + htmlEscape(note) + "</li>")
                .collect(Collectors.joining());
        return "<ul>" + claims + notes + "</ul>";
    }

    /** Bars from zero, longest at full width: lengths compare as the figures do. */
    private static String plot(Section section, int column) {
        List<Row> rows = section.rows().stream()
                .filter(row -> !Double.isNaN(row.values().get(column)))
                .toList();
        double most =
                rows.stream().mapToDouble(row -> row.values().get(column)).max().orElse(0);
        if (rows.size() < 2 || most <= 0) {
            return "";
        }
        StringBuilder bars = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            bars.append(bar(section, rows.get(i), column, i, most));
        }
        return String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" width=\"%d\" role=\"img\"><text x=\"0\" y=\"15\" font-weight=\"600\">%s,"
                        + " %s</text>%s</svg>",
                NAMES + WIDTH + FIGURES,
                (rows.size() + 1) * BAR,
                NAMES + WIDTH + FIGURES,
                htmlEscape(section.columns().get(column)),
                htmlEscape(section.unit()),
                bars);
    }

    private static String bar(Section section, Row row, int column, int index, double most) {
        double length = Math.max(1, WIDTH * row.values().get(column) / most);
        int top = (index + 1) * BAR;
        String kind = row.name().equals(section.reference())
                ? "reference"
                : row.name().startsWith("ours") || row.name().startsWith("Annals") ? "ours" : "bar";
        return String.format(
                Locale.ROOT,
                "<text x=\"0\" y=\"%d\">%s</text><rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>"
                        + "<text x=\"%.1f\" y=\"%d\">%s</text>",
                top + 15,
                htmlEscape(row.name()),
                kind,
                NAMES,
                top + 3,
                length,
                BAR - 6,
                NAMES + length + 6,
                top + 15,
                htmlEscape(Text.figure(section, row, column)));
    }
}
