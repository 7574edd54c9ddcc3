package io.annals.edge;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Who asked last, and who before them: enough to know whether anybody besides one actor asks at the moment. Thread safe. */
final class LatelyAsked {
    private static final long LATELY = TimeUnit.SECONDS.toNanos(1);

    /** How much older than now a note may be before it is made anew: so that not every request writes what all read. */
    private static final long FRESH = LATELY / 10;

    private volatile @Nullable Note last;

    /** @param before the last one of another name */
    private record Note(String name, long at, @Nullable Note before) {
        Note alone() {
            return new Note(name, at, null);
        }

        boolean isLately(long now) {
            return now - at < LATELY;
        }
    }

    /** Two at the same moment: one of them is noted, and the other with their next request. */
    void asked(String name) {
        long now = System.nanoTime();
        Note known = last;
        if (known == null) {
            last = new Note(name, now, null);
        } else if (!known.name().equals(name)) {
            last = new Note(name, now, known.alone());
        } else if (now - known.at() > FRESH) {
            last = new Note(name, now, known.before());
        }
    }

    boolean anybodyBesides(String name) {
        Note known = last;
        if (known != null && known.name().equals(name)) {
            known = known.before();
        }
        return known != null && known.isLately(System.nanoTime());
    }
}
