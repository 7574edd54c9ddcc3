package io.annals.query.projection;

import io.annals.edge.refusal.RuleBroken;
import io.annals.log.LogBroken;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The long part of a rebuild: the new generation reads the log while the old one goes on serving. */
final class Rebuild {
    private static final Duration STEP = Duration.ofMillis(200);

    private final String projection;
    private final Generation<?> fresh;
    private final Reader reader;
    private final Surroundings around;
    private final SignOfLife alive;
    private final BooleanSupplier stopping;

    /** Hears how far a rebuild is. */
    interface Progress {
        void at(long position, long head);
    }

    Rebuild(
            String projection,
            Generation<?> fresh,
            Reader reader,
            Surroundings around,
            SignOfLife alive,
            BooleanSupplier stopping) {
        this.projection = projection;
        this.fresh = fresh;
        this.reader = reader;
        this.around = around;
        this.alive = alive;
        this.stopping = stopping;
    }

    /** Returns when the new generation has processed what the old one has. */
    void catchUp(Progress progress) throws InterruptedException {
        boolean caughtUp = false;
        while (!caughtUp) {
            caughtUp = around.signals().until(STEP, this::isCaughtUp);
            progress.at(reached(), around.log().head());
            LogBroken broken = reader.broken();
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

    /**
     * Lets the new generation take over, in one step with the group's: from then on nothing is shown that it would not have seen.
     * False when it could not for long.
     */
    boolean takeOver(Duration patience) throws InterruptedException {
        return around.signals().until(patience, () -> stopping.getAsBoolean() || alive.isBuried() || isTakenOver())
                && !stopping.getAsBoolean()
                && !alive.isBuried();
    }

    private boolean isTakenOver() {
        GroupStore groups = around.standings().groups();
        Group group = groups.now();
        long seen = reached();
        if (group == null || seen < goal()) {
            return false;
        }
        Map<String, Integer> joining = Map.of(projection, fresh.number());
        int segments = around.settings().segments();
        return group.furthest() > around.log().head()
                ? groups.beginAnew(group, joining, segments, seen)
                : groups.join(group, joining, segments, seen);
    }

    private boolean isCaughtUp() {
        return reached() >= goal();
    }

    private long reached() {
        return ProjectionProgress.lowest(
                around.standings().progress(projection, fresh.number()).values());
    }

    /** What the serving generation has processed, as far as the log goes: one that was restored from a backup is shorter. */
    private long goal() {
        return Math.min(
                around.standings().of(projection).everywhere(), around.log().head());
    }
}
