package io.annals.log;

import java.util.Optional;
import org.bson.RawBsonDocument;

/** Remembered states of long streams: a short cut for reading, never the truth. May be thrown away at any time. */
public interface Snapshots {
    /**
     * @param seq the last event that the state has seen
     * @param type public name of the state's shape, with its revision; another one is passed over by readers
     */
    record Snapshot(String stream, long seq, String type, int rev, RawBsonDocument state) {}

    Optional<Snapshot> latest(String stream, String type);

    void store(Snapshot snapshot);
}
