package io.annals.log;

import io.annals.log.EventLog.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last commits of the log, kept for all tails of a process: gapless, chained, bounded in number and bytes. */
final class Ring {
    private static final int MOST_COMMITS = 16_384;
    private static final long MOST_BYTES = 64L << 20;

    /** @param bytes its size as stored */
    record Entry(Commit commit, int bytes) {}

    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private long bytes;
    private @Nullable Place base;
    private @Nullable Place end;

    /** Begins anew behind a place. */
    synchronized void beginAfter(Place place) {
        entries.clear();
        bytes = 0;
        base = place;
        end = place;
    }

    /** The place of the last commit in here; null before the beginning. */
    synchronized @Nullable Place end() {
        return end;
    }

    /** Takes what follows its end, passing over what it has already; false if there is a hole before these. */
    synchronized boolean add(Place before, List<Entry> following) {
        Place last = end;
        if (last == null || before.position() > last.position()) {
            return false;
        }
        if (before.position() == last.position() && !before.equals(last)) {
            throw new LogBroken("the chain breaks after " + last.position());
        }
        for (Entry entry : following) {
            if (entry.commit().position() == last.position() + 1) {
                entries.addLast(entry);
                bytes += entry.bytes();
                last = new Place(entry.commit().position(), entry.commit().hash());
            }
        }
        end = last;
        while (entries.size() > MOST_COMMITS || (bytes > MOST_BYTES && entries.size() > 1)) {
            Entry oldest = entries.removeFirst();
            bytes -= oldest.bytes();
            base = new Place(oldest.commit().position(), oldest.commit().hash());
        }
        return true;
    }

    /**
     * Up to {@code max} commits behind a place; empty at the end; null when the ring does not reach back that far.
     *
     * @throws LogBroken when the place is not on the log that the ring has seen
     */
    synchronized @Nullable List<Commit> after(Place place, int max) {
        Place from = base;
        if (from == null || end == null || place.position() < from.position()) {
            return null;
        }
        if (place.position() >= end.position()) {
            if (place.position() == end.position()) {
                mustBe(place, end);
            }
            return List.of();
        }
        int skip = (int) (place.position() - from.position());
        List<Commit> found = new ArrayList<>(Math.min(max, entries.size() - skip));
        if (skip == 0) {
            mustBe(place, from);
        }
        Iterator<Entry> iterator = entries.iterator();
        for (int i = 1; i <= skip; i++) {
            Commit passed = iterator.next().commit();
            if (i == skip) {
                mustBe(place, new Place(passed.position(), passed.hash()));
            }
        }
        while (iterator.hasNext() && found.size() < max) {
            found.add(iterator.next().commit());
        }
        return found;
    }

    private static void mustBe(Place place, Place seen) {
        if (!place.equals(seen)) {
            throw new LogBroken("commit " + place.position() + " is another one than this reader has seen");
        }
    }
}
