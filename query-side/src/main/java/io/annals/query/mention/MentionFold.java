package io.annals.query.mention;

import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.events.customer.CustomerEvent.RegionAssigned;
import io.annals.events.customer.CustomerEvent.TeamAssigned;
import io.annals.log.RecordedEvent;
import io.annals.query.mention.MentionsView.Note;
import io.annals.query.projection.Fold;
import io.annals.query.projection.Seen;
import io.annals.query.visibility.Belonging;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The fold behind the lists of mentions. */
final class MentionFold implements Fold<MentionsView> {
    /** So many of a customer's notes stay in the view; those before stand in the timeline. */
    static final int KEPT = 200;

    /** What a list shows of a note; all of it stands in the timeline. Characters. */
    static final int BEGINNING = 500;

    @Override
    public MentionsView empty(String subject) {
        return MentionsView.NONE;
    }

    @Override
    public MentionsView apply(MentionsView view, RecordedEvent where, Fact fact) {
        return switch (fact) {
            case NoteTaken note when !note.mentions().isEmpty() -> with(view, where, note);
            case CustomerErased _ -> view.notes().isEmpty() ? view : view.with(List.of());
            case TeamAssigned _, RegionAssigned _ -> view.of(view.belonging().after(fact));
            default -> view; // mentions nobody
        };
    }

    private static MentionsView with(MentionsView view, RecordedEvent where, NoteTaken note) {
        List<Note> notes = new ArrayList<>(view.notes());
        notes.add(new Note(
                where.position(),
                where.index(),
                note.occurredAt(),
                note.customer(),
                note.contact().id(),
                where.event().meta().getOrDefault("actor", "unknown"),
                note.mentions(),
                beginning(note.text())));
        return view.with(notes.subList(Math.max(0, notes.size() - KEPT), notes.size()));
    }

    private static Personal<String> beginning(Personal<String> text) {
        return text.map(all -> all.codePointCount(0, all.length()) <= BEGINNING
                ? all
                : all.substring(0, all.offsetByCodePoints(0, BEGINNING)) + "…");
    }

    /** The latest of all, as the survivor's. */
    @Override
    public MentionsView combined(List<Seen<MentionsView>> members) {
        CustomerId survivor = CustomerId.of(members.getFirst().subject());
        List<MentionsView> all = members.stream().map(Seen::view).toList();
        List<Note> notes = all.stream()
                .flatMap(view -> view.notes().stream())
                .map(note -> note.at(survivor))
                .sorted(Comparator.comparingLong(Note::position).thenComparingInt(Note::index))
                .toList();
        return new MentionsView(
                notes,
                Belonging.together(all.stream().map(MentionsView::belonging).toList()));
    }
}
