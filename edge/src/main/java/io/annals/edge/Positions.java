package io.annals.edge;

/** Positions of the log as HTTP carries them: strong entity tags (RFC 9110, 8.8.3) that say that they are positions. */
public final class Positions {
    static final String PREFIX = "position-";

    private Positions() {}

    /** {@code "position-4711"}, with the quotes: what an answer reflects, and no version that an edit could name. */
    public static String etag(long position) {
        return "\"" + PREFIX + position + "\"";
    }
}
