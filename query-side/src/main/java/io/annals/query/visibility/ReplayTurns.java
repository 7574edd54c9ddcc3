package io.annals.query.visibility;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.annals.edge.Actor;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * History is read and encoded for one actor one piece after another, in the order in which they asked, however many sockets and
 * followers of theirs want it: nobody takes the processor from all others by asking for everything a hundred times. Thread safe.
 */
public final class ReplayTurns {
    private final Cache<String, Lock> byActor =
            Caffeine.newBuilder().weakValues().build();

    ReplayTurns() {}

    /** The same for an actor's name as long as anybody holds it: keep it while there may be something to read. */
    public Lock of(Actor actor) {
        return byActor.get(actor.name(), _ -> new ReentrantLock(true));
    }
}
