package io.annals.query.projection;

import io.annals.log.axon.LogToken;
import java.util.Map;
import java.util.Set;

/**
 * The projections that one reader feeds, on whatever node. Who belongs to it changes only with the epoch, and what a reader
 * of an earlier epoch notes no longer counts.
 *
 * @param begin from where the readers of this epoch read: no view of a member lacks anything up to there
 * @param members the generation that serves, by projection
 * @param progress the last position that all members have processed whole, by segment
 */
record Group(long epoch, LogToken begin, Map<String, Integer> members, Map<Integer, Long> progress) {
    private static final String READER = "projections-";

    /** The name of this epoch's tokens. */
    String reader() {
        return READER + epoch;
    }

    static boolean isReaderBefore(long epoch, String processor) {
        String number = processor.startsWith(READER) ? processor.substring(READER.length()) : "";
        return number.matches("\\d{1,18}") && Long.parseLong(number) < epoch;
    }

    /** How far its furthest segment is: whoever joins has to have seen as much. */
    long furthest() {
        return progress.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    long everywhere() {
        return ProjectionProgress.lowest(progress.values());
    }

    /** Whether nobody belongs to it whom this build does not know: only then may it read for the group. */
    boolean isKnownTo(Set<String> projections) {
        return projections.containsAll(members.keySet());
    }
}
