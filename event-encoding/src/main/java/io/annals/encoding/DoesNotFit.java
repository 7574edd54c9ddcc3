package io.annals.encoding;

import org.jspecify.annotations.Nullable;

/** A record and a document do not go together: a component that must be there is missing, or the record refuses its value. */
public final class DoesNotFit extends RuntimeException {
    DoesNotFit(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
