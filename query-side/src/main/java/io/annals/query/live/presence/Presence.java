package io.annals.query.live.presence;

import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import io.annals.edge.problem.Problem;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.bson.RawBsonDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is here, on all nodes: hands on what the sessions of this one say, and follows what all of them have said. */
public final class Presence implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Presence.class);
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** Rounds in which a node must be missed before it is swept: after an outage all are missed for one. */
    private static final int ROUNDS_MISSED = 2;

    private final String node = UUID.randomUUID().toString();
    private final Seats seats;
    private final PresenceSettings settings;
    private final Roster roster = new Roster();
    private final Map<String, Visit> visits = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, Integer> missed = new HashMap<>(); // of the keeper
    private final Writing writing;
    private final List<Thread> threads;
    private volatile Consumer<String> changes = _ -> {};
    private volatile boolean closed;

    public Presence(MongoDatabase database, PresenceSettings settings) {
        this.seats = new Seats(database);
        this.settings = settings;
        this.writing = new Writing(seats, node);
        this.threads = List.of(
                thread("presence-writer", () -> writing.run(this::isClosed)),
                thread("presence-follower", this::follow),
                thread("presence-keeper", this::keep));
    }

    /** Of the platform: a virtual one gets no turn while requests that only compute have all carriers. */
    private static Thread thread(String name, Runnable work) {
        return Thread.ofPlatform().name(name).daemon().unstarted(work);
    }

    public void open() {
        threads.forEach(Thread::start);
    }

    /** From now on the listener hears of each customer at whom something has changed. It must not wait. */
    public void whenChanged(Consumer<String> listener) {
        changes = listener;
    }

    /**
     * A session that has something to say.
     *
     * @param name of the person, as the log names them
     * @param told hears of a claim that was not granted
     */
    public Visit visit(String name, Consumer<Problem> told) {
        Visit visit = new Visit(node + "/" + numbers.incrementAndGet(), name, this::changed, told);
        visits.put(visit.id(), visit);
        return visit;
    }

    private void changed(Visit visit) {
        if (!visit.isHere()) {
            visits.remove(visit.id());
        } else {
            visits.put(visit.id(), visit);
        }
        writing.add(visit);
    }

    /** Who is at a customer, the first to come first. */
    public List<Person> at(String customer) {
        return roster.at(customer);
    }

    /** Everybody who is here, by name, with the customers whom they have open. */
    public Map<String, List<String>> everybody() {
        return roster.everybody();
    }

    /** Whom somebody takes care of, by the customer's id, with the name of who does. */
    public Map<String, String> claimed() {
        return roster.claimed();
    }

    private boolean isClosed() {
        return closed;
    }

    private void tell(Set<String> customers) {
        customers.forEach(changes);
    }

    /** Opens the stream of changes first and then looks at what there is, so that nothing falls in between. */
    private void follow() {
        while (!closed) {
            try {
                seats.prepare();
                try (var cursor = seats.changes()) {
                    tell(roster.replace(seats.all()));
                    while (!closed) {
                        ChangeStreamDocument<RawBsonDocument> change = cursor.tryNext();
                        if (change != null) {
                            tell(heard(change));
                        }
                    }
                }
            } catch (MongoInterruptedException e) {
                return;
            } catch (MongoException | IllegalStateException e) { // also a client that is being closed
                pauseAfter(e);
            }
        }
    }

    private Set<String> heard(ChangeStreamDocument<RawBsonDocument> change) {
        RawBsonDocument now = change.getFullDocument();
        if (now != null) {
            return roster.put(Seats.seat(now));
        }
        if (change.getDocumentKey() == null) {
            throw new IllegalStateException("the collection was dropped");
        }
        String id =
                Objects.requireNonNull(change.getDocumentKey()).getString("_id").getValue();
        Visit ours = visits.get(id);
        if (ours != null && ours.isHere() && !seats.has(id)) {
            ours.isSwept();
        }
        return roster.remove(id);
    }

    private void pauseAfter(RuntimeException e) {
        if (!closed) {
            log.warn("Who is here cannot be followed at the moment: {}", e.toString());
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void keep() {
        while (!closed) {
            LockSupport.parkNanos(settings.beat().toNanos());
            try {
                visits.values()
                        .forEach(
                                visit -> visit.fallSilentAfter(settings.typing().toNanos()));
                round();
            } catch (MongoInterruptedException e) {
                return;
            } catch (MongoException | IllegalStateException e) {
                missed.clear(); // who could not be heard of is not gone for that
                log.debug("No sign of life could be given", e);
            }
        }
    }

    private void round() {
        if (!visits.isEmpty()) {
            seats.beat(node);
        }
        Set<String> nodes = roster.nodes();
        nodes.remove(node);
        if (nodes.isEmpty()) {
            missed.clear();
            return;
        }
        Set<String> alive = seats.alive(settings.absence());
        nodes.removeAll(alive);
        missed.keySet().retainAll(nodes);
        for (String gone : nodes) {
            if (missed.merge(gone, 1, Integer::sum) >= ROUNDS_MISSED) {
                log.info("A node is gone without a word; so are those who were on it");
                seats.removeNode(gone);
            }
        }
    }

    /** Takes this node's people along. */
    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(Duration.ofSeconds(2));
            }
            seats.removeNode(node);
        } catch (MongoException | IllegalStateException e) { // the others see to it
            log.debug("Leaving without a word", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
