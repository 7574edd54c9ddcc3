package io.annals.log;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.bson.Document;

/**
 * Finds the position that belongs to an instant. Positions are dense and {@code at} never goes back, so the log is its own
 * index: each round trip asks for a few dozen positions spread over what is left, and five of them do for 10⁷ commits.
 */
final class Instants {
    private static final int PROBES = 32;

    private final LogCollections collections;

    Instants(LogCollections collections) {
        this.collections = collections;
    }

    /** The last position up to {@code head} recorded at or before an instant; 0 if there is none. */
    long positionAt(long millis, long head) {
        long low = 0;
        long high = head;
        while (low < high) { // the answer is in [low, high]
            Set<Long> probes = spread(low, high);
            Map<Long, Long> at = at(probes);
            for (long probe : probes) {
                Long recorded = at.get(probe);
                if (recorded == null) {
                    throw new LogBroken("a gap: commit " + probe + " is missing below the head " + head);
                }
                if (recorded <= millis) {
                    low = Math.max(low, probe);
                } else {
                    high = Math.min(high, probe - 1);
                }
            }
        }
        return low;
    }

    /** Positions in (low, high], the highest among them. */
    private static Set<Long> spread(long low, long high) {
        long span = high - low;
        Set<Long> probes = new LinkedHashSet<>();
        for (int i = 1; i <= PROBES; i++) {
            probes.add(low + Math.max(1, Math.ceilDiv(span * i, PROBES)));
        }
        return probes;
    }

    private Map<Long, Long> at(Set<Long> positions) {
        Map<Long, Long> at = new HashMap<>();
        for (Document commit : collections
                .log()
                .withDocumentClass(Document.class)
                .find(Filters.in("_id", positions))
                .projection(Projections.include("at"))) {
            at.put(commit.getLong("_id"), commit.getDate("at").getTime());
        }
        return at;
    }
}
