package io.annals.benchmarks.report;

import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * One contender's figures, one for each column of its section.
 *
 * @param values in the section's unit; NaN where nothing was measured
 */
public record Row(String name, List<Double> values) {
    /** The columns of {@link #millis}. */
    public static final List<String> PERCENTILES = List.of("p50", "p90", "p99", "p99.9", "max");

    public static Row of(String name, double... values) {
        return new Row(name, Arrays.stream(values).boxed().toList());
    }

    /** The percentiles of a histogram of nanoseconds, in milliseconds. */
    public static Row millis(String name, Histogram nanos) {
        return of(
                name,
                nanos.getValueAtPercentile(50) / 1e6,
                nanos.getValueAtPercentile(90) / 1e6,
                nanos.getValueAtPercentile(99) / 1e6,
                nanos.getValueAtPercentile(99.9) / 1e6,
                nanos.getMaxValue() / 1e6);
    }
}
