package io.annals.app.cli;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code annals stats}: what the log holds, what it takes on disk, how far its readers are. Exit code 1 when it is broken. */
@Command(
        name = "stats",
        mixinStandardHelpOptions = true,
        description = "Counts what the log holds, by type; sizes, oplog window, lag of the projections.")
public final class Stats implements Callable<Integer> {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};
    private static final int HOURS_OF_TWO_DAYS = 48;

    @Mixin
    LongTask task = new LongTask();

    @Option(
            names = "--after",
            description = "counts from this position on (default: the whole log)",
            defaultValue = "0")
    long after;

    @Override
    public Integer call() throws InterruptedException {
        return task.run("/log/statistics?after=" + after, "stats", figures -> figures.has("commits"), Stats::words);
    }

    static String words(JsonNode figures) {
        StringBuilder words = new StringBuilder();
        line(
                words,
                "positions",
                "%,d to %,d",
                figures.path("after").asLong() + 1,
                figures.path("upTo").asLong());
        if (figures.hasNonNull("first")) {
            line(words, "recorded", "%s to %s", text(figures, "first"), text(figures, "last"));
        }
        line(
                words,
                "commits",
                "%,d, of %s and %.1f events on average",
                figures.path("commits").asLong(),
                bytes(figures.path("averageCommitBytes").asDouble()),
                figures.path("averageCommitEvents").asDouble());
        line(
                words,
                "batches",
                "%,d, of %.1f commits on average",
                figures.path("batches").asLong(),
                figures.path("averageBatchCommits").asDouble());
        line(words, "streams", "%,d", figures.path("streams").asLong());
        line(
                words,
                "customers",
                "%s%,d",
                figures.path("subjectsExact").asBoolean(true) ? "" : "about ",
                figures.path("subjects").asLong());
        line(words, "size", "%s, uncompressed", bytes(figures.path("bytes").asDouble()));
        storage(words, figures.path("storage"));
        if (figures.hasNonNull("oplogHours")) {
            line(words, "oplog", "%s", hours(figures.path("oplogHours").asDouble()));
        }
        words.append(String.format(
                Locale.ROOT, "events      %,12d%n", figures.path("events").asLong()));
        sorted(figures.path("eventsByType"))
                .forEach(type -> words.append(String.format(
                        Locale.ROOT, "%,24d  %s%n", type.getValue().asLong(), type.getKey())));
        words.append("projections");
        figures.path("projections")
                .forEach(reader -> words.append(String.format(
                        Locale.ROOT, "%n  %-20s %s", reader.path("name").asString(""), lag(reader))));
        return words.toString();
    }

    private static void storage(StringBuilder words, JsonNode storage) {
        if (storage.isObject()) {
            double indexes = storage.path("indexBytes")
                    .valueStream()
                    .mapToDouble(JsonNode::asDouble)
                    .sum();
            line(
                    words,
                    "on disk",
                    "%s of documents, %s of indexes",
                    bytes(storage.path("compressedBytes").asDouble()),
                    bytes(indexes));
        }
    }

    private static String lag(JsonNode reader) {
        long commits = reader.path("commits").asLong();
        return commits == 0
                ? "up to date"
                : String.format(
                        Locale.ROOT,
                        "%,d commits behind, %.1f s",
                        commits,
                        reader.path("seconds").asDouble());
    }

    private static Stream<Map.Entry<String, JsonNode>> sorted(JsonNode counts) {
        return counts.properties().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, JsonNode> type) ->
                                -type.getValue().asLong())
                        .thenComparing(Map.Entry::getKey));
    }

    @SuppressWarnings("AnnotateFormatMethod")
    private static void line(StringBuilder words, String what, String format, Object... values) {
        words.append(String.format(Locale.ROOT, "%-12s", what))
                .append(String.format(Locale.ROOT, format, values))
                .append(System.lineSeparator());
    }

    private static String text(JsonNode figures, String name) {
        return figures.path(name).asString("");
    }

    /** With three digits that count, by thousands: 999 B, 1.23 kB, 12.3 MB. */
    static String bytes(double bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        String digits = unit == 0 || value >= 99.95 ? "%.0f %s" : value >= 9.995 ? "%.1f %s" : "%.2f %s";
        return String.format(Locale.ROOT, digits, value, UNITS[unit]);
    }

    private static String hours(double hours) {
        return hours < HOURS_OF_TWO_DAYS
                ? String.format(Locale.ROOT, "reaches %.1f hours back", hours)
                : String.format(Locale.ROOT, "reaches %.1f days back", hours / 24);
    }
}
