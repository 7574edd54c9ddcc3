package io.annals.query.mention;

import io.annals.edge.Actor;
import io.annals.encoding.EventEncoding;
import io.annals.events.Field;
import io.annals.events.TellsOf;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.log.Event;
import io.annals.query.live.TopicKind;
import io.annals.query.timeline.TimelineEntry;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The notes that mention somebody; for that somebody alone. */
@TellsOf(Field.NOTES)
public final class MentionTopic implements TopicKind {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final String NOTE = EventEncoding.nameOf(NoteTaken.class);

    @Override
    public String word() {
        return "mentions/";
    }

    @Override
    public Pattern names() {
        return NAME;
    }

    @Override
    public Optional<String> refusal(Actor actor, String name) {
        return name.equals(actor.name()) ? Optional.empty() : Optional.of("You hear of your own mentions only.");
    }

    @Override
    public boolean shows(TimelineEntry entry, String name) {
        return entry.type().equals(NOTE)
                && entry.content().get("mentions") instanceof Collection<?> names
                && names.contains(name);
    }

    @Override
    public boolean mayShow(Event event) {
        return event.type().equals(NOTE);
    }

    @Override
    public String about() {
        return """
            **Mentions.** `mentions/<name>` shows the notes that mention somebody, to that one alone and only to roles that see
            notes, of customers in the scope.
            """;
    }

    @Override
    public List<String> examples() {
        return List.of("mentions/anna");
    }
}
