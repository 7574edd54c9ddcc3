package io.annals.command.decision;

import io.annals.encoding.EventEncoding;
import io.annals.events.Fact;
import io.annals.log.Event;
import io.annals.log.EventLog;
import io.annals.log.RecordedEvent;
import io.annals.log.Snapshots;
import io.annals.log.Snapshots.Snapshot;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The states of streams: folded from the log once, then carried along with what this process records. */
final class StreamStates {
    private static final Logger log = LoggerFactory.getLogger(StreamStates.class);
    private static final int STORED_EVERY = 500;

    /** How many events are read of a stream together with others'; what is longer is read on its own. */
    private static final int SHORT = 32;

    private final EventLog eventLog;
    private final Snapshots snapshots;
    private final EventEncoding encoding;
    private final Map<String, StreamState> remembered;

    /** @param room how many streams are remembered */
    StreamStates(EventLog log, Snapshots snapshots, EventEncoding encoding, int room) {
        this.eventLog = log;
        this.snapshots = snapshots;
        this.encoding = encoding;
        this.remembered = latest(room);
    }

    /** From memory: it was so once, and may have changed since. Null when nothing is remembered. */
    @Nullable
    StreamState recall(String stream) {
        return remembered.get(stream);
    }

    /** From the log, as the majority has it now. */
    StreamState read(String stream, Fold<?, ?> fold) {
        Set<Fold<?, ?>> folds = new HashSet<>(Set.of(fold));
        StreamState before = recall(stream);
        if (before != null) {
            folds.addAll(before.states().keySet());
        }
        StreamState from = latestStored(stream, folds).orElseGet(() -> StreamState.empty(folds));
        StreamState state = folded(from, eventLog.stream(stream, from.seq() + 1));
        remember(stream, state);
        return state;
    }

    List<Reading.RecordedFact> history(String stream) {
        List<RecordedEvent> events = eventLog.stream(stream, 0);
        List<Event> bare = events.stream().map(RecordedEvent::event).toList();
        List<Fact> facts = encoding.decodeAll(bare);
        return java.util.stream.IntStream.range(0, facts.size())
                .mapToObj(i -> new Reading.RecordedFact(events.get(i).position(), facts.get(i)))
                .toList();
    }

    /** These facts follow on that state, durably. */
    void advance(String stream, StreamState before, List<Fact> facts, long position) {
        StreamState after = before;
        for (Fact fact : facts) {
            after = after.after(fact, position);
        }
        remember(stream, after);
        if (before.seq() / STORED_EVERY != after.seq() / STORED_EVERY) {
            store(stream, after);
        }
    }

    /** What is remembered up to here has misled a decision. */
    void forget(String stream, long seq) {
        remembered.computeIfPresent(stream, (_, known) -> known.seq() <= seq ? null : known);
    }

    /**
     * Reads those that nobody remembers in one round trip, so that they need not be read one by one.
     *
     * @return those that are believed to be empty
     */
    Set<String> learn(Map<String, Fold<?, ?>> streams) {
        Map<String, Fold<?, ?>> unknown = new HashMap<>(streams);
        unknown.keySet().removeIf(stream -> recall(stream) != null);
        Map<String, List<RecordedEvent>> begun = eventLog.beginnings(unknown.keySet(), SHORT);
        encoding.loadKeys(begun.values().stream()
                .flatMap(List::stream)
                .map(RecordedEvent::event)
                .toList());
        unknown.forEach((stream, fold) -> {
            List<RecordedEvent> events = begun.get(stream);
            if (events == null) {
                remember(stream, StreamState.EMPTY);
            } else if (events.size() < SHORT) {
                learn(stream, fold, events);
            }
        });
        Set<String> empty = new HashSet<>();
        for (String stream : streams.keySet()) {
            StreamState known = recall(stream);
            if (known != null && known.seq() == StreamState.EMPTY.seq()) {
                empty.add(stream);
            }
        }
        return empty;
    }

    private void learn(String stream, Fold<?, ?> fold, List<RecordedEvent> events) {
        try {
            remember(stream, folded(StreamState.empty(Set.of(fold)), events));
        } catch (RuntimeException unreadable) {
            log.debug("{} cannot be read, which whoever decides about it will tell", stream, unreadable);
        }
    }

    private StreamState folded(StreamState from, List<RecordedEvent> events) {
        List<Fact> facts =
                encoding.decodeAll(events.stream().map(RecordedEvent::event).toList());
        StreamState state = from;
        for (int i = 0; i < facts.size(); i++) {
            state = state.after(facts.get(i), events.get(i).position());
        }
        return state;
    }

    /**
     * Holds what was used last. A cache that also asks how often something was used would turn away what a batch has just
     * learnt about streams to come, before it is used for the first time.
     */
    private static <V> Map<String, V> latest(int room) {
        return Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > room;
            }
        });
    }

    /** A slow reader must not put back what a faster one has already seen pass. */
    private void remember(String stream, StreamState state) {
        remembered.merge(stream, state, (old, young) -> young.seq() >= old.seq() ? young : old);
    }

    /** Only where the one fold that is asked for has stored states; others never look for any. */
    private Optional<StreamState> latestStored(String stream, Set<Fold<?, ?>> folds) {
        if (folds.size() != 1) {
            return Optional.empty();
        }
        Fold<?, ?> fold = folds.iterator().next();
        return fold.stored()
                .flatMap(stored -> snapshots
                        .latest(stream, stored.type())
                        .filter(snapshot -> snapshot.rev() == stored.rev())
                        .map(snapshot -> new StreamState(
                                snapshot.seq(),
                                0,
                                Map.of(fold, EventEncoding.fromBson(stored.shape(), snapshot.state())))));
    }

    private void store(String stream, StreamState state) {
        Map<Fold<?, ?>, Object> states = new HashMap<>(state.states());
        states.forEach((fold, value) -> fold.stored()
                .ifPresent(stored -> Thread.startVirtualThread(() -> snapshots.store(
                        new Snapshot(stream, state.seq(), stored.type(), stored.rev(), EventEncoding.toBson(value))))));
    }
}
