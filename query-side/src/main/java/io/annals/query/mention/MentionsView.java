package io.annals.query.mention;

import io.annals.events.CustomerId;
import io.annals.events.Personal;
import io.annals.events.contact.ContactId;
import io.annals.query.visibility.Belonging;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The notes on one customer that mention somebody.
 *
 * @param notes the latest, in the order of the log
 * @param belonging of the customer
 */
public record MentionsView(List<Note> notes, Belonging belonging) {
    static final MentionsView NONE = new MentionsView(List.of(), Belonging.NOWHERE);

    MentionsView with(List<Note> others) {
        return new MentionsView(List.copyOf(others), belonging);
    }

    MentionsView of(Belonging other) {
        return new MentionsView(notes, other);
    }

    /**
     * A note.
     *
     * @param position at which it is recorded
     * @param index its place in that commit
     * @param by who wrote it, as the log names them
     * @param mentions login names
     */
    record Note(
            long position,
            int index,
            Instant occurredAt,
            CustomerId customer,
            ContactId contact,
            String by,
            Set<String> mentions,
            Personal<String> text) {}
}
