package io.annals.log;

/** The database did not answer in time and the outcome could not be found out; asking again with the same commit id is safe. */
public final class LogUnavailable extends RuntimeException {
    public LogUnavailable(String message) {
        super(message);
    }

    public LogUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
