package io.annals.query.customer;

import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.TellsOf;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.contact.ContactKind;
import io.annals.events.contact.Direction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The latest contact between company and customer, for whoever looks through a list. Notes are none: nobody said them to the
 * customer.
 *
 * @param at when it took place
 * @param actor who recorded it
 * @param said its beginning, at most {@value #LETTERS} characters in one line; null where nothing was said, or it is erased
 */
public record LatestContact(
        ContactKind kind,
        @Open String channel,
        Direction direction,
        @Open Instant at,
        @TellsOf(Field.COLLEAGUES) String actor,
        @TellsOf(Field.NOTES) @Nullable String said) {
    private static final int LETTERS = 160;

    /**
     * After one more contact; contacts need not come in the order in which they took place, and of two at once the last told
     * counts.
     *
     * @param when it took place, and not after it was recorded
     */
    static @Nullable LatestContact with(@Nullable LatestContact before, ContactMade made, Instant when, String actor) {
        Direction direction = made.contact().direction();
        if (direction == Direction.INTERNAL || (before != null && when.isBefore(before.at()))) {
            return before;
        }
        return new LatestContact(made.kind(), made.contact().channel(), direction, when, actor, beginning(said(made)));
    }

    /** What was said goes; that there was something stays. */
    LatestContact forgotten() {
        return new LatestContact(kind, channel, direction, at, actor, null);
    }

    private static @Nullable String said(ContactMade made) {
        return made.said().stream()
                .map(text -> text.orElse(""))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(null);
    }

    /** Never half of a character. */
    private static @Nullable String beginning(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.length() <= LETTERS) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(LETTERS - 2)) ? LETTERS - 2 : LETTERS - 1;
        return line.substring(0, end) + "…";
    }
}
