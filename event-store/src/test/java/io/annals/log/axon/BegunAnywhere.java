package io.annals.log.axon;

import io.annals.log.Appending;
import io.annals.log.Commit;
import io.annals.log.Event;
import io.annals.log.EventLog;
import io.annals.log.Proposal;
import io.annals.log.RecordedEvent;
import io.annals.log.Statistics;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/**
 * A log on which a stream may begin at any number. Ours refuses that as a gap, and should: a writer that has seen events
 * which the log has not is talking to the wrong log. Axon's tests begin some of their aggregates at 1, 2, 3 …, though, so
 * for them the numbers of such streams are shifted to begin at 0, and back again on the way out. Nothing else is touched.
 */
final class BegunAnywhere implements EventLog {
    private final EventLog log;
    private final Map<String, Long> begunAt = new ConcurrentHashMap<>();

    BegunAnywhere(EventLog log) {
        this.log = log;
    }

    @Override
    public Appending append(Proposal proposal) {
        Map<String, Long> known = log.lastSeqs(
                proposal.events().stream().map(Event::stream).distinct().toList());
        for (Event event : proposal.events()) {
            if (!known.containsKey(event.stream())) {
                begunAt.putIfAbsent(event.stream(), event.seq());
            }
        }
        List<Event> events = proposal.events().stream()
                .map(event -> numbered(event, event.seq() - begunAt(event.stream())))
                .toList();
        return log.append(new Proposal(proposal.commitId(), events, proposal.expectations()));
    }

    @Override
    public Cursor<Commit> read(long after) {
        Cursor<Commit> commits = log.read(after);
        return new Cursor<>() {
            @Override
            public Iterator<Commit> iterator() {
                Iterator<Commit> inner = commits.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return inner.hasNext();
                    }

                    @Override
                    public Commit next() {
                        Commit commit = inner.next();
                        return new Commit(
                                commit.position(),
                                commit.commitId(),
                                commit.at(),
                                commit.hash(),
                                commit.events().stream()
                                        .map(BegunAnywhere.this::shiftedBack)
                                        .toList());
                    }
                };
            }

            @Override
            public void close() {
                commits.close();
            }
        };
    }

    @Override
    public List<RecordedEvent> stream(String stream, long fromSeq) {
        return shiftedBack(log.stream(stream, Math.max(0, fromSeq - begunAt(stream))));
    }

    @Override
    public Map<String, Long> lastSeqs(Collection<String> streams) {
        Map<String, Long> last = new HashMap<>(log.lastSeqs(streams));
        last.replaceAll((stream, seq) -> seq + begunAt(stream));
        return last;
    }

    @Override
    public Map<String, List<RecordedEvent>> beginnings(Collection<String> streams, int most) {
        Map<String, List<RecordedEvent>> found = new HashMap<>(log.beginnings(streams, most));
        found.replaceAll((_, events) -> shiftedBack(events));
        return found;
    }

    private List<RecordedEvent> shiftedBack(List<RecordedEvent> events) {
        return events.stream()
                .map(r -> new RecordedEvent(r.position(), r.index(), r.at(), shiftedBack(r.event())))
                .toList();
    }

    private Event shiftedBack(Event event) {
        return numbered(event, event.seq() + begunAt(event.stream()));
    }

    private long begunAt(String stream) {
        return begunAt.getOrDefault(stream, 0L);
    }

    private static Event numbered(Event e, long seq) {
        return new Event(e.stream(), seq, e.type(), e.rev(), e.id(), e.subject(), e.occurredAt(), e.meta(), e.data());
    }

    @Override
    public long head() {
        return log.head();
    }

    @Override
    public long positionAt(Instant instant) {
        return log.positionAt(instant);
    }

    @Override
    public List<RecordedEvent> at(Collection<Long> positions) {
        return log.at(positions);
    }

    @Override
    public Cursor<RecordedEvent> subjects(Collection<String> subjects, long after, long upTo) {
        return log.subjects(subjects, after, upTo);
    }

    @Override
    public Tail tail(Place after) {
        return log.tail(after);
    }

    @Override
    public Verification verify(LongConsumer progress) {
        return log.verify(progress);
    }

    @Override
    public Statistics statistics(long after, LongConsumer progress) {
        return log.statistics(after, progress);
    }

    @Override
    public void close() {
        log.close();
    }
}
