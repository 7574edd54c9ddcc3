package io.annals.log.axon;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.jspecify.annotations.Nullable;

/**
 * Stores a token only as often as it must be: to store one costs as much as to write a batch of views, and where what it
 * covers may be done again it may wait. It also tells which segments this process works on, which Axon says nowhere else.
 */
public final class SparingTokenStore implements TokenStore {
    /** Whose tokens they are. */
    public interface Owner {
        /**
         * How long the token of the batch that was just handled may go unstored. Meanwhile a kill has it handled again, so it
         * is for effects only that are the same when they are done twice.
         */
        Duration tokenMayWait();

        /** This process works on the segment from here on. */
        default void claimed(int segment, @Nullable TrackingToken token) {}

        default void released(int segment) {}
    }

    private final TokenStore tokens;
    private final Owner owner;
    private final Map<Integer, Long> storedAt = new ConcurrentHashMap<>(); // System.nanoTime() by segment

    public SparingTokenStore(TokenStore tokens, Owner owner) {
        this.tokens = tokens;
        this.owner = owner;
    }

    @Override
    public void storeToken(@Nullable TrackingToken token, String processor, int segment) {
        long now = System.nanoTime();
        Long before = storedAt.get(segment);
        if (before == null || now - before >= owner.tokenMayWait().toNanos()) {
            tokens.storeToken(token, processor, segment);
            storedAt.put(segment, now);
        }
    }

    @Override
    public TrackingToken fetchToken(String processor, int segment) {
        TrackingToken token = tokens.fetchToken(processor, segment);
        owner.claimed(segment, token);
        return token;
    }

    @Override
    public TrackingToken fetchToken(String processor, Segment segment) {
        TrackingToken token = tokens.fetchToken(processor, segment);
        owner.claimed(segment.getSegmentId(), token);
        return token;
    }

    @Override
    public void releaseClaim(String processor, int segment) {
        storedAt.remove(segment);
        owner.released(segment);
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
