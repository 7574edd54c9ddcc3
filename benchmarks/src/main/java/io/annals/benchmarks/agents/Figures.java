package io.annals.benchmarks.agents;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How long everything took, and all that went wrong. Thread safe. */
final class Figures {
    private static final int TOLD = 40;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Map<String, Histogram> times = new ConcurrentSkipListMap<>();
    private final Map<String, Wrong> errors = new ConcurrentHashMap<>();
    private final long started = System.nanoTime();

    /** How often, and from which second on to which, the warm-up included. */
    private record Wrong(long times, long first, long last) {
        static Wrong in(long second) {
            return new Wrong(1, second, second);
        }

        Wrong and(Wrong later) {
            return new Wrong(times + later.times, Math.min(first, later.first), Math.max(last, later.last));
        }
    }

    /** @param nanos from when it was due */
    void took(String action, long nanos) {
        times.computeIfAbsent(action, _ -> new ConcurrentHistogram(3)).recordValue(Math.max(0, nanos / 1_000));
    }

    void wrong(String told) {
        String what = ID.matcher(told).replaceAll("<id>"); // the same of any customer is the same
        long second = (System.nanoTime() - started) / 1_000_000_000;
        errors.merge(what.length() > 400 ? what.substring(0, 400) : what, Wrong.in(second), Wrong::and);
    }

    /** Forgets the times so far, of a server that was still warming up; errors stay. */
    void begin() {
        times.clear();
    }

    boolean clean() {
        return errors.isEmpty();
    }

    void print(PrintStream out) {
        out.printf("%-42s %9s %9s %9s %9s  milliseconds%n", "action", "times", "p50", "p99", "max");
        times.forEach((action, taken) -> out.printf(
                "%-42s %,9d %9.1f %9.1f %9.1f%n",
                action,
                taken.getTotalCount(),
                taken.getValueAtPercentile(50) / 1e3,
                taken.getValueAtPercentile(99) / 1e3,
                taken.getMaxValue() / 1e3));
        long all = errors.values().stream().mapToLong(Wrong::times).sum();
        out.printf("errors: %,d%n", all);
        List<Map.Entry<String, Wrong>> most = errors.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> -entry.getValue().times()))
                .limit(TOLD)
                .toList();
        most.forEach(entry -> out.printf(
                "  %,6d  %s (second %d to %d)%n",
                entry.getValue().times(),
                entry.getKey(),
                entry.getValue().first(),
                entry.getValue().last()));
    }
}
