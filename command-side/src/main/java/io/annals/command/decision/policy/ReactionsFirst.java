package io.annals.command.decision.policy;

import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that are stored after the reactions to what they cover. Axon by itself stores a batch's token first; a kill in
 * between would lose points.
 */
final class ReactionsFirst implements TokenStore {
    private final TokenStore tokens;
    private final Runnable reactions;

    /** @param reactions to what the unit of work on this thread has collected; returns when they are durable */
    ReactionsFirst(TokenStore tokens, Runnable reactions) {
        this.tokens = tokens;
        this.reactions = reactions;
    }

    @Override
    public void storeToken(@Nullable TrackingToken token, String processor, int segment) {
        reactions.run();
        tokens.storeToken(token, processor, segment);
    }

    @Override
    public TrackingToken fetchToken(String processor, int segment) {
        return tokens.fetchToken(processor, segment);
    }

    @Override
    public TrackingToken fetchToken(String processor, Segment segment) {
        return tokens.fetchToken(processor, segment);
    }

    @Override
    public void releaseClaim(String processor, int segment) {
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
