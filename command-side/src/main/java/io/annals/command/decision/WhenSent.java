package io.annals.command.decision;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.axonframework.messaging.Message;

/** What the sender of a command wants done once its facts are on their way; travels in the command's metadata. */
record WhenSent(Consumer<Set<String>> then) {
    private static final String KEY = WhenSent.class.getName();

    static Consumer<Set<String>> of(Message<?> command) {
        return command.getMetaData().get(KEY) instanceof WhenSent sent ? sent.then() : _ -> {};
    }

    Map<String, Object> meta() {
        return Map.of(KEY, this);
    }
}
