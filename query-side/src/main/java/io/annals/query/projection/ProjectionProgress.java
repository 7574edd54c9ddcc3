package io.annals.query.projection;

import java.util.Collection;
import java.util.Map;
import org.axonframework.eventhandling.Segment;
import org.jspecify.annotations.Nullable;

/**
 * How a projection stands, on whatever node it runs.
 *
 * @param serving the generation that answers
 * @param building the generation that is being built beside it
 * @param grouped whether it is fed by the group's reader, so that the progress is the group's
 * @param progress the last position that each segment of the serving generation has processed whole, by segment
 */
record ProjectionProgress(
        String projection, int serving, @Nullable Integer building, boolean grouped, Map<Integer, Long> progress) {
    /** The last position that every segment has processed. */
    long everywhere() {
        return lowest(progress.values());
    }

    /** The last position that the segment of this subject has processed. */
    long at(String subject) {
        int[] ids = progress.keySet().stream().mapToInt(Integer::intValue).toArray();
        for (Segment segment : ids.length == 0 ? new Segment[0] : Segment.computeSegments(ids)) {
            if (isIn(segment, subject)) {
                return progress.getOrDefault(segment.getSegmentId(), 0L);
            }
        }
        return 0;
    }

    static boolean isIn(Segment segment, String subject) {
        return segment.matches(subject);
    }

    static long lowest(Collection<Long> positions) {
        return positions.stream().mapToLong(Long::longValue).min().orElse(0);
    }
}
