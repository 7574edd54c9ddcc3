package io.annals.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A proposal, encoded and digested on its caller's thread: all that is left to do is to give it a place. */
final class Draft {
    static final int LARGEST = 1 << 20;

    /** What a commit writes to one stream. */
    record Written(String stream, long first, long last) {}

    final UUID commitId;
    final List<Event> events;
    final List<Written> written;
    final Map<String, Long> expectations;
    final @Nullable CompletableFuture<Long> buildsOn;
    final byte[] document;
    final byte[] digest;
    final long proposedAt = System.nanoTime();
    final CompletableFuture<Long> placed = new CompletableFuture<>();
    final CompletableFuture<Long> durable = new CompletableFuture<>();

    /** Whether anybody may have been told of a place: {@link FollowUps}. Appender's thread. */
    boolean announced;

    private Draft(
            Proposal proposal,
            @Nullable Appending buildsOn,
            List<Event> events,
            List<Written> written,
            byte[] document) {
        this.buildsOn = buildsOn == null ? null : buildsOn.durable();
        this.commitId = proposal.commitId();
        this.events = events;
        this.written = written;
        this.expectations = Map.copyOf(proposal.expectations());
        this.document = document;
        this.digest = CommitBytes.digest(document);
    }

    /** @throws CommitRefused if it can never be recorded, whatever the log holds */
    static Draft of(Proposal proposal, @Nullable Appending buildsOn) {
        if (proposal.events().isEmpty()) {
            throw new CommitRefused("a commit needs at least one event");
        }
        try {
            List<Event> events =
                    proposal.events().stream().map(EventBytes::asStored).toList();
            List<Written> written = written(events);
            byte[] document = CommitBytes.unplaced(proposal.commitId(), events);
            if (document.length > LARGEST) {
                throw new CommitRefused("a commit of " + document.length + " bytes is over the limit of " + LARGEST);
            }
            return new Draft(proposal, buildsOn, events, written, document);
        } catch (IllegalArgumentException | ArithmeticException | NullPointerException e) {
            throw new CommitRefused("the commit cannot be stored: " + e.getMessage(), e);
        }
    }

    private static List<Written> written(List<Event> events) {
        if (events.size() == 1) {
            Event only = events.getFirst();
            return List.of(new Written(only.stream(), notNegative(only.seq()), only.seq()));
        }
        Map<String, Written> streams = new LinkedHashMap<>();
        for (Event event : events) {
            Written before = streams.get(event.stream());
            long first = before == null ? notNegative(event.seq()) : before.first();
            if (before != null && event.seq() != before.last() + 1) {
                throw new CommitRefused("stream " + event.stream() + " goes from " + before.last() + " to "
                        + event.seq() + " within the commit");
            }
            streams.put(event.stream(), new Written(event.stream(), first, event.seq()));
        }
        return List.copyOf(new ArrayList<>(streams.values()));
    }

    private static long notNegative(long seq) {
        if (seq < 0) {
            throw new CommitRefused("sequence numbers begin at 0, not " + seq);
        }
        return seq;
    }

    Appending appending() {
        return new Appending(placed, durable);
    }

    /** Whether its caller has been answered already. */
    boolean answered() {
        return durable.isDone();
    }

    void succeed(long position) {
        placed.complete(position);
        durable.complete(position);
    }

    void fail(RuntimeException reason) {
        placed.completeExceptionally(reason);
        durable.completeExceptionally(reason);
    }
}
