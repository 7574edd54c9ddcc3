package io.annals.encoding;

/** The secrets at hand are not those of this database, or there is something wrong with them. The message tells a person what to do. */
public final class WrongSecrets extends RuntimeException {
    WrongSecrets(String message) {
        super(message);
    }

    WrongSecrets(String message, Throwable cause) {
        super(message, cause);
    }
}
