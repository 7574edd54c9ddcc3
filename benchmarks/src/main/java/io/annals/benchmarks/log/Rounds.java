package io.annals.benchmarks.log;

import io.annals.benchmarks.report.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Contenders by cases, measured in turns: all of them once to warm up, then all of them again and again, each time beginning with
 * another one. A figure is the median of its rounds.
 */
final class Rounds {
    /** Takes one figure, in about the time that a round has. */
    interface Measurement {
        double take() throws Exception;
    }

    private record Cell(String row, String column, Measurement measurement, List<Double> taken) {}

    private final List<Cell> cells = new ArrayList<>();

    Rounds add(String row, String column, Measurement measurement) {
        cells.add(new Cell(row, column, measurement, new ArrayList<>()));
        return this;
    }

    /** Measures; gives a row for each contender and a figure for each column, in the order in which they first came. */
    List<Row> run(int rounds) throws Exception {
        for (int round = 0; round <= rounds; round++) {
            for (int i = 0; i < cells.size(); i++) {
                Cell cell = cells.get((i + round) % cells.size());
                double figure = cell.measurement().take();
                if (round > 0) {
                    cell.taken().add(figure);
                }
                System.err.printf(
                        Locale.ROOT, "  %-10s %-42s %-20s %,12.1f%n", which(round), cell.row(), cell.column(), figure);
            }
        }
        return cells.stream().map(Cell::row).distinct().map(this::row).toList();
    }

    private static String which(int round) {
        return round == 0 ? "warm-up" : "round " + round;
    }

    List<String> columns() {
        return cells.stream().map(Cell::column).distinct().toList();
    }

    private Row row(String name) {
        return new Row(
                name, columns().stream().map(column -> median(name, column)).toList());
    }

    private double median(String row, String column) {
        return cells.stream()
                .filter(cell -> cell.row().equals(row) && cell.column().equals(column))
                .findFirst()
                .map(cell -> median(cell.taken()))
                .orElse(Double.NaN);
    }

    static double median(List<Double> figures) {
        List<Double> sorted = new ArrayList<>(figures);
        Collections.sort(sorted);
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
