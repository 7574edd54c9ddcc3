package io.annals.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.annals.edge.refusal.TooMany;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.function.Supplier;

/** Who asks too much waits: token buckets of this node, by grant and by address. */
public final class Limits {
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final int SECONDS_AT_ONCE = 10;
    private static final int MOST_BUCKETS = 100_000;

    private final LimitSettings settings;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_BUCKETS)
            .expireAfterAccess(Duration.ofMinutes(10)) // full again long before
            .build();

    public Limits(LimitSettings settings) {
        this.settings = settings;
    }

    /** @throws TooMany when this actor asks faster than anybody may */
    void ask(Actor actor) {
        boolean machine = actor.grant().id().startsWith("key/");
        int rate = machine ? settings.machine() : settings.person();
        take("actor " + actor.grant().id(), () -> bucket(rate * SECONDS_AT_ONCE, rate, A_SECOND));
    }

    /**
     * Counts something from this address that let nobody in.
     *
     * @throws TooMany when there have been too many; what was shown is then better not even looked at
     */
    public void refused(String address) {
        take("address " + address, () -> bucket(settings.refusals(), settings.refusals(), A_MINUTE));
    }

    private void take(String whose, Supplier<Bucket> fresh) {
        ConsumptionProbe taken = buckets.get(whose, _ -> fresh.get()).tryConsumeAndReturnRemaining(1);
        if (!taken.isConsumed()) {
            throw new TooMany("Too much at once; wait a little.", Duration.ofNanos(taken.getNanosToWaitForRefill()));
        }
    }

    private static Bucket bucket(int capacity, int refill, Duration period) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(refill, period))
                .build();
    }
}
