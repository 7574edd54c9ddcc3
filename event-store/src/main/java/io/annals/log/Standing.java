package io.annals.log;

import io.annals.log.EventLog.Place;
import org.jspecify.annotations.Nullable;

/** Holds a reader's place against the log. */
final class Standing {
    private Standing() {}

    /**
     * The place with its hash; null when the log, as the majority sees it, does not reach that far.
     *
     * @throws LogBroken when another commit stands there than the reader has seen
     */
    static @Nullable Place on(LogCollections collections, Place place) {
        if (place.position() == 0) {
            return Place.BEGINNING;
        }
        StoredCommit commit = collections.at(place.position());
        if (commit == null) {
            return null;
        }
        if (place.hash() != null && !place.hash().equals(commit.hash())) {
            throw new LogBroken("commit " + place.position() + " is another one than this reader has seen: the log was"
                    + " replaced, or restored from a backup and written to since. Rebuild what was read from it.");
        }
        return new Place(place.position(), commit.hash());
    }
}
