package io.annals.encoding;

/** A personal component does not open although its subject's key is there: damaged, forged, or moved from another subject. */
public final class Unreadable extends RuntimeException {
    Unreadable(String message, Throwable cause) {
        super(message, cause);
    }
}
