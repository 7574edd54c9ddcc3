package io.annals.command.decision;

import java.util.Map;
import org.axonframework.messaging.Message;

/** Which try at a decision this is, from 0; travels in the command's metadata within the process. */
record Attempt(int number) {
    private static final String KEY = Attempt.class.getName();

    static Attempt of(Message<?> command) {
        return command.getMetaData().get(KEY) instanceof Attempt attempt ? attempt : new Attempt(0);
    }

    /** A try after a conflict trusts no memory. */
    boolean fresh() {
        return number > 0;
    }

    Map<String, Object> meta() {
        return Map.of(KEY, this);
    }
}
