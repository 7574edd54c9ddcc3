package io.annals.query.timeline;

import io.annals.events.Fact;
import io.annals.events.Field;
import io.annals.events.contact.ContactId;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the facts of one family say in timelines; found as a service, so that timelines name no family. Each family has one:
 * that of a family that is told in no timeline has no kinds. Who sees what of an entry follows from what the components of the
 * fact tell, under whose names it says it.
 */
public interface TimelineEntries<F extends Fact> {
    /** The sealed interface of all facts of the family. */
    Class<F> family();

    /**
     * What its entries are called, by what they are told of: a word such as {@code email} or {@code points-earned}. A fact that is
     * not among them is told in no timeline.
     */
    Map<Class<? extends F>, String> kinds();

    /** What the fact says; nothing for one that is told in no timeline. */
    Optional<Told> of(F fact);

    /** Of what contents tell under names that no component of their fact has. */
    default Map<String, Field> more() {
        return Map.of();
    }

    /**
     * What a fact says.
     *
     * @param channel contacts only
     * @param direction contacts only
     * @param contact the contact that it is, or comes from
     * @param points what it adds to the balance, below zero when points go
     * @param content by name, in the order in which it is shown
     */
    record Told(
            @Nullable String channel,
            @Nullable String direction,
            @Nullable ContactId contact,
            @Nullable Long points,
            Map<String, Object> content) {
        public Told {
            content = Collections.unmodifiableMap(content);
        }

        /** @param namesAndValues in turn; what is null is left out */
        public static Told of(@Nullable Object... namesAndValues) {
            return new Told(null, null, null, null, EntryContent.of(namesAndValues));
        }

        /** The same, coming from a contact. */
        public Told by(@Nullable ContactId from) {
            return new Told(channel, direction, from, points, content);
        }

        /** The same, adding to the balance. */
        public Told adding(long more) {
            return new Told(channel, direction, contact, more, content);
        }
    }
}
