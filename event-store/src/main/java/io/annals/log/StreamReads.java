package io.annals.log;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.cursor.TimeoutMode;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.annals.log.EventLog.Cursor;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.bson.RawBsonDocument;

/** Reads the log by stream and by subject. Each commit is held against its own hash; its neighbours are not looked at. */
final class StreamReads {
    private final LogCollections collections;

    StreamReads(LogCollections collections) {
        this.collections = collections;
    }

    /**
     * Unsorted on the server, where a sort would read the whole stream first: the index already brings the stream in
     * order, last event first.
     */
    List<RecordedEvent> stream(String stream, long fromSeq) {
        MessageDigest sha = CommitBytes.sha256();
        List<RecordedEvent> found = new ArrayList<>();
        for (RawBsonDocument raw : collections
                .log()
                .find(Lookups.places(stream, fromSeq, Long.MAX_VALUE))
                .hintString(LogCollections.STREAM_INDEX)
                .timeoutMode(TimeoutMode.ITERATION)) {
            for (RecordedEvent recorded : recorded(raw, sha).reversed()) {
                if (recorded.event().stream().equals(stream) && recorded.event().seq() >= fromSeq) {
                    found.add(recorded);
                }
            }
        }
        return inOrder(stream, Math.max(fromSeq, 0), found.reversed());
    }

    /** Of many streams at once, from the index's end of each: those that have not begun cost a seek and nothing more. */
    Map<String, List<RecordedEvent>> beginnings(Collection<String> streams, int most) {
        Set<String> wanted = Set.copyOf(streams);
        Map<String, List<RecordedEvent>> found = new HashMap<>();
        if (wanted.isEmpty()) {
            return found;
        }
        MessageDigest sha = CommitBytes.sha256();
        for (RawBsonDocument raw : collections
                .log()
                .find(Filters.elemMatch(
                        "events", Filters.and(Filters.in("stream", wanted), Filters.lt("seq", (long) most))))
                .hintString(LogCollections.STREAM_INDEX)
                .batchSize(wanted.size())) {
            for (RecordedEvent recorded : recorded(raw, sha)) {
                Event event = recorded.event();
                if (event.seq() < most && wanted.contains(event.stream())) {
                    found.computeIfAbsent(event.stream(), _ -> new ArrayList<>())
                            .add(recorded);
                }
            }
        }
        found.replaceAll((stream, events) -> inOrder(stream, 0, events));
        return found;
    }

    private static List<RecordedEvent> inOrder(String stream, long from, List<RecordedEvent> found) {
        List<RecordedEvent> events = new ArrayList<>(found);
        events.sort(Comparator.comparingLong(recorded -> recorded.event().seq()));
        long expected = from;
        for (RecordedEvent recorded : events) {
            if (recorded.event().seq() != expected++) {
                throw new LogBroken("stream " + stream + " lacks its event " + (expected - 1));
            }
        }
        return events;
    }

    List<RecordedEvent> at(Collection<Long> positions) {
        MessageDigest sha = CommitBytes.sha256();
        List<RecordedEvent> events = new ArrayList<>();
        if (!positions.isEmpty()) {
            for (RawBsonDocument raw : collections
                    .log()
                    .find(Filters.in("_id", positions))
                    .sort(Sorts.ascending("_id"))
                    .timeoutMode(TimeoutMode.ITERATION)) {
                events.addAll(recorded(raw, sha));
            }
        }
        return events;
    }

    /** The sort is a merge of the subjects' runs in the index, not a sort of what they hold. */
    Cursor<RecordedEvent> subjects(Collection<String> subjects, long after, long upTo) {
        Set<String> wanted = Set.copyOf(subjects);
        return new SubjectCursor(
                collections
                        .log()
                        .find(Filters.and(
                                Filters.in("events.subject", wanted),
                                Filters.gt("_id", after),
                                Filters.lte("_id", upTo)))
                        .sort(Sorts.ascending("_id"))
                        .hintString(LogCollections.SUBJECT_INDEX)
                        .timeoutMode(TimeoutMode.ITERATION)
                        .iterator(),
                wanted);
    }

    private static List<RecordedEvent> recorded(RawBsonDocument raw, MessageDigest sha) {
        StoredCommit commit = StoredCommit.of(raw);
        if (!commit.hashIsTrue(sha)) {
            throw new LogBroken("the chain breaks at " + commit.position() + ": its content is not what its hash says");
        }
        List<Event> events = commit.events();
        Instant at = Instant.ofEpochMilli(commit.at());
        List<RecordedEvent> recorded = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            recorded.add(new RecordedEvent(commit.position(), i, at, events.get(i)));
        }
        return recorded;
    }

    private static final class SubjectCursor implements Cursor<RecordedEvent>, Iterator<RecordedEvent> {
        private final MongoCursor<RawBsonDocument> commits;
        private final Set<String> wanted;
        private final MessageDigest sha = CommitBytes.sha256();
        private final ArrayDeque<RecordedEvent> ready = new ArrayDeque<>();

        SubjectCursor(MongoCursor<RawBsonDocument> commits, Set<String> wanted) {
            this.commits = commits;
            this.wanted = wanted;
        }

        @Override
        public Iterator<RecordedEvent> iterator() {
            return this;
        }

        @Override
        public boolean hasNext() {
            try {
                while (ready.isEmpty() && commits.hasNext()) {
                    for (RecordedEvent recorded : recorded(commits.next(), sha)) {
                        String subject = recorded.event().subject();
                        if (subject != null && wanted.contains(subject)) {
                            ready.add(recorded);
                        }
                    }
                }
                return !ready.isEmpty();
            } catch (MongoException e) {
                throw new LogUnavailable("reading broke off", e);
            }
        }

        @Override
        public RecordedEvent next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.removeFirst();
        }

        @Override
        public void close() {
            commits.close();
        }
    }
}
