package io.annals.query.live;

import io.annals.edge.Actor;
import io.annals.edge.ConcurrencyLimit;
import io.annals.edge.Limits;
import io.annals.edge.problem.Problem;
import io.annals.edge.refusal.TooMany;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * What one socket may take.
 *
 * @param actor as they came in
 * @param messages how fast it may say something
 * @param place that it has among those of its actor, given back when it is closed
 */
record SocketBounds(Actor actor, Limits.MessageLimit messages, ConcurrencyLimit.Permit place) {
    private static final Duration HELD = Duration.ofMillis(250);

    /**
     * Asked for each message before it is looked at. Whoever is too fast is held up: this thread reads the socket, and as long as
     * it does not, the other side cannot say more.
     */
    Optional<Problem> tooFast() {
        try {
            messages.ask(actor);
            return Optional.empty();
        } catch (TooMany e) {
            LockSupport.parkNanos(HELD.toNanos());
            return Optional.of(Problem.of(e));
        }
    }
}
