package io.annals.command.decision;

import io.annals.edge.Actor;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a command, and why: goes into the log beside each fact.
 *
 * @param actor as the log names them; never empty
 * @param channel through which it came, or null
 * @param correlation the same for all that follows from one request
 * @param causation id of the event that this is a reaction to, or null
 */
public record Sender(
        String actor,
        @Nullable String channel,
        String correlation,
        @Nullable String causation) {
    static final String ACTOR = "actor";
    private static final String CHANNEL = "channel";
    private static final String CORRELATION = "correlation";
    private static final String CAUSATION = "causation";

    public static Sender of(Actor actor, String correlation) {
        return new Sender(actor.name(), null, correlation, null);
    }

    public Sender on(String where) {
        return new Sender(actor, where, correlation, causation);
    }

    Map<String, String> meta() {
        Map<String, String> meta = new HashMap<>();
        meta.put(ACTOR, actor);
        meta.put(CORRELATION, correlation);
        if (channel != null) {
            meta.put(CHANNEL, channel);
        }
        if (causation != null) {
            meta.put(CAUSATION, causation);
        }
        return meta;
    }

    /** The part of a command's metadata that its facts keep. */
    static MetaData metaOf(Message<?> command) {
        return command.getMetaData().subset(ACTOR, CHANNEL, CORRELATION, CAUSATION);
    }
}
