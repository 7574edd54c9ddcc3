package io.annals.query.timeline;

import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.contact.ContactId;
import io.annals.events.customer.CustomerEvent;
import io.annals.events.loyalty.LoyaltyEvent;
import io.annals.events.task.TaskEvent;
import io.annals.log.RecordedEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a customer's timeline, in the same shape wherever it is shown.
 *
 * @param position the commit's position
 * @param index the event's place in its commit, from 0
 * @param at when it was recorded
 * @param occurredAt when it happened; a contact may be recorded long after
 * @param customer whose timeline it stands in; null for a task about nobody in particular, which stands in none
 * @param family {@code contact}, {@code customer}, {@code loyalty} or {@code task}
 * @param kind what it was, in a word such as {@code email}, {@code renamed} or {@code points-earned}
 * @param type public name of the event, such as {@code contact.EmailReceived}
 * @param channel the contact's channel; contacts only
 * @param direction {@code inbound}, {@code outbound} or {@code internal}; contacts only
 * @param contact the contact that the entry is, or comes from
 * @param actor who recorded it
 * @param content what there is to say, by name: texts, numbers, enums, money, lists and maps of these, personal parts as
 *     {@link io.annals.events.Personal}; what is not known is left out
 */
public record TimelineEntry(
        long position,
        int index,
        Instant at,
        Instant occurredAt,
        @Nullable CustomerId customer,
        String family,
        String kind,
        String type,
        @Nullable String channel,
        @Nullable String direction,
        @Nullable ContactId contact,
        String actor,
        Map<String, Object> content) {

    private static final String LINES_TAKEN_BACK = "lines-taken-back";

    /** Newest first: by when it happened, then by place in the log, so that a late contact comes where it belongs. */
    public static final Comparator<TimelineEntry> NEWEST_FIRST = Comparator.comparing(TimelineEntry::occurredAt)
            .thenComparingLong(TimelineEntry::position)
            .thenComparingInt(TimelineEntry::index)
            .reversed();

    /** The entry that a fact makes; none for facts that only claim something for a stream of their own. */
    public static Optional<TimelineEntry> of(RecordedEvent where, Fact fact) {
        return switch (fact) {
            case ContactEvent contact -> Optional.of(ofContact(where, contact));
            case CustomerEvent customer ->
                EntryContent.kindOf(customer)
                        .map(kind -> entry(where, fact, "customer", kind, EntryContent.of(customer)));
            case LoyaltyEvent loyalty ->
                EntryContent.kindOf(loyalty).map(kind -> entry(where, fact, "loyalty", kind, EntryContent.of(loyalty)));
            case TaskEvent task ->
                Optional.of(entry(where, fact, "task", EntryContent.kindOf(task), EntryContent.of(task)));
            default -> Optional.empty(); // a family that is not told in timelines
        };
    }

    /** The kind of the entry that a fact makes; none for facts that are told in no timeline. */
    public static Optional<String> kindOf(Fact fact) {
        return switch (fact) {
            case ContactMade made -> Optional.of(word(made.kind()));
            case ContactEvent.LinesTakenBack _ -> Optional.of(LINES_TAKEN_BACK);
            case CustomerEvent customer -> EntryContent.kindOf(customer);
            case LoyaltyEvent loyalty -> EntryContent.kindOf(loyalty);
            case TaskEvent task -> Optional.of(EntryContent.kindOf(task));
            default -> Optional.empty(); // a family that is not told in timelines
        };
    }

    private static TimelineEntry ofContact(RecordedEvent where, ContactEvent fact) {
        Map<String, Object> content = EntryContent.of(fact);
        return switch (fact) {
            case ContactMade made -> contact(where, made, content);
            case ContactEvent.LinesTakenBack _ -> entry(where, fact, "contact", LINES_TAKEN_BACK, content);
        };
    }

    private static TimelineEntry contact(RecordedEvent where, ContactMade made, Map<String, Object> content) {
        Contact contact = made.contact();
        return new TimelineEntry(
                where.position(),
                where.index(),
                where.at(),
                made.occurredAt(),
                made.customer(),
                "contact",
                word(made.kind()),
                where.event().type(),
                contact.channel(),
                word(contact.direction()),
                contact.id(),
                actor(where),
                content);
    }

    private static TimelineEntry entry(
            RecordedEvent where, Fact fact, String family, String kind, Map<String, Object> content) {
        return new TimelineEntry(
                where.position(),
                where.index(),
                where.at(),
                fact.occurredAt(),
                fact.customer(),
                family,
                kind,
                where.event().type(),
                null,
                null,
                EntryContent.contactOf(fact),
                actor(where),
                content);
    }

    private static String actor(RecordedEvent where) {
        return where.event().meta().getOrDefault("actor", "unknown");
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
