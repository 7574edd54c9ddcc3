package io.annals.command.decision;

import io.annals.edge.Actor;
import io.annals.edge.Scope;
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
 * @param onBehalfOf whose doing it follows from by itself, or null
 * @param scope whom they may decide about; it goes into no log
 */
public record Sender(
        String actor,
        @Nullable String channel,
        String correlation,
        @Nullable String causation,
        @Nullable String onBehalfOf,
        Scope scope) {
    static final String ACTOR = "actor";
    private static final String CHANNEL = "channel";
    private static final String CORRELATION = "correlation";
    private static final String CAUSATION = "causation";
    private static final String ON_BEHALF_OF = "onBehalfOf";

    private static final String SCOPE = Scope.class.getName();

    /** One who may decide about every customer. */
    public Sender(String actor, @Nullable String channel, String correlation, @Nullable String causation) {
        this(actor, channel, correlation, causation, null, new Scope.All());
    }

    public static Sender of(Actor actor, String correlation) {
        return new Sender(actor.name(), null, correlation, null, null, actor.scope());
    }

    public Sender on(String where) {
        return new Sender(actor, where, correlation, causation, onBehalfOf, scope);
    }

    /** For what follows by itself from what somebody did. */
    public Sender onBehalfOf(@Nullable String whom) {
        return new Sender(actor, channel, correlation, causation, whom, scope);
    }

    Map<String, Object> meta() {
        Map<String, Object> meta = new HashMap<>();
        meta.put(ACTOR, actor);
        meta.put(CORRELATION, correlation);
        if (channel != null) {
            meta.put(CHANNEL, channel);
        }
        if (causation != null) {
            meta.put(CAUSATION, causation);
        }
        if (onBehalfOf != null) {
            meta.put(ON_BEHALF_OF, onBehalfOf);
        }
        if (!(scope instanceof Scope.All)) {
            meta.put(SCOPE, scope);
        }
        return meta;
    }

    static Scope scopeOf(Message<?> command) {
        return command.getMetaData().get(SCOPE) instanceof Scope scope ? scope : new Scope.All();
    }

    /** The part of a command's metadata that its facts keep. */
    static MetaData metaOf(Message<?> command) {
        return command.getMetaData().subset(ACTOR, CHANNEL, CORRELATION, CAUSATION, ON_BEHALF_OF);
    }
}
