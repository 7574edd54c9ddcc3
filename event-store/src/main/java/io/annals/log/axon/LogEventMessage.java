package io.annals.log.axon;

import io.annals.log.RecordedEvent;
import java.time.Instant;
import java.util.Map;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * A recorded event on its way to a processor: the payload is the decoded fact, {@link #recorded} the place and the company
 * in which it was recorded. A handler may take it as a parameter.
 *
 * <p>The payload is decoded when it is first asked for, on the thread that asks, and then shared by all copies of the
 * message; whoever passes an event over never pays for it.
 */
@SuppressWarnings("serial") // messages are serializable to Axon; this one never leaves the process
public final class LogEventMessage implements TrackedEventMessage<Object> {
    private final RecordedEvent recorded;
    private final Fact fact;
    private final TrackingToken token;
    private final @Nullable MetaData replacedMeta;

    LogEventMessage(RecordedEvent recorded, LogToken token, PayloadEncoding encoding) {
        this(recorded, new Fact(recorded, encoding), token, null);
    }

    private LogEventMessage(RecordedEvent recorded, Fact fact, TrackingToken token, @Nullable MetaData replacedMeta) {
        this.recorded = recorded;
        this.fact = fact;
        this.token = token;
        this.replacedMeta = replacedMeta;
    }

    /** Position, index, instant, stream, seq, subject, meta: as the log has them. */
    public RecordedEvent recorded() {
        return recorded;
    }

    @Override
    public Object getPayload() {
        return fact.payload();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Class<Object> getPayloadType() {
        return (Class<Object>) fact.type();
    }

    @Override
    public String getIdentifier() {
        return recorded.event().id();
    }

    @Override
    public Instant getTimestamp() {
        return fact.encoding.timestamp(recorded);
    }

    @Override
    public TrackingToken trackingToken() {
        return token;
    }

    @Override
    public MetaData getMetaData() {
        return replacedMeta != null
                ? replacedMeta
                : MetaData.from(recorded.event().meta());
    }

    @Override
    public LogEventMessage withTrackingToken(TrackingToken trackingToken) {
        return new LogEventMessage(recorded, fact, trackingToken, replacedMeta);
    }

    @Override
    public LogEventMessage withMetaData(Map<String, ?> metaData) {
        return new LogEventMessage(recorded, fact, token, MetaData.from(metaData));
    }

    @Override
    public LogEventMessage andMetaData(Map<String, ?> metaData) {
        return withMetaData(getMetaData().mergedWith(metaData));
    }

    @Override
    public String toString() {
        return recorded.event().type() + " at " + recorded.position() + "." + recorded.index();
    }

    /** Decodes once; if two threads ask at the same instant, both get an equal payload. */
    private static final class Fact {
        private final RecordedEvent recorded;
        private final PayloadEncoding encoding;
        private volatile @Nullable Object payload;

        Fact(RecordedEvent recorded, PayloadEncoding encoding) {
            this.recorded = recorded;
            this.encoding = encoding;
        }

        Object payload() {
            Object known = payload;
            if (known == null) {
                known = encoding.decode(recorded.event());
                payload = known;
            }
            return known;
        }

        Class<?> type() {
            return encoding.payloadType(
                    recorded.event().type(), recorded.event().rev());
        }
    }
}
