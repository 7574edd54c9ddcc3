package io.annals.query.duplicate.linkage;

import java.util.EnumMap;
import java.util.Map;

/** How many pairs came to each level of each field, in fractions of pairs; what is missing counts nowhere. */
@SuppressWarnings("EnumOrdinal") // tables by place are what makes tens of millions of pairs feasible
final class Tally {
    private static final Field[] FIELDS = Field.values();

    private final double[][] counts = new double[FIELDS.length][Level.COUNTED];
    private double pairs;

    /** As if so many pairs had been seen, in these shares; they are no pairs. */
    Tally with(Map<Field, Map<Level, Double>> shares, double times) {
        shares.forEach((field, levels) ->
                levels.forEach((level, share) -> counts[field.ordinal()][level.ordinal()] += share * times));
        return this;
    }

    Tally plus(Tally other) {
        for (int field = 0; field < counts.length; field++) {
            for (int level = 0; level < Level.COUNTED; level++) {
                counts[field][level] += other.counts[field][level];
            }
        }
        pairs += other.pairs;
        return this;
    }

    void add(long pattern, double times) {
        for (Field field : FIELDS) {
            Level level = Pattern.level(pattern, field);
            if (level != Level.MISSING) {
                counts[field.ordinal()][level.ordinal()] += times;
            }
        }
        pairs += times;
    }

    double pairs() {
        return pairs;
    }

    Map<Field, Map<Level, Double>> shares() {
        Map<Field, Map<Level, Double>> shares = new EnumMap<>(Field.class);
        for (Field field : FIELDS) {
            double all = 0;
            for (double count : counts[field.ordinal()]) {
                all += count;
            }
            Map<Level, Double> of = new EnumMap<>(Level.class);
            for (Level level : field.levels()) {
                of.put(level, counts[field.ordinal()][level.ordinal()] / all);
            }
            shares.put(field, of);
        }
        return shares;
    }

    /** How likely these counts are where levels have these shares, as a logarithm. */
    double logLikelihood(Map<Field, Map<Level, Double>> shares) {
        double[][] logs = logs(shares);
        double sum = 0;
        for (Field field : FIELDS) {
            for (Level level : field.levels()) {
                sum += counts[field.ordinal()][level.ordinal()] * logs[field.ordinal()][level.ordinal()];
            }
        }
        return sum;
    }

    static double[][] logs(Map<Field, Map<Level, Double>> shares) {
        double[][] logs = new double[FIELDS.length][Level.COUNTED + 1]; // what is missing is certain
        shares.forEach((field, levels) ->
                levels.forEach((level, share) -> logs[field.ordinal()][level.ordinal()] = Math.log(share)));
        return logs;
    }

    static double sum(long pattern, double[][] logs) {
        double sum = 0;
        for (Field field : FIELDS) {
            sum += logs[field.ordinal()][Pattern.level(pattern, field).ordinal()];
        }
        return sum;
    }
}
