package io.annals.log.axon;

import io.annals.log.ChainHash;
import io.annals.log.Commit;
import io.annals.log.EventLog.Place;
import io.annals.log.LogBroken;
import io.annals.log.RecordedEvent;
import java.io.Serializable;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * How far a reader has come: everything up to and including one event of one commit.
 *
 * <p>Its JSON form is its components, {@code {"commit":4711,"index":0,"of":2,"hash":"9f…"}}, and stays so: stored tokens
 * outlive releases.
 *
 * @param commit position of the commit; 0 before the first
 * @param index the event's place within the commit, from 0
 * @param of how many events the commit has
 * @param hash the chain's link at that commit, in hex: a log that was exchanged for another is noticed
 */
public record LogToken(long commit, int index, int of, String hash)
        implements TrackingToken, Comparable<LogToken>, Serializable {
    /** Before the first commit. */
    public static final LogToken BEGINNING = new LogToken(0, 0, 1, ChainHash.GENESIS.toString());

    private static final Comparator<LogToken> ORDER =
            Comparator.comparingLong(LogToken::commit).thenComparingInt(LogToken::index);

    static LogToken of(Commit commit, int index) {
        return new LogToken(
                commit.position(), index, commit.events().size(), commit.hash().toString());
    }

    /** Whether nothing of the commit is left to read. */
    public boolean whole() {
        return index == of - 1;
    }

    /** The last position that has been read as a whole: what an {@code atLeast} may be compared with. */
    public long completed() {
        return whole() ? commit : commit - 1;
    }

    /** Where a tail has to start so that {@link #rest} finds what is left. */
    Place place() {
        return whole() ? new Place(commit, new ChainHash(HexFormat.of().parseHex(hash))) : Place.after(commit - 1);
    }

    /**
     * What this reader has not seen of a commit.
     *
     * @throws LogBroken when the commit is the token's own and is not the one that the token has seen
     */
    List<RecordedEvent> rest(Commit next) {
        if (next.position() != commit) {
            return next.recorded();
        }
        if (!next.hash().toString().equals(hash)) {
            throw new LogBroken("commit " + commit + " is " + next.hash() + ", the reader has seen " + hash);
        }
        return next.recorded().subList(index + 1, of);
    }

    @Override
    public LogToken lowerBound(TrackingToken other) {
        LogToken that = logToken(other);
        return compareTo(that) <= 0 ? this : that;
    }

    @Override
    public LogToken upperBound(TrackingToken other) {
        LogToken that = logToken(other);
        return compareTo(that) >= 0 ? this : that;
    }

    @Override
    public boolean covers(@Nullable TrackingToken other) {
        return other == null || compareTo(logToken(other)) >= 0;
    }

    /** The commit's position, also while part of the commit is still unread; see {@link #completed}. */
    @Override
    public OptionalLong position() {
        return OptionalLong.of(commit);
    }

    @Override
    public int compareTo(LogToken other) {
        return ORDER.compare(this, other);
    }

    private static LogToken logToken(TrackingToken token) {
        if (token instanceof LogToken that) {
            return that;
        }
        throw new IllegalArgumentException("not a place on this log: " + token);
    }
}
