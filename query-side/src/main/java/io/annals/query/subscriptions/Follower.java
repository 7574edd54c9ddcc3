package io.annals.query.subscriptions;

import io.annals.log.Commit;
import io.annals.log.Event;
import io.annals.log.EventLog.Tail;
import io.annals.log.RecordedEvent;
import io.annals.query.visibility.Belongings;
import io.annals.query.visibility.FactSights;
import io.annals.query.visibility.ReplayTurns;
import io.annals.query.visibility.Visibility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One follower: reads the log at the pace at which its bytes leave. */
final class Follower {
    private static final int BATCH = 64;
    private static final byte[] DATA = bytes("data: ");
    private static final byte[] END = bytes("\n\n");

    private final Beginning beginning;
    private final Tail tail;
    private final EventFilter filter;
    private final Visibility visibility;
    private final Belongings belongings;
    private final CloudEvents form;
    private final ReplayTurns.Turn turn;
    private final OutputStream out;

    /**
     * @param turn held while events are encoded, not while they are written
     * @param out where the stream goes; blocks as long as the other side does not read
     */
    Follower(
            Beginning beginning,
            EventFilter filter,
            Visibility visibility,
            Belongings belongings,
            CloudEvents form,
            ReplayTurns.Turn turn,
            OutputStream out) {
        this.beginning = beginning;
        this.tail = beginning.tail();
        this.filter = filter;
        this.visibility = visibility;
        this.belongings = belongings;
        this.form = form;
        this.turn = turn;
        this.out = out;
    }

    /** Follows until the other side has gone or this thread is interrupted. */
    void follow(Duration keepAlive) throws IOException, InterruptedException {
        Iterable<RecordedEvent> missed = beginning.missed();
        if (missed != null) {
            tellMissed(missed);
        }
        tellPlace();
        out.flush();
        long told = System.nanoTime();
        while (true) {
            List<Commit> commits = tail.poll(BATCH, keepAlive);
            List<RecordedEvent> wanted = commits.stream()
                    .flatMap(commit -> commit.recorded().stream())
                    .filter(this::wants)
                    .toList();
            write(wanted, commits.size() == BATCH);
            boolean silent = commits.isEmpty() || System.nanoTime() - told >= keepAlive.toNanos();
            if (wanted.isEmpty() && silent) {
                tellPlace();
            }
            if (silent || !wanted.isEmpty()) {
                out.flush();
                told = System.nanoTime();
            }
        }
    }

    private void tellMissed(Iterable<RecordedEvent> missed) throws IOException {
        List<RecordedEvent> wanted = new ArrayList<>(BATCH);
        for (RecordedEvent event : missed) {
            if (wants(event)) {
                wanted.add(event);
            }
            if (wanted.size() == BATCH) {
                write(wanted, true);
                out.flush();
                wanted.clear();
            }
        }
        write(wanted, true);
    }

    private boolean wants(RecordedEvent event) {
        return !beginning.seen().hasSeen(event.position(), event.index())
                && filter.wants(event.event())
                && sees(event.event());
    }

    private boolean sees(Event event) {
        return FactSights.shows(event.type(), visibility)
                && (visibility.seesEverybody()
                        || (event.subject() != null && belongings.reaches(visibility.scope(), event.subject())));
    }

    /** @param behind whether there is more to read where they come from */
    private void write(List<RecordedEvent> events, boolean behind) throws IOException {
        if (!events.isEmpty()) {
            out.write(behind ? turn.piece(() -> encoded(events)) : turn.news(() -> encoded(events)));
        }
    }

    private byte[] encoded(List<RecordedEvent> events) {
        form.loadKeys(events);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (RecordedEvent event : events) {
            lines.writeBytes(bytes("id: " + CloudEvents.idOf(event) + "\n"));
            lines.writeBytes(DATA);
            lines.writeBytes(form.encode(event, visibility));
            lines.writeBytes(END);
        }
        return lines.toByteArray();
    }

    /**
     * An id without data: the other side remembers it and calls nobody (HTML, 9.2.6), so that it need not come back to what
     * was not for it. Inside a commit there is only a comment to be made.
     */
    private void tellPlace() throws IOException {
        long position = tail.place().position();
        write(position < beginning.seen().position() ? ":\n\n" : "id: " + position + "\n\n");
    }

    private void write(String text) throws IOException {
        out.write(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
