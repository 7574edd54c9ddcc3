package io.annals.benchmarks.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One table of figures.
 *
 * @param id short, as in {@code --only}
 * @param how how it was measured, so that a reader can judge it; whole sentences
 * @param unit of all figures, such as {@code events a second}
 * @param reference the name of the row to which the others are ratios, or null
 * @param notes what else there is to say, such as why a peer is missing
 */
public record Section(
        String id,
        String title,
        String how,
        String unit,
        List<String> columns,
        List<Row> rows,
        @Nullable String reference,
        List<Claim> claims,
        List<String> notes) {

    /** A row's figure; NaN when there is no such row or column, or nothing was measured. */
    public double value(String row, String column) {
        int index = columns.indexOf(column);
        return rows.stream()
                .filter(r -> r.name().equals(row))
                .mapToDouble(r -> index < 0 ? Double.NaN : r.values().get(index))
                .findFirst()
                .orElse(Double.NaN);
    }

    /** A row's figure as a multiple of the reference's in the same column; NaN where either is missing. */
    public double ratio(Row row, int column) {
        return reference == null ? Double.NaN : row.values().get(column) / value(reference, columns.get(column));
    }

    public Section withClaims(Claim... made) {
        return new Section(id, title, how, unit, columns, rows, reference, List.of(made), notes);
    }

    public Section withNotes(List<String> said) {
        return new Section(id, title, how, unit, columns, rows, reference, claims, List.copyOf(said));
    }
}
