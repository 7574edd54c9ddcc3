package io.annals.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.annals.edge.refusal.TooMany;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.function.Supplier;

/** Who asks too much waits: token buckets of this node, by actor, by web socket and by address. Thread safe. */
public final class Limits {
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final int SECONDS_AT_ONCE = 10;

    /** As many sockets of one actor's as may be at their limit at the same time. */
    private static final int SOCKETS_AT_WORK = 10;

    private static final int MOST_BUCKETS = 100_000;

    /** How many refusals a second an address hears, and as many at once; no refusal waits longer than this. */
    private static final int REFUSALS_HEARD = 20;

    private static final Duration LATEST_REFUSAL = Duration.ofSeconds(5);

    private final LimitSettings settings;
    private final LatelyAsked lately = new LatelyAsked();
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_BUCKETS)
            .expireAfterAccess(Duration.ofMinutes(10)) // full again long before
            .build();

    public Limits(LimitSettings settings) {
        this.settings = settings;
    }

    /**
     * One request of this actor's, or one message of theirs on a web socket. All that they come in by counts together.
     *
     * @throws TooMany when this actor asks faster than anybody may
     */
    public void ask(Actor actor) {
        boolean machine = actor.grant().id().startsWith("key/") && !actor.is(Role.CUSTOMER);
        int rate = machine ? settings.machine() : settings.person();
        lately.asked(actor.name());
        take(of((machine ? "machine " : "person ") + actor.name(), () -> perSecond(rate)));
    }

    /**
     * A web socket or another stream that this actor opens.
     *
     * @throws TooMany when this actor opens, or says on sockets, more than anybody may
     */
    public void askToOpen(Actor actor) {
        take(of("opened " + actor.name(), () -> perSecond(settings.messages())));
        askToSay(actor);
    }

    private void askToSay(Actor actor) {
        take(of("streams " + actor.name(), () -> perSecond(settings.messages() * SOCKETS_AT_WORK)));
    }

    /** Whether anybody besides this actor has asked for something within the last second. */
    public boolean othersAsk(Actor actor) {
        return lately.anybodyBesides(actor.name());
    }

    /**
     * How long a refusal to this address waits before it leaves: an address hears so many of them a second, one after the other.
     * Zero for the first ones; never more than five seconds.
     */
    Duration refusalDelay(String address) {
        Bucket heard = of("refusals to " + address, () -> perSecond(REFUSALS_HEARD, 1));
        Duration wait = Duration.ofNanos(heard.consumeIgnoringRateLimits(1));
        if (wait.compareTo(LATEST_REFUSAL) <= 0) {
            return wait;
        }
        heard.addTokens(1); // not added to what is owed
        return LATEST_REFUSAL;
    }

    /** What one web socket may say, beside what its actor may on all of theirs: opening another one does not help. */
    public MessageLimit forSocket() {
        Bucket own = perSecond(settings.messages());
        return actor -> {
            take(own);
            askToSay(actor);
            ask(actor);
        };
    }

    /** The pace of one web socket. */
    public interface MessageLimit {
        /**
         * One message of this actor's.
         *
         * @throws TooMany when the socket, or the actor with all they do, is too fast
         */
        void ask(Actor actor);
    }

    /**
     * One request from this address at a place that does much for whoever is not known yet.
     *
     * @throws TooMany when the address asks faster than a person may
     */
    public void askFrom(String address) {
        take(of("from " + address, () -> perSecond(settings.person())));
    }

    /**
     * Counts something from this address that let nobody in.
     *
     * @throws TooMany when there have been too many
     */
    public void refused(String address) {
        take(refusals(address));
    }

    /**
     * Before something from this address is looked at that costs much to look at, such as a password. It counts as refused
     * until {@link #letIn}: any number of tries at once are no more than one after the other.
     *
     * @throws TooMany when too much has been refused, or is being looked at; it is then not to be looked at
     */
    public void tryFrom(String address) {
        take(refusals(address));
    }

    /** What {@link #tryFrom} has counted was good. */
    public void letIn(String address) {
        refusals(address).addTokens(1);
    }

    private Bucket refusals(String address) {
        return of("address " + address, () -> bucket(settings.refusals(), settings.refusals(), A_MINUTE));
    }

    private Bucket of(String whose, Supplier<Bucket> fresh) {
        return buckets.get(whose, _ -> fresh.get());
    }

    private static void take(Bucket bucket) {
        ConsumptionProbe taken = bucket.tryConsumeAndReturnRemaining(1);
        if (!taken.isConsumed()) {
            throw new TooMany("Too much at once; wait a little.", Duration.ofNanos(taken.getNanosToWaitForRefill()));
        }
    }

    private static Bucket perSecond(int rate) {
        return perSecond(rate, SECONDS_AT_ONCE);
    }

    private static Bucket perSecond(int rate, int secondsAtOnce) {
        return bucket(rate * secondsAtOnce, rate, A_SECOND);
    }

    private static Bucket bucket(int capacity, int refill, Duration period) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(refill, period))
                .build();
    }
}
