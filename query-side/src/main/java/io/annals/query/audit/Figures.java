package io.annals.query.audit;

import io.annals.log.Statistics;
import io.annals.log.Statistics.Storage;
import io.annals.query.projection.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the log holds after a position, and how far its readers are. The parts are told of in {@link Statistics}.
 *
 * @param bytes of the commits, before the database compresses them
 * @param batches instants at which something was recorded; the commits of one insert share one
 * @param storage what the database keeps for the whole log; absent where its user may not ask
 * @param oplogHours how far back the primary's oplog reaches; absent where its user may not ask
 */
record Figures(
        long after,
        long upTo,
        long commits,
        long events,
        long bytes,
        double averageCommitBytes,
        double averageCommitEvents,
        long batches,
        double averageBatchCommits,
        Map<String, Long> eventsByType,
        long streams,
        long subjects,
        boolean subjectsExact,
        @Nullable Instant first,
        @Nullable Instant last,
        @Nullable Storage storage,
        @Nullable Double oplogHours,
        List<Lag> projections) {

    /**
     * How far behind a projection is.
     *
     * @param commits still to be processed
     * @param seconds age of the oldest of these
     */
    record Lag(String name, long position, long commits, double seconds) {}

    static Figures of(Statistics counted, List<State> projections) {
        Duration oplog = counted.oplogWindow();
        return new Figures(
                counted.after(),
                counted.upTo(),
                counted.commits(),
                counted.events(),
                counted.bytes(),
                average(counted.bytes(), counted.commits()),
                average(counted.events(), counted.commits()),
                counted.batches(),
                average(counted.commits(), counted.batches()),
                counted.eventsByType(),
                counted.streams(),
                counted.subjects(),
                counted.subjectsExact(),
                counted.first(),
                counted.last(),
                counted.storage(),
                oplog == null ? null : oplog.toSeconds() / 3600.0,
                projections.stream()
                        .map(state -> new Lag(state.name(), state.position(), state.lagEvents(), state.lagSeconds()))
                        .toList());
    }

    private static double average(long sum, long count) {
        return count == 0 ? 0 : (double) sum / count;
    }
}
