package io.annals.query.live;

import io.annals.edge.problem.Problem;
import io.annals.encoding.EventEncoding;
import io.annals.encoding.Keyring;
import io.annals.encoding.UnknownEvent;
import io.annals.encoding.Unreadable;
import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.log.Event;
import io.annals.log.RecordedEvent;
import io.annals.query.timeline.TimelineEntry;
import io.annals.query.visibility.Belongings;
import io.annals.query.visibility.FactSights;
import io.annals.query.visibility.Sight;
import io.annals.query.visibility.Visibility;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes frames of what the log holds: the same for those who replay and those who watch. Thread safe. */
final class Frames {
    private static final Logger log = LoggerFactory.getLogger(Frames.class);

    private static final Sight ENTRIES = Sight.of(TimelineEntry.class);

    private final EventEncoding encoding;
    private final Keyring keyring;
    private final JsonMapper json;
    private final Belongings belongings;
    private final LiveMeters meters;

    Frames(EventEncoding encoding, Keyring keyring, JsonMapper json, Belongings belongings, LiveMeters meters) {
        this.encoding = encoding;
        this.keyring = keyring;
        this.json = json;
        this.belongings = belongings;
        this.meters = meters;
    }

    /**
     * A commit, or the part of it that is at hand, decoded once.
     *
     * @param entries what it shows; null when something in it cannot be read by this version
     */
    record CommitFrame(long position, @Nullable List<TimelineEntry> entries) {}

    /** In one round trip, so that {@link #tell} need not ask for each commit's. */
    void loadKeys(List<List<RecordedEvent>> commits) {
        keyring.load(commits.stream()
                .flatMap(List::stream)
                .map(recorded -> recorded.event().subject())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
    }

    /**
     * Decodes what is at hand of one commit.
     *
     * @param events at least one, all of the same commit
     */
    CommitFrame tell(List<RecordedEvent> events) {
        long position = events.getFirst().position();
        List<Event> plain = events.stream().map(RecordedEvent::event).toList();
        try {
            List<Fact> facts = encoding.decodeAll(plain);
            List<TimelineEntry> entries = new ArrayList<>(facts.size());
            for (int i = 0; i < facts.size(); i++) {
                TimelineEntry.of(events.get(i), facts.get(i)).ifPresent(entries::add);
            }
            return new CommitFrame(position, entries);
        } catch (UnknownEvent | Unreadable e) {
            log.warn("Commit {} cannot be shown live: {}", position, e.getMessage());
            return new CommitFrame(position, null);
        }
    }

    /** The frame that a commit makes in a topic for all who see the same; none where it shows nothing. */
    Optional<Frame> of(CommitFrame told, Watched watched, Visibility visibility) {
        Topic topic = watched.topic();
        List<TimelineEntry> all = told.entries();
        if (all == null) {
            return Optional.of(encode(topic, false, told.position(), unreadable(topic, told.position())));
        }
        List<TimelineEntry> shown = all.stream()
                .filter(entry -> watched.shows(entry) && isSeen(entry, visibility))
                .toList();
        return shown.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        encode(topic, false, told.position(), message(told.position(), topic, shown, visibility)));
    }

    private Object message(long position, Topic topic, List<TimelineEntry> shown, Visibility visibility) {
        return topic instanceof Topic.Customers
                ? new ServerMessage.Changed(topic, position, customersOf(shown))
                : seen(new ServerMessage.Commit(topic, position, shown), visibility);
    }

    private static List<String> customersOf(List<TimelineEntry> entries) {
        return entries.stream()
                .map(TimelineEntry::customer)
                .filter(Objects::nonNull)
                .map(CustomerId::toString)
                .distinct()
                .toList();
    }

    private boolean isSeen(TimelineEntry entry, Visibility visibility) {
        return FactSights.shows(entry.type(), visibility)
                && (visibility.seesEverybody()
                        || entry.customer() == null // about nobody in particular: see Belongings
                        || belongings.reaches(
                                visibility.scope(), entry.customer().toString()));
    }

    /** The message itself, or what is left of it. */
    private Object seen(ServerMessage.Commit commit, Visibility visibility) {
        if (visibility.seesAllFields()) {
            return commit;
        }
        ObjectNode left = json.valueToTree(commit);
        left.set("entries", ENTRIES.each(left.path("entries"), visibility));
        return left;
    }

    private static ServerMessage unreadable(Topic topic, long position) {
        return new ServerMessage.Trouble(
                topic,
                new Problem(
                        "unreadable-commit",
                        500,
                        "This version cannot read what was recorded at position " + position + ".",
                        null,
                        Map.of("position", position)));
    }

    /**
     * What is so at this moment. It is no part of a topic's history, so a subscription never passes it over.
     *
     * @param topic for all who watch it; null for one client alone
     * @param position at which it is handed out: who is too slow for it resumes there
     */
    Frame ofTheMoment(@Nullable Topic topic, ServerMessage message, long position) {
        return encode(topic, true, position, message);
    }

    /** An answer to one client. */
    Frame of(ServerMessage message) {
        return encode(null, true, 0, message);
    }

    private Frame encode(@Nullable Topic topic, boolean passing, long position, Object message) {
        return meters.encoding(() -> {
            return new Frame(topic, passing, position, ByteBuffer.wrap(json.writeValueAsBytes(message)));
        });
    }
}
