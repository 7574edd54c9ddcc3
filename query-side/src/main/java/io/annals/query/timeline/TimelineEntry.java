package io.annals.query.timeline;

import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.TellsOf;
import io.annals.events.contact.ContactId;
import io.annals.log.RecordedEvent;
import io.annals.query.visibility.SeenBy;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a customer's timeline, in the same shape wherever it is shown.
 *
 * @param position the commit's position
 * @param index the event's place in its commit, from 0
 * @param at when it was recorded
 * @param occurredAt when it happened; a contact may be recorded long after
 * @param customer whose timeline it stands in; null for a task about nobody in particular, which stands in none
 * @param family as its facts name it, such as {@code contact} or {@code loyalty}
 * @param kind what it was, in a word such as {@code email}, {@code renamed} or {@code points-earned}
 * @param type public name of the event, such as {@code contact.EmailReceived}
 * @param channel the contact's channel; contacts only
 * @param direction {@code inbound}, {@code outbound} or {@code internal}; contacts only
 * @param contact the contact that the entry is, or comes from
 * @param actor who recorded it
 * @param content what there is to say, by name: texts, numbers, enums, money, lists and maps of these, personal parts as
 *     {@link io.annals.events.Personal}; what is not known is left out
 */
@SeenBy(EntrySight.class)
public record TimelineEntry(
        @Open long position,
        @Open int index,
        @Open Instant at,
        @Open Instant occurredAt,
        @Nullable CustomerId customer,
        @Open String family,
        @Open String kind,
        @Open String type,
        @Open @Nullable String channel,
        @Open @Nullable String direction,
        @Nullable ContactId contact,
        @TellsOf(Field.COLLEAGUES) String actor,
        @Open Map<String, Object> content) {

    /** Newest first: by when it happened, then by place in the log, so that a late contact comes where it belongs. */
    public static final Comparator<TimelineEntry> NEWEST_FIRST = Comparator.comparing(TimelineEntry::occurredAt)
            .thenComparingLong(TimelineEntry::position)
            .thenComparingInt(TimelineEntry::index)
            .reversed();

    /** The entry that a fact makes; none for facts that only claim something for a stream of their own. */
    public static Optional<TimelineEntry> of(RecordedEvent where, Fact fact) {
        return ToldFamilies.ALL
                .told(fact)
                .map(told -> new TimelineEntry(
                        where.position(),
                        where.index(),
                        where.at(),
                        fact.occurredAt(),
                        fact.customer(),
                        ToldFamilies.ALL.nameOf(fact),
                        kindOf(fact).orElseThrow(),
                        where.event().type(),
                        told.channel(),
                        told.direction(),
                        told.contact(),
                        where.event().meta().getOrDefault("actor", "unknown"),
                        told.content()));
    }

    /** What {@link #kind} may be. */
    public static Set<String> kinds() {
        return ToldFamilies.ALL.kinds();
    }

    /** What {@link #family} may be. */
    public static List<String> families() {
        return ToldFamilies.ALL.names();
    }

    /** The kind of the entry that a fact makes; none for facts that are told in no timeline. */
    public static Optional<String> kindOf(Fact fact) {
        return ToldFamilies.ALL.kindOf(fact);
    }
}
