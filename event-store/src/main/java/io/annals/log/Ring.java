package io.annals.log;

import io.annals.log.EventLog.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The last commits of the log, kept for all tails of a process: gapless, chained, bounded in number and bytes. */
final class Ring {
    private static final int MOST_COMMITS = 1 << 13;
    private static final long MOST_BYTES = 16L << 20;

    /** @param bytes its size as stored */
    record Entry(Commit commit, int bytes) {
        Place place() {
            return new Place(commit.position(), commit.hash());
        }
    }

    private final @Nullable Entry[] entries = new @Nullable Entry[MOST_COMMITS];
    private long bytes;
    private @Nullable Place base;
    private @Nullable Place end;

    /** Begins anew behind a place. */
    synchronized void beginAfter(Place place) {
        forget();
        base = place;
        end = place;
    }

    /** Forgets everything, and where it stood. */
    synchronized void forget() {
        Arrays.fill(entries, null);
        bytes = 0;
        base = null;
        end = null;
    }

    /** The place of the last commit in here; null before the beginning. */
    synchronized @Nullable Place end() {
        return end;
    }

    /**
     * Takes what follows its end, passing over what it has already.
     *
     * @return how many it took; negative if there is a hole before these
     */
    synchronized int add(Place before, List<Entry> following) {
        Place last = end;
        if (last == null || before.position() > last.position()) {
            return -1;
        }
        if (before.position() == last.position() && !before.equals(last)) {
            throw new LogBroken("the chain breaks after " + last.position());
        }
        int taken = 0;
        for (Entry entry : following) {
            if (entry.commit().position() == last.position() + 1) {
                makeRoomFor(entry);
                entries[slot(entry.commit().position())] = entry;
                bytes += entry.bytes();
                last = entry.place();
                end = last;
                taken++;
            }
        }
        return taken;
    }

    private void makeRoomFor(Entry entry) {
        Place oldest = Objects.requireNonNull(base);
        long newest = Objects.requireNonNull(end).position();
        while (newest - oldest.position() >= MOST_COMMITS
                || (newest > oldest.position() && bytes + entry.bytes() > MOST_BYTES)) {
            int slot = slot(oldest.position() + 1);
            Entry gone = Objects.requireNonNull(entries[slot]);
            entries[slot] = null;
            bytes -= gone.bytes();
            oldest = gone.place();
        }
        base = oldest;
    }

    /**
     * Up to {@code max} commits behind a place; empty at the end; null when the ring does not reach back that far.
     *
     * @throws LogBroken when the place is not on the log that the ring has seen
     */
    synchronized @Nullable List<Commit> after(Place place, int max) {
        if (base == null || end == null || place.position() < base.position()) {
            return null;
        }
        if (place.position() > end.position()) {
            return List.of();
        }
        Place seen = place.position() == base.position()
                ? base
                : Objects.requireNonNull(entries[slot(place.position())]).place();
        if (!place.equals(seen)) {
            throw new LogBroken("commit " + place.position() + " is another one than this reader has seen");
        }
        int count = (int) Math.min(max, end.position() - place.position());
        List<Commit> found = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            found.add(
                    Objects.requireNonNull(entries[slot(place.position() + i)]).commit());
        }
        return found;
    }

    private static int slot(long position) {
        return (int) (position & (MOST_COMMITS - 1));
    }
}
