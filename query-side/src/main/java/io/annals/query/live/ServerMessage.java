package io.annals.query.live;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.annals.edge.problem.Problem;
import io.annals.query.live.presence.Person;
import io.annals.query.timeline.TimelineEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the server may say; {@code type} tells which it is. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ServerMessage.Commit.class, name = "commit"),
    @JsonSubTypes.Type(value = ServerMessage.Changed.class, name = "changed"),
    @JsonSubTypes.Type(value = ServerMessage.Live.class, name = "live"),
    @JsonSubTypes.Type(value = ServerMessage.Beat.class, name = "beat"),
    @JsonSubTypes.Type(value = ServerMessage.Reset.class, name = "reset"),
    @JsonSubTypes.Type(value = ServerMessage.Ended.class, name = "ended"),
    @JsonSubTypes.Type(value = ServerMessage.Refreshed.class, name = "refreshed"),
    @JsonSubTypes.Type(value = ServerMessage.Presence.class, name = "presence"),
    @JsonSubTypes.Type(value = ServerMessage.Trouble.class, name = "error")
})
sealed interface ServerMessage {
    /** What one commit has to tell in this topic: at least one entry, in the order of the commit. */
    record Commit(Topic topic, long position, List<TimelineEntry> entries) implements ServerMessage {}

    /**
     * At which customers one commit has changed something, and nothing of what: to whoever shows lists of customers.
     *
     * @param customers ids of those whom the client may see, at least one, each once
     */
    record Changed(Topic topic, long position, List<String> customers) implements ServerMessage {}

    /**
     * A sign of life, on every socket. A ping (RFC 6455, 5.5.2) is answered by the browser and never shown to a page, so a page
     * that hears nothing else could not tell a quiet server from a dead one.
     *
     * @param every after how many milliseconds the next one follows
     */
    record Beat(long every) implements ServerMessage {}

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
     * The client may watch this no longer, and it is not subscribed any more.
     *
     * @param rule why, in a word for programs: {@code role-may-not} or {@code unknown-customer}
     * @param reason for people
     */
    record Ended(Topic topic, String rule, String reason) implements ServerMessage {}

    /**
     * The client's newer token is the one that counts now.
     *
     * @param until when that ends; absent when no end is known
     */
    record Refreshed(@Nullable Instant until) implements ServerMessage {}

    /**
     * Who is at a customer now, all of them: what an earlier one said is over. Has no position, since it is no history.
     *
     * @param people the first to come first; empty when the last has left
     */
    record Presence(String customer, List<Person> people) implements ServerMessage {}

    /**
     * Something could not be done.
     *
     * @param topic the topic in which something cannot be shown, which stays subscribed, or which could not be subscribed;
     *     null when another message of the client's was refused
     */
    record Trouble(@Nullable Topic topic, Problem problem) implements ServerMessage {}
}
