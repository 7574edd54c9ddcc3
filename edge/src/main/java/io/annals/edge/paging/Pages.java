package io.annals.edge.paging;

import io.annals.edge.refusal.BadInput;
import org.jspecify.annotations.Nullable;

/** How much of a list may be asked for at once, and where it goes on. */
public final class Pages {
    private static final int LARGEST = 500;

    private Pages() {}

    /**
     * A page of a list whose entries are small.
     *
     * @param cursor what an earlier page named as {@code next}; null for the first one
     * @throws BadInput naming {@code limit} or {@code cursor}
     */
    public static PageRequest of(@Nullable String cursor, int limit) {
        return of(cursor, limit, LARGEST);
    }

    /**
     * A page.
     *
     * @param cursor what an earlier page named as {@code next}; null for the first one
     * @param largest how many entries a page may have
     * @throws BadInput naming {@code limit} or {@code cursor}
     */
    public static PageRequest of(@Nullable String cursor, int limit, int largest) {
        check("limit", limit, largest);
        return new PageRequest(cursor == null ? null : Cursor.of(cursor), limit);
    }

    /**
     * How many entries are asked for.
     *
     * @param field what the caller named it
     * @throws BadInput naming the field
     */
    public static void check(String field, int size, int largest) {
        if (size < 1 || size > largest) {
            throw new BadInput(field, "must be 1 to " + largest);
        }
    }
}
