package io.annals.query.live;

import io.annals.log.Commit;
import io.annals.log.EventLog;
import io.annals.log.EventLog.Cursor;
import io.annals.log.RecordedEvent;
import io.annals.query.visibility.ReplayTurns;
import io.annals.query.visibility.Visibility;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A topic's frames from one position to another, read from the log. Reads as it is asked; belongs to one thread.
 *
 * <p>A customer is read through the log's index of subjects, a channel and everything by reading the log itself.
 */
final class Replay implements AutoCloseable {
    private static final int AT_ONCE = 64; // commits: what is read between two looks at the queue

    /** A stretch so short that reading it costs less than looking a customer up in the index. */
    private static final int SHORT = 16;

    private final Watched topic;
    private final Visibility visibility;
    private final Frames frames;
    private final ReplayTurns.Turn turn;
    private final long upTo;
    private final EventLog log;
    private @Nullable History history; // opened in the first turn: that takes as long as many a piece
    private long reached;

    /**
     * @param turn held while a piece is read and encoded, not while it is sent
     * @param visibility what of the topic is told
     * @param after the position before the first
     * @param upTo the last position, inclusive; on the log already
     */
    Replay(
            EventLog log,
            Frames frames,
            ReplayTurns.Turn turn,
            Watched topic,
            Visibility visibility,
            long after,
            long upTo) {
        this.topic = topic;
        this.visibility = visibility;
        this.frames = frames;
        this.turn = turn;
        this.upTo = upTo;
        this.reached = after;
        this.log = log;
    }

    private record History(Cursor<?> cursor, Iterator<List<RecordedEvent>> commits) {}

    private History open() {
        if (!topic.members().isEmpty() && upTo - reached > SHORT) {
            Cursor<RecordedEvent> events = log.subjects(topic.members(), reached, upTo);
            return new History(events, new ByCommit(events.iterator()));
        }
        Cursor<Commit> all = log.read(reached);
        return new History(all, new Translated(all.iterator()));
    }

    /** Everything up to here has been read. */
    long reached() {
        return reached;
    }

    boolean isDone() {
        return reached >= upTo;
    }

    /** Where the frames go. */
    interface Sink {
        void send(FrameBatch batch) throws IOException;
    }

    /** Reads a little on, and sends the frames that it makes. */
    void readOn(Sink to) throws IOException {
        Piece piece = turn.piece(this::piece);
        for (FrameBatch batch : piece.told()) {
            to.send(batch);
        }
        reached = piece.reached();
    }

    private record Piece(List<FrameBatch> told, long reached) {}

    private Piece piece() {
        List<List<RecordedEvent>> stretch = stretch();
        return new Piece(
                FrameBatch.of(frames(stretch)),
                stretch.size() < AT_ONCE ? upTo : stretch.getLast().getFirst().position());
    }

    private List<Frame> frames(List<List<RecordedEvent>> stretch) {
        List<List<RecordedEvent>> telling =
                stretch.stream().filter(this::mayShow).toList();
        frames.loadKeys(telling);
        return telling.stream()
                .flatMap(commit -> frames.of(frames.tell(commit), topic, visibility).stream())
                .toList();
    }

    private boolean mayShow(List<RecordedEvent> commit) {
        return commit.stream().anyMatch(recorded -> topic.mayShow(recorded.event()));
    }

    /** Shorter only at the end. */
    private List<List<RecordedEvent>> stretch() {
        History opened = history == null ? open() : history;
        history = opened;
        Iterator<List<RecordedEvent>> commits = opened.commits();
        List<List<RecordedEvent>> stretch = new ArrayList<>(AT_ONCE);
        while (stretch.size() < AT_ONCE && commits.hasNext()) {
            List<RecordedEvent> commit = commits.next();
            if (commit.getFirst().position() > upTo) {
                break;
            }
            stretch.add(commit);
        }
        return stretch;
    }

    @Override
    public void close() {
        if (history != null) {
            history.cursor().close();
        }
    }

    private record Translated(Iterator<Commit> commits) implements Iterator<List<RecordedEvent>> {
        @Override
        public boolean hasNext() {
            return commits.hasNext();
        }

        @Override
        public List<RecordedEvent> next() {
            return commits.next().recorded();
        }
    }

    /** Events in order, put together again by commit. */
    private static final class ByCommit implements Iterator<List<RecordedEvent>> {
        private final Iterator<RecordedEvent> events;
        private List<RecordedEvent> next = new ArrayList<>();

        ByCommit(Iterator<RecordedEvent> events) {
            this.events = events;
            if (events.hasNext()) {
                next.add(events.next());
            }
        }

        @Override
        public boolean hasNext() {
            return !next.isEmpty();
        }

        @Override
        public List<RecordedEvent> next() {
            if (next.isEmpty()) {
                throw new NoSuchElementException();
            }
            List<RecordedEvent> commit = next;
            next = new ArrayList<>();
            while (events.hasNext() && next.isEmpty()) {
                RecordedEvent event = events.next();
                (event.position() == commit.getFirst().position() ? commit : next).add(event);
            }
            return commit;
        }
    }
}
