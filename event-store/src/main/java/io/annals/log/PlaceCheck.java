package io.annals.log;

import io.annals.log.EventLog.Place;
import org.jspecify.annotations.Nullable;

/** Holds a reader's place against the log. */
final class PlaceCheck {
    private PlaceCheck() {}

    /**
     * The place with its hash; null when the commit exists and the majority does not see it yet, as for a moment after an
     * election.
     *
     * @throws LogBroken when no commit or another one stands there than the reader has seen
     */
    static @Nullable Place on(LogCollections collections, Place place) {
        if (place.position() == 0) {
            return Place.BEGINNING;
        }
        StoredCommit commit = collections.at(place.position());
        if (commit == null) {
            if (collections.reallyHas(place.position())) {
                return null;
            }
            throw new LogBroken("commit " + place.position() + ", which this reader has seen, is not on the log: it was"
                    + " replaced, or restored from an older backup. Rebuild what was read from it.");
        }
        if (place.hash() != null && !place.hash().equals(commit.hash())) {
            throw new LogBroken("commit " + place.position() + " is another one than this reader has seen: the log was"
                    + " replaced, or restored from a backup and written to since. Rebuild what was read from it.");
        }
        return new Place(place.position(), commit.hash());
    }
}
