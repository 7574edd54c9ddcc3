package io.annals.log.axon;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that are stored only when the effects of what they cover are. Axon stores a batch's token before it would flush
 * anything of ours (views) and before reactions (points) are durable; here the effects come first, and a kill in between
 * makes the batch come again.
 */
public final class EffectsFirst implements TokenStore {
    /** Whose effects they are. */
    public interface Effects {
        /** This process works on the segment from here on. */
        default void claimed(int segment, @Nullable TrackingToken token) {}

        /** Makes the effects of the unit of work under way durable; the token is the one that covers them. */
        void flush(int segment, @Nullable TrackingToken token);

        /**
         * How long the token of what was just flushed may go unstored. Meanwhile a kill has it done again, so it is for
         * effects only that are the same when they are done twice.
         */
        default Duration mayWait() {
            return Duration.ZERO;
        }

        /** All is flushed, and the token stored if it could not wait. */
        default void done(int segment, @Nullable TrackingToken token) {}

        /** Nobody is in a hurry: the next batch may gather for so long; or shorter, or not at all, as they like. */
        default void rest(Duration most) {}

        default void released(int segment) {}
    }

    /**
     * A batch begins no sooner than this after the one before, so that what comes meanwhile is done in the same round trips, and
     * a view that changes twice is written once. What comes alone does not wait, nor does a reader that is behind.
     */
    private static final Duration PACE = Duration.ofMillis(25);

    /** How much later it begins where nobody waits for it. */
    private static final Duration EASE = Duration.ofMillis(75);

    /** Commits in one batch from which on a reader is behind: there is nothing to wait for, the next ones are there. */
    private static final long MANY = 250;

    private final TokenStore tokens;
    private final Effects effects;
    private final Map<Integer, Flush> last = new ConcurrentHashMap<>(); // by segment

    /** The newest batch of a segment: the position that it reached, and the System.nanoTime() of the newest stored token. */
    private record Flush(long position, long storedAt) {}

    public EffectsFirst(TokenStore tokens, Effects effects) {
        this.tokens = tokens;
        this.effects = effects;
    }

    @Override
    public void storeToken(@Nullable TrackingToken token, String processor, int segment) {
        long began = System.nanoTime();
        effects.flush(segment, token);
        long now = System.nanoTime();
        Flush before = last.get(segment);
        long storedAt = now;
        if (before != null && now - before.storedAt() < effects.mayWait().toNanos()) {
            storedAt = before.storedAt();
        } else {
            tokens.storeToken(token, processor, segment);
        }
        effects.done(segment, token);
        long position = token instanceof LogToken place ? place.completed() : 0;
        last.put(segment, new Flush(position, storedAt));
        if (before == null || position - before.position() < MANY) {
            LockSupport.parkNanos(began + PACE.toNanos() - System.nanoTime());
            effects.rest(EASE);
        }
    }

    @Override
    public TrackingToken fetchToken(String processor, int segment) {
        TrackingToken token = tokens.fetchToken(processor, segment);
        effects.claimed(segment, token);
        return token;
    }

    @Override
    public TrackingToken fetchToken(String processor, Segment segment) {
        TrackingToken token = tokens.fetchToken(processor, segment);
        effects.claimed(segment.getSegmentId(), token);
        return token;
    }

    @Override
    public void releaseClaim(String processor, int segment) {
        last.remove(segment);
        effects.released(segment);
        tokens.releaseClaim(processor, segment);
    }

    @Override
    public void initializeTokenSegments(String processor, int segments) {
        tokens.initializeTokenSegments(processor, segments);
    }

    @Override
    public void initializeTokenSegments(String processor, int segments, @Nullable TrackingToken first) {
        tokens.initializeTokenSegments(processor, segments, first);
    }

    @Override
    public void initializeSegment(@Nullable TrackingToken token, String processor, int segment) {
        tokens.initializeSegment(token, processor, segment);
    }

    @Override
    public void extendClaim(String processor, int segment) {
        tokens.extendClaim(processor, segment);
    }

    @Override
    public void deleteToken(String processor, int segment) {
        tokens.deleteToken(processor, segment);
    }

    @Override
    public boolean requiresExplicitSegmentInitialization() {
        return tokens.requiresExplicitSegmentInitialization();
    }

    @Override
    public int[] fetchSegments(String processor) {
        return tokens.fetchSegments(processor);
    }

    @Override
    public List<Segment> fetchAvailableSegments(String processor) {
        return tokens.fetchAvailableSegments(processor);
    }

    @Override
    public Optional<String> retrieveStorageIdentifier() {
        return tokens.retrieveStorageIdentifier();
    }
}
