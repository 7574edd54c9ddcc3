package io.annals.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all {@link Register}s grant, remembered for a few seconds: looking a secret up costs a hash. Whatever was asked for
 * is looked at again when {@link #lookAgain} is called and as its end passes. Thread safe.
 */
final class LiveGrants implements Grants {
    private static final Logger LOG = LoggerFactory.getLogger(LiveGrants.class);
    private static final Logger SECURITY = LoggerFactory.getLogger("annals.security");
    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final int MOST_REMEMBERED = 10_000;

    private final List<Register> registers;
    private final Clock clock;
    private final Map<String, Actor> watched = new ConcurrentHashMap<>();
    private final List<Consumer<Grant>> listeners = new CopyOnWriteArrayList<>();

    /** Also of secrets that nobody has: a flood of guesses reaches the database only once each. */
    private final Cache<String, Optional<Actor>> known = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    LiveGrants(List<Register> registers, Clock clock) {
        this.registers = List.copyOf(registers);
        this.clock = clock;
    }

    @Override
    public Optional<Actor> by(String secret) {
        Optional<Actor> found =
                known.get(Secret.hash(secret), _ -> lookUp(secret)).filter(this::holds);
        found.ifPresent(this::watch);
        return found;
    }

    private Optional<Actor> lookUp(String secret) {
        for (Register register : registers) {
            Optional<Actor> found = register.wouldHave(secret) ? register.by(secret) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<Actor> now(Grant grant) {
        Optional<Actor> found = Optional.ofNullable(current(Set.of(grant.id())).get(grant.id()));
        found.ifPresent(this::watch);
        return found;
    }

    @Override
    public AutoCloseable whenChanged(Consumer<Grant> told) {
        Consumer<Grant> once = told::accept; // the same listener twice is two
        listeners.add(once);
        return () -> listeners.remove(once);
    }

    /** Looks at everything that was asked for, and tells of what has changed. */
    synchronized void lookAgain() {
        known.invalidateAll();
        Map<String, Actor> then = Map.copyOf(watched);
        Map<String, Actor> now = current(then.keySet());
        then.forEach((id, was) -> {
            Actor is = now.get(id);
            if (is == null) {
                end(was);
            } else if (!is.equals(was) && watched.replace(id, was, is)) {
                tell(is.grant());
            }
        });
        known.invalidateAll(); // what was being looked up meanwhile may be of before
    }

    /** Tells of what has passed its end. */
    void endWhatIsOver() {
        watched.values().stream().filter(actor -> !holds(actor)).forEach(this::end);
    }

    private Map<String, Actor> current(Set<String> ids) {
        Map<String, Actor> found = new ConcurrentHashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        for (Register register : registers) {
            register.now(ids).forEach((id, actor) -> {
                if (holds(actor)) {
                    found.put(id, actor);
                }
            });
        }
        return found;
    }

    private void watch(Actor actor) {
        if (watched.get(actor.grant().id()) == actor) {
            return; // as ever
        }
        Actor earlier = watched.put(actor.grant().id(), actor);
        if (earlier == null) {
            SECURITY.info("{} comes in by {}", actor.name(), actor.grant().id());
        } else if (!earlier.equals(actor)) {
            tell(actor.grant());
        }
    }

    private void end(Actor was) {
        if (watched.remove(was.grant().id()) != null) {
            tell(was.grant());
        }
    }

    private boolean holds(Actor actor) {
        Instant until = actor.grant().until();
        return until == null || clock.instant().isBefore(until);
    }

    private void tell(Grant grant) {
        for (Consumer<Grant> listener : listeners) {
            try {
                listener.accept(grant);
            } catch (RuntimeException e) {
                LOG.warn("Somebody could not be told that {} has changed", grant.id(), e);
            }
        }
    }
}
