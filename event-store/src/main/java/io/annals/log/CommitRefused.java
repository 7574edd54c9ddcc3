package io.annals.log;

/** The proposal can never be recorded: too large (over 1 MiB), empty, a gap in a stream, the same place twice. */
public final class CommitRefused extends RuntimeException {
    public CommitRefused(String message) {
        super(message);
    }

    public CommitRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
