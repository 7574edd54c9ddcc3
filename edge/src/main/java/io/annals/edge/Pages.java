package io.annals.edge;

import io.annals.edge.refusal.BadInput;

/** How much of a list may be asked for at once, and how deep in it. */
public final class Pages {
    private static final int LARGEST = 500;
    private static final int DEEPEST = 100_000;

    private Pages() {}

    /**
     * A page by its number, from 0, of a list whose entries are small.
     *
     * @throws BadInput naming {@code size} or {@code page}
     */
    public static void check(int page, int size) {
        check(page, size, LARGEST, DEEPEST);
    }

    /**
     * A page by its number, from 0.
     *
     * @param largest how many entries a page may have
     * @param deepest how many may be passed over: they are read all the same
     * @throws BadInput naming {@code size} or {@code page}
     */
    public static void check(int page, int size, int largest, int deepest) {
        check("size", size, largest);
        if (page < 0 || page > deepest / size) {
            throw new BadInput("page", "must be 0 to " + deepest / size);
        }
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
