package io.annals.query.live.presence;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import io.annals.query.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A customer has one claim at most, whoever claims, takes over, moves on and leaves at the same time on whatever node. The
 * witness reads the order of what happened to the collection as the database itself tells it.
 */
class ClaimProperties {
    private static final List<String> CUSTOMERS = List.of("c-1", "c-2");
    private static final int SESSIONS = 6;

    private static MongoDatabase database =
            World.client().getDatabase("claims-" + UUID.randomUUID().toString().substring(0, 8));

    @BeforeContainer
    static void prepare() {
        new Seats(database).prepare();
    }

    @AfterContainer
    static void drop() {
        database.drop();
    }

    @Provide
    Arbitrary<List<List<Whereabouts>>> stories() {
        Arbitrary<Whereabouts> at = Combinators.combine(
                        Arbitraries.of(CUSTOMERS),
                        Arbitraries.of(true, false),
                        Arbitraries.frequency(net.jqwik.api.Tuple.of(3, true), net.jqwik.api.Tuple.of(1, false)),
                        Arbitraries.of(true, false))
                .as((customer, typing, claim, takeOver) ->
                        new Whereabouts(customer, true, typing, claim, claim && takeOver));
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(8, at), net.jqwik.api.Tuple.of(1, Arbitraries.just(Whereabouts.GONE)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .list()
                .ofSize(SESSIONS);
    }

    @Property(tries = 60)
    void a_customer_has_one_claim_at_most_at_any_time(@ForAll("stories") List<List<Whereabouts>> stories)
            throws Exception {
        Witness witness = new Witness(database);

        List<Visit> visits = live(stories);

        assertThat(witness.violations()).isEmpty();
        for (int i = 0; i < SESSIONS; i++) {
            assertThat(beliefs(visits.get(i)))
                    .as("what session %s was told is so", i)
                    .isEqualTo(witness.claimed(visits.get(i).id()));
        }
        visits.forEach(visit -> new Seats(database).remove(visit.id()));
    }

    /** A session that was told that it holds may have been taken over since, and then is not told so by its own writes. */
    private static boolean beliefs(Visit visit) {
        return new Seats(database).all().stream().anyMatch(seat -> seat.id().equals(visit.id()) && seat.claimed());
    }

    @Property(tries = 30)
    void of_all_who_take_over_at_once_one_has_it(@ForAll("stories") List<List<Whereabouts>> stories) throws Exception {
        List<List<Whereabouts>> all = new ArrayList<>();
        for (List<Whereabouts> story : stories) {
            List<Whereabouts> longer = new ArrayList<>(story);
            longer.add(new Whereabouts("c-1", true, false, true, true));
            all.add(longer);
        }

        List<Visit> visits = live(all);

        assertThat(new Seats(database).all()).filteredOn(Seat::claimed).hasSize(1);
        visits.forEach(visit -> new Seats(database).remove(visit.id()));
    }

    /** Without the index the same witness finds the law broken: a witness that never complains says nothing. */
    @Example
    void the_witness_sees_two_claims_where_nothing_forbids_them() {
        MongoDatabase lawless = World.client()
                .getDatabase("lawless-" + UUID.randomUUID().toString().substring(0, 8));
        lawless.createCollection("presence");
        Witness witness = new Witness(lawless);
        Seats seats = new Seats(lawless);
        for (String id : List.of("a", "b")) {
            seats.put(new Seat(id, "n", id, "c-1", true, false, null, java.time.Instant.EPOCH));
            assertThat(seats.claim(id)).isTrue();
        }

        assertThat(witness.violations()).hasSize(1);
        lawless.drop();
    }

    /** Each session on a thread of its own, three on either of two nodes; all begin at once. */
    private static List<Visit> live(List<List<Whereabouts>> stories) throws Exception {
        List<Visit> visits = new ArrayList<>();
        CyclicBarrier start = new CyclicBarrier(SESSIONS);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> lives = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                String node = "node-" + i % 2;
                Visit visit = new Visit(UUID.randomUUID() + "/" + i, "person-" + i, _ -> {}, _ -> {});
                List<Whereabouts> story = stories.get(i);
                visits.add(visit);
                lives.add(threads.submit(() -> {
                    Writing writing = new Writing(new Seats(database), node);
                    start.await(10, TimeUnit.SECONDS);
                    for (Whereabouts where : story) {
                        visit.now(where);
                        writing.write(visit);
                    }
                    return null;
                }));
            }
            for (Future<?> life : lives) {
                life.get(30, TimeUnit.SECONDS);
            }
        }
        return visits;
    }

    /** Follows the collection from here on and keeps who claims what, step by step. */
    private static final class Witness {
        private final MongoDatabase database;
        private final MongoChangeStreamCursor<ChangeStreamDocument<Document>> changes;
        private final Map<String, @Nullable String> customers = new HashMap<>();
        private final Map<String, Boolean> claims = new HashMap<>();

        Witness(MongoDatabase database) {
            this.database = database;
            changes = presence().watch().maxAwaitTime(1, TimeUnit.SECONDS).cursor();
        }

        private MongoCollection<Document> presence() {
            return database.getCollection("presence");
        }

        /** Reads up to a mark of its own; each customer with more than one claim, at each step. */
        List<String> violations() {
            String mark = "mark-" + UUID.randomUUID();
            presence().insertOne(new Document("_id", mark));
            List<String> violations = new ArrayList<>();
            try (changes) {
                while (true) {
                    ChangeStreamDocument<Document> change = changes.next();
                    String id = Objects.requireNonNull(change.getDocumentKey())
                            .getString("_id")
                            .getValue();
                    if (id.equals(mark)) {
                        presence().deleteOne(new Document("_id", mark));
                        return violations;
                    }
                    take(id, change);
                    Map<String, Integer> held = new HashMap<>();
                    claims.forEach((seat, claimed) -> {
                        if (claimed) {
                            held.merge(String.valueOf(customers.get(seat)), 1, Integer::sum);
                        }
                    });
                    held.forEach((customer, count) -> {
                        if (count > 1) {
                            violations.add(customer + " has " + count + " claims");
                        }
                    });
                }
            }
        }

        private void take(String id, ChangeStreamDocument<Document> change) {
            switch (Objects.requireNonNull(change.getOperationType())) {
                case INSERT, REPLACE -> {
                    Document seat = Objects.requireNonNull(change.getFullDocument());
                    customers.put(id, seat.getString("customer"));
                    claims.put(id, seat.getBoolean("claim", false));
                }
                case UPDATE -> {
                    var update = Objects.requireNonNull(change.getUpdateDescription());
                    BsonDocument set = Objects.requireNonNull(update.getUpdatedFields());
                    if (set.containsKey("claim")) {
                        claims.put(id, set.getBoolean("claim").getValue());
                    }
                    if (set.get("customer") instanceof BsonString moved) {
                        customers.put(id, moved.getValue());
                    }
                    if (update.getRemovedFields() != null
                            && update.getRemovedFields().contains("claim")) {
                        claims.put(id, false);
                    }
                }
                case DELETE -> {
                    customers.remove(id);
                    claims.remove(id);
                }
                default -> throw new AssertionError("not expected of this collection: " + change);
            }
        }

        boolean claimed(String id) {
            return claims.getOrDefault(id, false);
        }
    }
}
