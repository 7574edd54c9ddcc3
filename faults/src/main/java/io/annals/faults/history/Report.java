package io.annals.faults.history;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the checker found.
 *
 * @param proposed how many commits were proposed, however often each
 * @param acknowledged how many of them were acknowledged in the end
 * @param failed how many were said to have failed
 * @param unknown how many were left with an unknown outcome
 * @param retold how many answers were first "unknown"
 * @param seen how much each reader was shown
 */
public record Report(
        long commits,
        long events,
        long proposed,
        long acknowledged,
        long failed,
        long unknown,
        long retold,
        Map<String, Long> seen,
        List<Violation> violations) {

    /** How often each promise was broken; empty when all is well. */
    public Map<Violation.Promise, Long> broken() {
        Map<Violation.Promise, Long> broken = new TreeMap<>();
        violations.forEach(violation -> broken.merge(violation.promise(), 1L, Long::sum));
        return broken;
    }
}
