package io.annals.query.duplicate.linkage;

/** How far two people agree in all fields, in three bits a field, so that pairs alike can be counted instead of kept. */
@SuppressWarnings("EnumOrdinal") // tables by place are what makes tens of millions of pairs feasible
final class Pattern {
    private static final Field[] FIELDS = Field.values();
    private static final Level[] LEVELS = Level.values();
    private static final int BITS = 3;
    private static final int MASK = (1 << BITS) - 1;

    private Pattern() {}

    static long of(Person one, Person other) {
        long pattern = 0;
        for (Field field : FIELDS) {
            pattern = with(pattern, field, Comparison.of(field, one, other));
        }
        return pattern;
    }

    static long with(long pattern, Field field, Level level) {
        return pattern | ((long) level.ordinal() << (BITS * field.ordinal()));
    }

    static Level level(long pattern, Field field) {
        return LEVELS[(int) (pattern >>> (BITS * field.ordinal())) & MASK];
    }
}
