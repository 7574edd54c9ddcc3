package io.annals.log;

import static io.annals.log.BsonBytes.INT64;
import static io.annals.log.BsonBytes.STRING;
import static io.annals.log.BsonBytes.element;

import java.security.MessageDigest;
import java.util.Arrays;
import org.bson.BSONException;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * What a stretch of the log is found to be by itself: its chain holds from its first commit to {@link #reached}. Whether it
 * hangs together with what is before it is seen by whoever holds its predecessor. No document is decoded.
 */
final class StretchCheck {
    private static final byte[] STREAM = element(STRING, "stream");
    private static final byte[] SEQ = element(INT64, "seq");

    /** What the first commit names as its predecessor; empty when there is no first commit. */
    byte[] prev = {};

    /** When the first commit was recorded. */
    long at;

    /** The chain's hash at {@link #reached}, and when that was recorded. */
    byte[] lastHash = {};

    long lastAt = Long.MIN_VALUE;

    /** The last position up to which all is well. */
    long reached;

    /** Why it is not well behind {@link #reached}; null when the stretch is well to its end. */
    @Nullable
    String broken;

    /** What was written to which stream, in order. */
    final Runs runs = new Runs();

    private final MessageDigest sha = CommitBytes.sha256();

    private StretchCheck(long after) {
        this.reached = after;
    }

    static StretchCheck of(long after, long upTo, Iterable<RawBsonDocument> commits) {
        StretchCheck check = new StretchCheck(after);
        try {
            for (RawBsonDocument raw : commits) {
                check.follow(StoredCommit.of(raw), after);
            }
            if (check.reached < upTo) {
                check.broken = "a gap: commit " + (check.reached + 1) + " is missing";
            }
        } catch (LogBroken e) {
            check.broken = e.getMessage();
        } catch (IllegalArgumentException | IndexOutOfBoundsException | BSONException e) {
            check.broken = "commit " + (check.reached + 1) + " holds something that is no event";
        }
        return check;
    }

    private void follow(StoredCommit commit, long after) {
        long position = reached + 1;
        byte[] bytes = commit.bytes();
        if (commit.position() != position) {
            throw new LogBroken(
                    "a gap: commit " + position + " is missing, " + commit.position() + " follows " + reached);
        }
        byte[] named = CommitBytes.prev(bytes);
        if (reached == after) {
            prev = named;
            at = commit.at();
        } else if (!Arrays.equals(named, lastHash)) {
            throw new LogBroken(otherPredecessor(position));
        }
        if (!commit.hashIsTrue(sha)) {
            throw new LogBroken("the chain breaks at " + position + ": its content is not what its hash says");
        }
        if (commit.at() < lastAt) {
            throw new LogBroken(backInTime(position));
        }
        int before = runs.size();
        try {
            events(bytes, position);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            runs.cut(before);
            throw e;
        }
        lastHash = CommitBytes.hash(bytes);
        lastAt = commit.at();
        reached = position;
    }

    private void events(byte[] bytes, long position) {
        for (BsonWalk event = new BsonWalk(bytes, CommitBytes.EVENTS_VALUE); event.next(); ) {
            BsonWalk parts = new BsonWalk(bytes, event.value());
            if (!parts.next() || !parts.is(STREAM)) {
                throw new IllegalArgumentException("an event without a stream");
            }
            long stream = parts.fingerprint();
            if (!parts.next() || !parts.is(SEQ)) {
                throw new IllegalArgumentException("an event without a number");
            }
            runs.add(stream, parts.int64(), position);
        }
    }

    static String otherPredecessor(long position) {
        return "the chain breaks at " + position + ": it names another predecessor than " + (position - 1) + " is";
    }

    static String backInTime(long position) {
        return "commit " + position + " was recorded before " + (position - 1);
    }
}
