package io.annals.log;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far the streams touched lately have come. A number stays exact as long as the appender has looked at every commit
 * since; once it has passed over commits of others it is the least that the stream has reached. The least is enough to go on
 * with a stream, since the unique index refuses who is late; it is not enough for an expectation, which nothing else
 * guards. Bounded; what it has forgotten is asked of the database.
 */
final class StreamHeads {
    static final long EMPTY = -1;
    private static final int REMEMBERED = 200_000;

    private record Known(long last, long passedOver) {}

    private final Map<String, Known> streams = new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > REMEMBERED;
        }
    };

    private long passedOver;

    /** The least that the stream's last seq can be, {@link #EMPTY} included, or null when not known. */
    @Nullable
    Long of(String stream) {
        Known known = streams.get(stream);
        return known == null ? null : known.last();
    }

    boolean knows(String stream) {
        return streams.containsKey(stream);
    }

    boolean knowsExactly(String stream) {
        Known known = streams.get(stream);
        return known != null && known.passedOver() == passedOver;
    }

    /** The stream ends here, as of the appender's head or later. */
    void reached(String stream, long last) {
        Known known = streams.get(stream);
        streams.put(stream, new Known(known == null ? last : Math.max(last, known.last()), passedOver));
    }

    /** The appender's head has gone past commits of others that it has not looked at. */
    void passOver() {
        passedOver++;
    }
}
