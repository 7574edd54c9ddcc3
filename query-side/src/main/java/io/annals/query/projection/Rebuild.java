package io.annals.query.projection;

import io.annals.edge.refusal.RuleBroken;
import io.annals.log.LogBroken;
import io.annals.query.projection.Generation.Surroundings;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The long part of a rebuild: the new generation reads the log while the old one goes on serving. */
final class Rebuild {
    private static final Duration STEP = Duration.ofMillis(200);

    private final String projection;
    private final int serving;
    private final Generation<?> fresh;
    private final Surroundings around;
    private final SignOfLife alive;
    private final BooleanSupplier stopping;

    /** Hears how far a rebuild is. */
    interface Progress {
        void at(long position, long head);
    }

    Rebuild(
            String projection,
            int serving,
            Generation<?> fresh,
            Surroundings around,
            SignOfLife alive,
            BooleanSupplier stopping) {
        this.projection = projection;
        this.serving = serving;
        this.fresh = fresh;
        this.around = around;
        this.alive = alive;
        this.stopping = stopping;
    }

    /** Returns when the new generation has processed what the old one has. */
    void catchUp(Progress progress) throws InterruptedException {
        boolean caughtUp = false;
        while (!caughtUp) {
            caughtUp = around.signals().until(STEP, this::isCaughtUp);
            progress.at(fresh.reached(), around.log().head());
            LogBroken broken = fresh.broken();
            if (broken != null) {
                throw broken;
            }
            if (stopping.getAsBoolean()) {
                throw new RuleBroken("rebuild-failed", "The rebuild of " + projection + " was ended by a shutdown.");
            }
            if (alive.isBuried()) {
                throw new RuleBroken(
                        "rebuild-failed",
                        "The rebuild of " + projection + " gave no sign of life for too long, and was cleared away.");
            }
        }
    }

    /** Whether the new generation has got so far, or never will, having been taken for abandoned. */
    boolean isOver(long last) {
        return alive.isBuried() || fresh.reached() >= last;
    }

    private boolean isCaughtUp() {
        return fresh.reached() >= goal();
    }

    /** What the serving generation has processed, as far as the log goes: one that was restored from a backup is shorter. */
    long goal() {
        long served = ProjectionProgress.lowest(
                around.standings().progress(projection, serving).values());
        return Math.min(served, around.log().head());
    }
}
