package io.annals.query.projection;

import io.annals.log.LogBroken;
import io.annals.log.axon.LogMessageSource;
import io.annals.log.axon.LogToken;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * The log's messages with one token a commit: all events of a commit bear the token of its last one. Axon keeps what
 * bears the same token in one batch, so no view and no position ever shows half a decision.
 */
final class WholeCommits implements StreamableMessageSource<TrackedEventMessage<?>> {
    private final LogMessageSource source;
    private final Consumer<LogBroken> alarm;

    /** @param alarm hears of a broken log, at least once */
    WholeCommits(LogMessageSource source, Consumer<LogBroken> alarm) {
        this.source = source;
        this.alarm = alarm;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return new Whole(heeding(() -> source.openStream(token)));
    }

    @Override
    public TrackingToken createTailToken() {
        return source.createTailToken();
    }

    private <T> T heeding(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (LogBroken e) {
            alarm.accept(e);
            throw e;
        }
    }

    private static TrackedEventMessage<?> whole(TrackedEventMessage<?> message) {
        LogToken token = (LogToken) message.trackingToken();
        return token.whole()
                ? message
                : message.withTrackingToken(new LogToken(token.commit(), token.of() - 1, token.of(), token.hash()));
    }

    private final class Whole implements BlockingStream<TrackedEventMessage<?>> {
        private final BlockingStream<TrackedEventMessage<?>> stream;

        Whole(BlockingStream<TrackedEventMessage<?>> stream) {
            this.stream = stream;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return heeding(stream::peek).map(WholeCommits::whole);
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            try {
                return stream.hasNextAvailable(timeout, unit);
            } catch (LogBroken e) {
                alarm.accept(e);
                throw e;
            }
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            try {
                return whole(stream.nextAvailable());
            } catch (LogBroken e) {
                alarm.accept(e);
                throw e;
            }
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            return stream.setOnAvailableCallback(callback);
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
