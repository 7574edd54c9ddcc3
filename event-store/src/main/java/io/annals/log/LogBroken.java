package io.annals.log;

/** The log is not what it must be: a gap, a broken chain, or a reader's place that is not on it. Readers stop; an alarm for a person. */
public final class LogBroken extends RuntimeException {
    public LogBroken(String message) {
        super(message);
    }

    public LogBroken(String message, Throwable cause) {
        super(message, cause);
    }
}
