package io.annals.mongod;

/** There is no {@code mongod} to be had, or it cannot run. The message is a sentence that says what to do about it. */
public class MongodUnavailable extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    MongodUnavailable(String sentence) {
        super(sentence);
    }

    MongodUnavailable(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
