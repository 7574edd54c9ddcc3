package io.annals.log;

import com.mongodb.client.cursor.TimeoutMode;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Commits of which it is not known from memory whether they go on with their streams. They are looked up in the log, many
 * in a round trip: each event's predecessor in its stream must stand before it, and the event itself nowhere before.
 */
final class ContinuityChecks {
    private static final int COMMITS_AT_ONCE = 200;
    private static final int PLACES_AT_ONCE = 400;

    private final LogCollections collections;
    private final TreeMap<Long, Long> doubts = new TreeMap<>(); // position, events before it

    ContinuityChecks(LogCollections collections) {
        this.collections = collections;
    }

    /**
     * A commit that does not go on with its streams.
     *
     * @param eventsBefore events of the log before that commit
     */
    record Breach(long position, long eventsBefore, String reason) {}

    private record Number(String stream, long seq) {}

    private record Spot(long position, int index) {
        static final Comparator<Spot> ORDER =
                Comparator.comparingLong(Spot::position).thenComparingInt(Spot::index);

        boolean isBefore(Spot other) {
            return ORDER.compare(this, other) < 0;
        }
    }

    void add(long position, long eventsBefore) {
        doubts.putIfAbsent(position, eventsBefore);
    }

    boolean areMany() {
        return doubts.size() >= COMMITS_AT_ONCE;
    }

    /** Looks up what is in doubt; the first commit that is wrong, if any. Everything up to there has been checked otherwise. */
    @Nullable
    Breach settle() {
        if (doubts.isEmpty()) {
            return null;
        }
        List<Commit> commits = new ArrayList<>();
        collections
                .log()
                .find(Filters.in("_id", doubts.keySet()))
                .sort(Sorts.ascending("_id"))
                .forEach(raw -> commits.add(StoredCommit.of(raw).decoded()));
        Map<Number, Spot> spots = spots(commits);
        Breach found = null;
        for (Commit commit : commits) {
            String reason = found == null ? reason(commit, spots) : null;
            if (reason != null) {
                found = new Breach(commit.position(), doubts.getOrDefault(commit.position(), 0L), reason);
            }
        }
        doubts.clear();
        return found;
    }

    private static @Nullable String reason(Commit commit, Map<Number, Spot> spots) {
        for (int i = 0; i < commit.events().size(); i++) {
            Event event = commit.events().get(i);
            Spot own = new Spot(commit.position(), i);
            Spot same = spots.get(new Number(event.stream(), event.seq()));
            if (same != null && same.isBefore(own)) {
                return "stream " + event.stream() + " has its event " + event.seq() + " at " + same.position()
                        + " and again at " + own.position();
            }
            Spot before = spots.get(new Number(event.stream(), event.seq() - 1));
            if (event.seq() != 0 && (before == null || !before.isBefore(own))) {
                return "stream " + event.stream() + " has no event " + (event.seq() - 1) + " before its event "
                        + event.seq() + " at " + own.position();
            }
        }
        return null;
    }

    /** Where the events of these commits, and those right before them in their streams, stand first. */
    private Map<Number, Spot> spots(List<Commit> commits) {
        List<Bson> places = new ArrayList<>();
        for (Commit commit : commits) {
            Map<String, Long> lowest = new HashMap<>();
            Map<String, Long> highest = new HashMap<>();
            for (Event event : commit.events()) {
                lowest.merge(event.stream(), event.seq() - 1, Math::min);
                highest.merge(event.stream(), event.seq(), Math::max);
            }
            lowest.forEach((stream, seq) -> places.add(Lookups.places(stream, seq, highest.getOrDefault(stream, seq))));
        }
        Map<Number, Spot> spots = new HashMap<>();
        for (int from = 0; from < places.size(); from += PLACES_AT_ONCE) {
            collections
                    .log()
                    .find(Filters.or(places.subList(from, Math.min(from + PLACES_AT_ONCE, places.size()))))
                    .hintString(LogCollections.STREAM_INDEX)
                    .timeoutMode(TimeoutMode.ITERATION)
                    .forEach(raw -> note(raw, spots));
        }
        return spots;
    }

    /** What stands behind the last doubt does not matter here, nor need it be well. */
    private void note(RawBsonDocument raw, Map<Number, Spot> spots) {
        long position = raw.isNumber("_id") ? raw.getNumber("_id").longValue() : 0;
        if (position < 1 || position > doubts.lastKey()) {
            return;
        }
        Commit commit = StoredCommit.of(raw).decoded();
        for (int i = 0; i < commit.events().size(); i++) {
            Event event = commit.events().get(i);
            Spot spot = new Spot(commit.position(), i);
            spots.merge(new Number(event.stream(), event.seq()), spot, (a, b) -> a.isBefore(b) ? a : b);
        }
    }
}
