package io.annals.query.duplicate.linkage;

import static io.annals.query.duplicate.linkage.Level.CLOSE;
import static io.annals.query.duplicate.linkage.Level.DIFFERENT;
import static io.annals.query.duplicate.linkage.Level.EXACT;
import static io.annals.query.duplicate.linkage.Level.SIMILAR;
import static io.annals.query.duplicate.linkage.Level.SWAPPED;

import java.util.List;

/** What two people are compared by, the most telling first. */
public enum Field {
    /** A number given out once to one person, such as that of social security. */
    DOCUMENT(EXACT, CLOSE, SIMILAR, DIFFERENT),
    EMAIL(EXACT, CLOSE, DIFFERENT),
    PHONE(EXACT, CLOSE, DIFFERENT),
    /** Eight digits, year, month, day. */
    BIRTH(EXACT, CLOSE, SIMILAR, SWAPPED, DIFFERENT),
    FAMILY(EXACT, CLOSE, SIMILAR, SWAPPED, DIFFERENT),
    GIVEN(EXACT, CLOSE, SIMILAR, SWAPPED, DIFFERENT),
    STREET(EXACT, CLOSE, SIMILAR, DIFFERENT),
    /** What stands in an address beside street and number: a building, an estate. */
    PREMISES(EXACT, CLOSE, SIMILAR, DIFFERENT),
    PLACE(EXACT, CLOSE, SIMILAR, DIFFERENT),
    POSTCODE(EXACT, CLOSE, DIFFERENT),
    HOUSE(EXACT, CLOSE, DIFFERENT),
    REGION(EXACT, DIFFERENT);

    @SuppressWarnings("ImmutableEnumChecker") // it is a List.of
    private final List<Level> levels;

    Field(Level... levels) {
        this.levels = List.of(levels);
    }

    /** The levels that it knows, {@link Level#MISSING} aside. */
    public List<Level> levels() {
        return levels;
    }

    /** Whether an agreement on what few have says more than one on what many have. */
    boolean isCommonOrRare() {
        return this == GIVEN || this == FAMILY || this == PLACE;
    }

    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
