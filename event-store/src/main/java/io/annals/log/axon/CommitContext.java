package io.annals.log.axon;

import io.annals.log.CommitIds;
import io.annals.log.Event;
import io.annals.log.Proposal;
import io.annals.log.StreamConflict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * What a decision tells the log besides its events. It belongs to the root unit of work, since that is what becomes one
 * commit; handlers of nested commands share it. Not safe for use by several threads, like the unit of work itself.
 */
public final class CommitContext {
    private final Map<String, Long> expectations = new HashMap<>();
    private final List<Runnable> whenSent = new ArrayList<>();
    private @Nullable UUID commitId;
    private long position;

    private CommitContext() {}

    /**
     * The context of the unit of work that runs on this thread.
     *
     * @throws IllegalStateException outside of one
     */
    public static CommitContext current() {
        return of(CurrentUnitOfWork.get().root());
    }

    static CommitContext of(UnitOfWork<?> root) {
        return root.getOrComputeResource(CommitContext.class.getName(), key -> new CommitContext());
    }

    static CommitContext alone() {
        return new CommitContext();
    }

    /**
     * The decision rests on this stream as it was read: if it has grown since, nothing is recorded. Of two readings the
     * older one counts.
     *
     * @param seq the stream's last event as read, -1 for an empty stream
     */
    public CommitContext expect(String stream, long seq) {
        expectations.merge(stream, seq, Math::min);
        return this;
    }

    /** Names the commit, so that the same decision sent again after an unknown outcome is recorded once; UUIDv7. */
    public CommitContext commitId(UUID id) {
        commitId = id;
        return this;
    }

    /**
     * Does this once the commit is on its way, on the thread that sends it: what this process sends from then on comes
     * behind it. It is not durable yet and may still fail, so nothing may rest on what it says.
     */
    public CommitContext whenSent(Runnable then) {
        whenSent.add(then);
        return this;
    }

    /** Where this unit of work has been recorded; empty until it is durable. */
    public OptionalLong position() {
        return position == 0 ? OptionalLong.empty() : OptionalLong.of(position);
    }

    /**
     * @throws IllegalStateException when this unit of work has its commit already
     * @throws StreamConflict when a stream that is written was read at an earlier place than it is written at
     */
    Proposal proposal(List<Event> events) {
        if (position != 0) {
            throw new IllegalStateException("recorded at " + position
                    + " already: one unit of work is one commit, and nothing may be published while it commits");
        }
        Map<String, Long> unwritten = new HashMap<>(expectations);
        for (Event event : events) {
            Long read = unwritten.remove(event.stream());
            if (read != null && event.seq() != read + 1) {
                throw new StreamConflict(event.stream(), read + 1);
            }
        }
        return new Proposal(commitId != null ? commitId : CommitIds.next(), events, Map.copyOf(unwritten));
    }

    void sent() {
        whenSent.forEach(Runnable::run);
    }

    void recorded(long at) {
        position = at;
    }
}
