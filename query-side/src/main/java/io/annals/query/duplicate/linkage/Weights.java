package io.annals.query.duplicate.linkage;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What each level of agreement weighs.
 *
 * @param prior the share of matches among all pairs, 0 to 1
 * @param m by field and level: how often it is among pairs that are one person; a field's levels come to 1
 * @param u the same among pairs that are two people
 * @param frequencies how large a share of people has a value, by field and value, of those values that many have
 * @param rare the share taken for a value that stands in no such list, by field
 */
public record Weights(
        double prior,
        Map<Field, Map<Level, Double>> m,
        Map<Field, Map<Level, Double>> u,
        Map<Field, Map<String, Double>> frequencies,
        Map<Field, Double> rare) {
    private static final Field[] FIELDS = Field.values();

    /** What speaks for any two being one, in bits. */
    public double priorBits() {
        return log2(prior / (1 - prior));
    }

    /**
     * log₂(m/u) of one level. No level weighs more than a stronger one does, whatever the few pairs that had it may say; different
     * values weigh least; what is missing weighs nothing.
     */
    public double bits(Field field, Level level) {
        if (level == Level.MISSING) {
            return 0;
        }
        double bits = plain(field, level);
        for (Level other : field.levels()) {
            boolean strongerThanDifferent = level == Level.DIFFERENT;
            boolean ranked = other == Level.EXACT || (level != Level.SWAPPED && other != Level.SWAPPED);
            boolean stronger = ranked && other.compareTo(level) < 0;
            bits = strongerThanDifferent || stronger ? Math.min(bits, plain(field, other)) : bits;
        }
        return bits;
    }

    private double plain(Field field, Level level) {
        return log2(at(m, field, level) / at(u, field, level));
    }

    private static double at(Map<Field, Map<Level, Double>> table, Field field, Level level) {
        return table.getOrDefault(field, Map.of()).getOrDefault(level, 1.0);
    }

    /**
     * An agreement on what few have says more than one on what many have: u is then the share of those who have it (Winkler 1989),
     * but it never says less than a value that is merely close.
     */
    double bitsOfExact(Field field, String value) {
        double exact = bits(field, Level.EXACT);
        Map<String, Double> many = frequencies.get(field);
        Double share = many == null ? null : many.getOrDefault(value, rare.get(field));
        if (share == null) {
            return exact;
        }
        double close = Math.max(bits(field, Level.CLOSE), bits(field, Level.SWAPPED));
        return Math.max(close, log2(at(m, field, Level.EXACT) / share));
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }

    /** Before anything has been learnt: what is usual among people. */
    public static Weights usual() {
        Map<Field, Map<Level, Double>> m = new EnumMap<>(Field.class);
        Map<Field, Map<Level, Double>> u = new EnumMap<>(Field.class);
        for (Field field : FIELDS) {
            double exact = switch (field) {
                case DOCUMENT, EMAIL, PHONE -> 1e-6;
                case BIRTH -> 5e-5;
                case FAMILY, GIVEN -> 5e-3;
                case STREET, PREMISES, PLACE, POSTCODE -> 2e-3;
                case HOUSE -> 1e-2;
                case REGION -> 0.2;
            };
            m.put(field, spread(field, 0.8));
            u.put(field, spread(field, exact));
        }
        return new Weights(1e-4, m, u, Map.of(), Map.of());
    }

    /** The weaker an agreement, the more often it happens by chance. */
    private static Map<Level, Double> spread(Field field, double exact) {
        Map<Level, Double> spread = new EnumMap<>(Level.class);
        boolean likely = exact > 0.5;
        double rest = 1 - exact;
        List<Level> between = field.levels().subList(1, field.levels().size() - 1);
        for (Level level : between) {
            double chance = level == Level.SWAPPED ? exact / 5 : Math.min(2 * exact, rest / 4);
            double part = likely ? (1 - exact) / (between.size() + 1) : chance;
            spread.put(level, part);
            rest -= part;
        }
        spread.put(Level.EXACT, exact);
        spread.put(Level.DIFFERENT, rest);
        return spread;
    }
}
