package io.annals.query.live.presence;

import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import io.annals.edge.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what this node's sessions say, each session's last word only: however fast somebody types, there is one write of
 * theirs under way. What waits meanwhile is written together. Trouble with the database is tried again, with what was said
 * meanwhile.
 */
final class Writing {
    private static final Logger log = LoggerFactory.getLogger(Writing.class);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int TRIES = 5;

    private final Seats seats;
    private final String node;
    private final BlockingQueue<Visit> queue = new LinkedBlockingQueue<>(); // each visit stands in it once at most

    Writing(Seats seats, String node) {
        this.seats = seats;
        this.node = node;
    }

    void add(Visit visit) {
        if (visit.queue()) {
            queue.add(visit);
        }
    }

    void run(BooleanSupplier closed) {
        while (!closed.getAsBoolean()) {
            try {
                List<Visit> visits = waiting();
                visits.forEach(Visit::unqueue);
                try {
                    write(visits);
                } catch (MongoInterruptedException e) {
                    return;
                } catch (MongoException | IllegalStateException e) {
                    log.debug("Who is here cannot be told at the moment", e);
                    visits.forEach(this::add);
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** All who wait, at least one. */
    private List<Visit> waiting() throws InterruptedException {
        List<Visit> visits = new ArrayList<>();
        visits.add(queue.take());
        queue.drainTo(visits);
        return visits;
    }

    /** Those who stay where they are in one round trip; who comes, moves, goes or claims by itself. */
    private void write(List<Visit> visits) {
        Map<String, Whereabouts> staying = new LinkedHashMap<>();
        for (Visit visit : visits) {
            Whereabouts wish = visit.wish();
            if (isStaying(visit.put, wish) && !wish.claim()) {
                staying.put(visit.id(), wish);
            }
        }
        boolean written = seats.update(staying);
        visits.stream()
                .filter(visit -> !(written && staying.containsKey(visit.id())))
                .forEach(this::write);
    }

    private static boolean isStaying(@Nullable Seat before, Whereabouts wish) {
        return before != null && !Visit.isGone(wish) && Objects.equals(before.customer(), wish.customer());
    }

    void write(Visit visit) {
        boolean asked = visit.askedAnew();
        Whereabouts wish = visit.wish();
        if (Visit.isGone(wish)) {
            visit.put = null;
            seats.remove(visit.id());
            return;
        }
        Seat before = visit.put;
        if (before == null) {
            seats.beat(node); // there may have been nobody here for long: others would sweep the seat away
        }
        boolean stays = isStaying(before, wish);
        if (!stays || !seats.update(Map.of(visit.id(), wish))) {
            Instant since = before == null || !stays ? Instant.now().truncatedTo(ChronoUnit.MILLIS) : before.since();
            Seat seat = visit.seat(node, wish, since);
            seats.put(seat);
            visit.put = seat;
        }
        if (asked && wish.claim() && wish.customer() != null) {
            visit.tried(wish, claim(visit, wish.customer(), wish.takeOver()));
        }
    }

    /** Several may take over at once: one of them has it in the end, the others hear who. */
    private boolean claim(Visit visit, String customer, boolean takeOver) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            if (seats.claim(visit.id())) {
                return true;
            }
            Optional<Seat> holder = seats.claimed(customer);
            if (holder.isPresent() && !takeOver) {
                if (!holder.get().name().equals(visit.name())) {
                    visit.refuse(claimedBy(holder.get()));
                }
                return false;
            }
            if (takeOver) {
                seats.unclaim(customer, visit.id());
            }
        }
        return seats.claim(visit.id()); // never ends with an unclaim: somebody has it
    }

    private static Problem claimedBy(Seat holder) {
        return new Problem(
                "claimed-by-another",
                409,
                "Somebody else deals with this customer; it can be taken over.",
                "here",
                Map.of("customer", Objects.requireNonNull(holder.customer()), "by", holder.name()));
    }
}
