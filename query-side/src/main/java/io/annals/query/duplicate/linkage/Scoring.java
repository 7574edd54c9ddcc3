package io.annals.query.duplicate.linkage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scores pairs by {@link Weights}, which it has at hand in the form of tables. */
@SuppressWarnings("EnumOrdinal") // tables by place are what makes tens of millions of pairs feasible
public final class Scoring {
    /** From as many bits on two are likelier one than two: the rule of Bayes, for which nobody has to name a threshold. */
    public static final double LIKELY = 0;

    private static final Field[] FIELDS = Field.values();

    private final Weights weights;
    private final double prior;
    private final double[][] bits = new double[FIELDS.length][Level.COUNTED + 1];

    /** By field, what it and those behind it add at most. */
    private final double[] most = new double[FIELDS.length + 1];

    public Scoring(Weights weights) {
        this.weights = weights;
        this.prior = weights.priorBits();
        for (int i = FIELDS.length - 1; i >= 0; i--) {
            double best = 0;
            for (Level level : FIELDS[i].levels()) {
                bits[i][level.ordinal()] = weights.bits(FIELDS[i], level);
                best = Math.max(best, bits[i][level.ordinal()]);
            }
            best = Math.max(best, rarest(FIELDS[i]));
            most[i] = most[i + 1] + best;
        }
    }

    private double rarest(Field field) {
        return Math.max(
                weights.bitsOfExact(field, ""), // which is no value that many have
                weights.frequencies().getOrDefault(field, java.util.Map.of()).keySet().stream()
                        .mapToDouble(value -> weights.bitsOfExact(field, value))
                        .max()
                        .orElse(0));
    }

    /**
     * What one field adds to a score.
     *
     * @param bits log₂(m/u): above 0 it speaks for one person, below 0 for two
     */
    public record Reason(Field field, Level level, double bits) {}

    /**
     * How much speaks for two being one.
     *
     * @param bits log₂ of the odds; the sum of {@code prior} and of the reasons'
     * @param prior log₂ of the odds of any two
     * @param reasons of all fields known of both
     */
    public record Score(double bits, double prior, List<Reason> reasons) {
        /** 0 to 1. */
        public double probability() {
            return Scoring.probability(bits);
        }
    }

    /** The odds that are 2 to the power of {@code bits}, as a probability. */
    public static double probability(double bits) {
        return 1 / (1 + Math.pow(2, -bits));
    }

    public Score score(Person one, Person other) {
        List<Reason> reasons = new ArrayList<>(FIELDS.length);
        double sum = prior;
        for (Field field : FIELDS) {
            Level level = Comparison.of(field, one, other);
            if (level != Level.MISSING) {
                Reason reason = new Reason(field, level, bits(field, level, one.get(field)));
                reasons.add(reason);
                sum += reason.bits();
            }
        }
        return new Score(sum, prior, List.copyOf(reasons));
    }

    /** The score's bits, or negative infinity as soon as they cannot come to {@code least} any more. */
    public double bits(Person one, Person other, double least) {
        double sum = prior;
        for (int i = 0; i < FIELDS.length; i++) {
            if (sum + most[i] < least) {
                return Double.NEGATIVE_INFINITY;
            }
            Level level = Comparison.of(FIELDS[i], one, other);
            sum += level == Level.MISSING ? 0 : bits(FIELDS[i], level, one.get(FIELDS[i]));
        }
        return sum;
    }

    private double bits(Field field, Level level, @Nullable String value) {
        return level == Level.EXACT && value != null && field.isCommonOrRare()
                ? weights.bitsOfExact(field, value)
                : bits[field.ordinal()][level.ordinal()];
    }
}
