package io.annals.edge;

import io.annals.edge.refusal.TooMany;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many of one thing each actor has at once on this node, so that none of them ever has all that there is. By the actor's
 * name: all that somebody comes in by counts together. Thread safe.
 */
public final class ConcurrencyLimit {
    private static final Duration WORTH_ANOTHER_TRY = Duration.ofSeconds(1);

    private final int most;
    private final String refusal;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    /**
     * @param most how many, at least one
     * @param refusal the sentence for whoever wants more
     */
    public ConcurrencyLimit(int most, String refusal) {
        this.most = most;
        this.refusal = refusal;
    }

    /** One that was taken; given back once, however often it is closed. */
    public interface Permit extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Takes one for this actor.
     *
     * @throws TooMany when they have as many as anybody may
     */
    public Permit take(Actor actor) {
        String whose = actor.name();
        int now = taken.merge(whose, 1, Integer::sum);
        if (now > most) {
            giveBack(whose);
            throw new TooMany(refusal, WORTH_ANOTHER_TRY);
        }
        AtomicBoolean given = new AtomicBoolean();
        return () -> {
            if (given.compareAndSet(false, true)) {
                giveBack(whose);
            }
        };
    }

    private void giveBack(String whose) {
        taken.computeIfPresent(whose, (_, count) -> count == 1 ? null : count - 1);
    }
}
