package io.annals.log;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a log holds between two positions, and what the database keeps for it.
 *
 * @param after the position before the first commit that is counted
 * @param upTo the last one
 * @param events of these commits
 * @param bytes of these commits, as BSON, before the database compresses them
 * @param eventsByType by public name, most frequent first
 * @param streams those that begin here; of a whole log, all
 * @param subjects the different ones named here
 * @param subjectsExact false beyond 65,536 subjects, when their number is an estimate, usually within half a percent
 * @param first when the first commit was recorded; null when there is none
 * @param last when the last one was
 * @param batches instants at which something was recorded. The commits of a batch share one, so these are the batches, save
 *     that two within a millisecond count once
 * @param storage null where the database's user may not ask (action {@code collStats} on the log)
 * @param oplogWindow how far back the primary's oplog reaches: a member that is away for longer must be copied anew; null
 *     where the database's user may not ask (action {@code serverStatus} on the cluster)
 */
public record Statistics(
        long after,
        long upTo,
        long events,
        long bytes,
        Map<String, Long> eventsByType,
        long streams,
        long subjects,
        boolean subjectsExact,
        @Nullable Instant first,
        @Nullable Instant last,
        long batches,
        @Nullable Storage storage,
        @Nullable Duration oplogWindow) {

    /**
     * What the database keeps for the whole log.
     *
     * @param compressedBytes the documents on disk, together with what is free for new ones
     * @param indexBytes on disk, by index
     */
    public record Storage(long compressedBytes, Map<String, Long> indexBytes) {}

    public long commits() {
        return upTo - after;
    }
}
