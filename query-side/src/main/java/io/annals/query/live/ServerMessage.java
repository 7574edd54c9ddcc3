package io.annals.query.live;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.annals.edge.problem.Problem;
import io.annals.query.timeline.TimelineEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the server may say; {@code type} tells which it is. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ServerMessage.Commit.class, name = "commit"),
    @JsonSubTypes.Type(value = ServerMessage.Live.class, name = "live"),
    @JsonSubTypes.Type(value = ServerMessage.Reset.class, name = "reset"),
    @JsonSubTypes.Type(value = ServerMessage.Trouble.class, name = "error")
})
sealed interface ServerMessage {
    /** What one commit has to tell in this topic: at least one entry, in the order of the commit. */
    record Commit(Topic topic, long position, List<TimelineEntry> entries) implements ServerMessage {}

    /** Everything of this topic up to this position has been sent: the client has caught up, or still is. */
    record Live(Topic topic, long position) implements ServerMessage {}

    /**
     * There is no way on from what the client has seen. The topic is not subscribed any more: load the view again, then
     * subscribe after its position.
     *
     * @param position where the log stands: a position to subscribe after
     */
    record Reset(Topic topic, long position, String reason) implements ServerMessage {}

    /**
     * Something could not be done.
     *
     * @param topic the topic in which something cannot be shown, which stays subscribed; null when a message of the
     *     client's was refused
     */
    record Trouble(@Nullable Topic topic, Problem problem) implements ServerMessage {}
}
