package io.annals.query.live;

import io.annals.edge.Actor;
import io.annals.log.Event;
import io.annals.query.timeline.TimelineEntry;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a feature has of its own to be watched; found as a service, so that the sockets name no feature. It bears {@link
 * io.annals.events.TellsOf}: whoever sees these fields may watch it, of the customers whom they see.
 */
public interface TopicKind {
    /** All that features declare, in the order in which they are listed. */
    List<TopicKind> ALL = ServiceLoader.load(TopicKind.class, TopicKind.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    /** How a client names it: a word such as {@code opportunities}, or what stands before a name, such as {@code tasks/}. */
    String word();

    /** The names that may stand behind the word; null where none does. */
    default @Nullable Pattern names() {
        return null;
    }

    /** Why somebody who may watch others of this kind may not watch this one. */
    default Optional<String> refusal(Actor actor, String name) {
        return Optional.empty();
    }

    /** Whether an entry is shown to those who watch this name; the empty one where names stand behind no word. */
    boolean shows(TimelineEntry entry, String name);

    /** Whether an event is worth decoding for it: told by what needs no decoding. */
    boolean mayShow(Event event);

    /** What it shows, for whoever reads {@code asyncapi.yaml}: a paragraph of Markdown. */
    String about();

    /** Some of these topics as clients name them, for the same readers. */
    List<String> examples();
}
