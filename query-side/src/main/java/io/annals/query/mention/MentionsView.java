package io.annals.query.mention;

import io.annals.events.CustomerId;
import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.Personal;
import io.annals.events.TellsOf;
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
            @Open long position,
            @Open int index,
            @Open Instant occurredAt,
            CustomerId customer,
            ContactId contact,
            @Open String by,
            @TellsOf(Field.COLLEAGUES) Set<String> mentions,
            @TellsOf(Field.NOTES) Personal<String> text) {
        Note at(CustomerId whom) {
            return new Note(position, index, occurredAt, whom, contact, by, mentions, text);
        }
    }
}
