package io.annals.query.projection;

import io.annals.encoding.EventEncoding;
import io.annals.events.Fact;
import io.annals.log.RecordedEvent;
import org.jspecify.annotations.Nullable;

/** An event and its fact, decoded once for all who fold it. */
final class DecodedEvent {
    private final RecordedEvent where;
    private final EventEncoding encoding;
    private volatile @Nullable Fact fact;

    DecodedEvent(RecordedEvent where, EventEncoding encoding) {
        this.where = where;
        this.encoding = encoding;
    }

    RecordedEvent where() {
        return where;
    }

    String type() {
        return where.event().type();
    }

    /** What {@link EventEncoding#decode} gives or throws; what it has thrown is tried again by whoever asks next. */
    Fact fact() {
        Fact known = fact;
        if (known == null) {
            known = encoding.decode(where.event());
            fact = known;
        }
        return known;
    }

    /** Decodes ahead; what cannot be decoded is the trouble of whoever asks for the fact. */
    void decode() {
        try {
            fact();
        } catch (RuntimeException e) { // asked again, it is thrown where it belongs to a subject
            fact = null;
        }
    }
}
