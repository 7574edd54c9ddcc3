package io.annals.query.live.presence;

import io.annals.edge.problem.Problem;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One session's presence: what it says last is what counts. Never waits for the database. Thread safe. */
public final class Visit {
    private final String id;
    private final String name;
    private final Consumer<Visit> changed;
    private final Consumer<Problem> told;
    private final AtomicBoolean queued = new AtomicBoolean();
    private final AtomicBoolean asked =
            new AtomicBoolean(); // whether the client has spoken since a claim was tried last
    private volatile Whereabouts wish = Whereabouts.GONE;
    private volatile long saidAt; // System.nanoTime()

    /** Of the thread that writes: what was put last; null when nothing is. */
    @Nullable
    Seat put;

    Visit(String id, String name, Consumer<Visit> changed, Consumer<Problem> told) {
        this.id = id;
        this.name = name;
        this.changed = changed;
        this.told = told;
    }

    /** The session is there from now on. */
    public void now(Whereabouts where) {
        saidAt = System.nanoTime();
        wish = where;
        asked.set(true); // behind the wish: whoever sees it sees the wish as well
        changed.accept(this);
    }

    /** Whether the client has spoken since this was asked last: what the server adds by itself asks for no claim. */
    boolean askedAnew() {
        return asked.getAndSet(false);
    }

    /** The session has ended. */
    public void leave() {
        now(Whereabouts.GONE);
    }

    /** A page that died in the middle of a word does not write for ever. */
    void fallSilentAfter(long nanos) {
        Whereabouts last = wish;
        if (last.typing() && System.nanoTime() - saidAt > nanos) {
            wish = last.silent();
            changed.accept(this);
        }
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    boolean isHere() {
        return !isGone(wish);
    }

    @SuppressWarnings("ReferenceEquality") // a constant
    static boolean isGone(Whereabouts where) {
        return where == Whereabouts.GONE;
    }

    Whereabouts wish() {
        return wish;
    }

    /** Somebody swept the seat away; what was claimed is not claimed again by itself. */
    void isSwept() {
        wish = isHere() ? wish.unclaimed() : wish;
        changed.accept(this);
    }

    /** A claim is tried once for each time that it is asked for. */
    @SuppressWarnings("ReferenceEquality") // what was said meanwhile is another one
    void tried(Whereabouts done, boolean granted) {
        if (wish == done) {
            wish = granted
                    ? new Whereabouts(done.customer(), done.viewing(), done.typing(), true, false)
                    : done.unclaimed();
        }
    }

    void refuse(Problem problem) {
        told.accept(problem);
    }

    /** @return whether it was not queued already */
    boolean queue() {
        return queued.compareAndSet(false, true);
    }

    void unqueue() {
        queued.set(false);
    }

    Seat seat(String node, Whereabouts where, Instant since) {
        return new Seat(id, node, name, where.customer(), where.viewing(), where.typing(), null, since);
    }
}
