package io.annals.log;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last sequence number of the streams touched lately, exact as of the appender's head: every commit up to there, own
 * or foreign, has been told to it. Bounded; what it has forgotten is asked of the database.
 */
final class StreamHeads {
    static final long EMPTY = -1;
    private static final int REMEMBERED = 200_000;

    private final Map<String, Long> last = new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** The stream's last seq, {@link #EMPTY}, or null when not known. */
    @Nullable
    Long of(String stream) {
        return last.get(stream);
    }

    boolean knows(String stream) {
        return last.containsKey(stream);
    }

    void reached(String stream, long seq) {
        last.merge(stream, seq, Math::max);
    }

    void reached(Collection<Event> events) {
        events.forEach(event -> reached(event.stream(), event.seq()));
    }

    void forgetAll() {
        last.clear();
    }
}
