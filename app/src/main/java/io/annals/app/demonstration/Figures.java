package io.annals.app.demonstration;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What has been told, and what became of it.
 *
 * @param known recorded before
 * @param byChannel contacts that were recorded now, by channel
 * @param byRule what was refused, by the rule that refused it
 * @param lasted from the first to the last
 */
public record Figures(
        long recorded,
        long known,
        long refused,
        Map<String, Long> byChannel,
        Map<String, Long> byRule,
        Duration lasted) {
    static final Figures NONE = new Figures(0, 0, 0, Map.of(), Map.of(), Duration.ZERO);
    private static final double MILLIS_A_MINUTE = 60_000;

    public Figures {
        byChannel = new TreeMap<>(byChannel);
        byRule = new TreeMap<>(byRule);
    }

    Figures plus(Figures more) {
        return new Figures(
                recorded + more.recorded,
                known + more.known,
                refused + more.refused,
                sum(byChannel, more.byChannel),
                sum(byRule, more.byRule),
                lasted.plus(more.lasted));
    }

    private static Map<String, Long> sum(Map<String, Long> some, Map<String, Long> more) {
        Map<String, Long> sum = new TreeMap<>(some);
        more.forEach((name, count) -> sum.merge(name, count, Long::sum));
        return sum;
    }

    /** Recorded a minute. */
    double rate() {
        return lasted.isZero() ? 0 : recorded * MILLIS_A_MINUTE / lasted.toMillis();
    }

    /** For a person. */
    String words() {
        return String.format(
                Locale.ROOT,
                "%,d recorded in %,.0f s (%.1f a minute)%s, %,d refused%s.",
                recorded,
                lasted.toMillis() / 1000.0,
                rate(),
                counted(byChannel),
                refused,
                counted(byRule));
    }

    private static String counted(Map<String, Long> counts) {
        return counts.isEmpty()
                ? ""
                : counts.entrySet().stream()
                        .map(one -> one.getKey() + " " + one.getValue())
                        .collect(Collectors.joining(", ", ": ", ""));
    }
}
