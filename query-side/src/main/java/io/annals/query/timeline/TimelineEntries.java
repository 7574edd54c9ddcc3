package io.annals.query.timeline;

import io.annals.events.Fact;
import io.annals.events.contact.ContactId;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the facts of one family say in timelines; found as a service, so that timelines name no family. Each family has one:
 * that of a family that is told in no timeline always answers with nothing.
 */
public interface TimelineEntries<F extends Fact> {
    /** The sealed interface of all facts of the family. */
    Class<F> family();

    /** What the fact says; nothing for one that is told in no timeline. */
    Optional<Told> of(F fact);

    /**
     * What a fact says.
     *
     * @param kind what it was, in a word such as {@code email} or {@code points-earned}
     * @param channel contacts only
     * @param direction contacts only
     * @param contact the contact that it is, or comes from
     * @param points what it adds to the balance, below zero when points go
     * @param content by name, in the order in which it is shown
     */
    record Told(
            String kind,
            @Nullable String channel,
            @Nullable String direction,
            @Nullable ContactId contact,
            @Nullable Long points,
            Map<String, Object> content) {
        public Told {
            content = Collections.unmodifiableMap(content);
        }

        /** @param namesAndValues in turn; what is null is left out */
        public static Told of(String kind, @Nullable Object... namesAndValues) {
            return new Told(kind, null, null, null, null, EntryContent.of(namesAndValues));
        }

        /** The same, coming from a contact. */
        public Told by(@Nullable ContactId from) {
            return new Told(kind, channel, direction, from, points, content);
        }

        /** The same, adding to the balance. */
        public Told adding(long more) {
            return new Told(kind, channel, direction, contact, more, content);
        }
    }
}
