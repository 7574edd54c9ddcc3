package io.annals.query.duplicate.linkage;

/** How far two values agree, from the strongest down; {@link #MISSING} says nothing and weighs nothing. */
public enum Level {
    EXACT,
    /** A slip of the pen apart. */
    CLOSE,
    SIMILAR,
    /** What one has here the other has in the neighbouring field, or day and month are changed over. */
    SWAPPED,
    DIFFERENT,
    /** At least one of the two is not known. */
    MISSING;

    @SuppressWarnings("EnumOrdinal") // those before it have a place in tables
    static final int COUNTED = MISSING.ordinal();

    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
