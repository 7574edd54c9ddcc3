package io.annals.log;

/**
 * Looks at what callers hand in as {@code data}, since a server refuses a malformed or too deeply nested document only
 * after it has its place in a batch, and would refuse that batch for ever.
 */
final class WellFormed {
    /** The server takes 200 levels, of which the commit itself uses three. */
    private static final int DEEPEST = 150;

    private WellFormed() {}

    /** @throws IllegalArgumentException if the bytes are not one BSON document */
    static void check(byte[] bytes, int offset, int length) {
        if (length < 5 || (int) BsonBytes.INT.get(bytes, offset) != length) {
            throw new IllegalArgumentException("data is not one BSON document");
        }
        try {
            check(bytes, offset, offset + length, 1);
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("data is not one BSON document", e);
        }
    }

    private static void check(byte[] bytes, int offset, int limit, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("data is nested deeper than " + DEEPEST + " levels");
        }
        int length = (int) BsonBytes.INT.get(bytes, offset);
        if (length < 5 || length > limit - offset || bytes[offset + length - 1] != 0) {
            throw new IllegalArgumentException("data is not one BSON document");
        }
        BsonWalk walk = new BsonWalk(bytes, offset);
        int end = offset + length - 1;
        while (walk.next()) {
            if (walk.value() + walk.size() > end) {
                throw new IllegalArgumentException("data is not one BSON document");
            }
            if (walk.type() == BsonBytes.DOCUMENT || walk.type() == BsonBytes.ARRAY) {
                check(bytes, walk.value(), walk.value() + walk.size(), depth + 1);
            }
        }
    }
}
