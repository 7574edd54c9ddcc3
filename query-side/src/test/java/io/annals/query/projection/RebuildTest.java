package io.annals.query.projection;

import static io.annals.query.Stories.customer;
import static io.annals.query.Stories.life;
import static io.annals.query.Stories.registered;
import static io.annals.query.customer.CustomerProjection.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.edge.refusal.RuleBroken;
import io.annals.edge.refusal.Unknown;
import io.annals.events.Fact;
import io.annals.query.Stories;
import io.annals.query.World;
import io.annals.query.customer.CustomerView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RebuildTest {
    private static final int CUSTOMERS = 20;

    private final World world = new World();
    private final Projections projections = world.projections(CUSTOMER);
    private final Views<CustomerView> customers = projections.views(CUSTOMER);

    @AfterEach
    void end() {
        projections.stop();
        world.close();
    }

    private List<Fact> lives(String tag, int length) {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            facts.addAll(life(customer(i), new Random(i), length, tag + i));
        }
        Collections.shuffle(facts, new Random(1));
        return facts;
    }

    private long tell(List<Fact> facts, int commit) throws Exception {
        long last = 0;
        for (int from = 0; from < facts.size(); from += commit) {
            last = world.tell(facts.subList(from, Math.min(facts.size(), from + commit)));
        }
        return last;
    }

    private Map<String, Document> documents(int generation) {
        Map<String, Document> found = new TreeMap<>();
        world.database
                .getCollection("view_customer_" + generation)
                .find()
                .forEach(document -> found.put(document.getString("_id"), document));
        return found;
    }

    private List<String> collections() {
        return world.database.listCollectionNames().into(new ArrayList<>());
    }

    @Test
    void views_of_an_earlier_revision_are_made_anew_at_the_start() throws Exception {
        long last = tell(lives("a", 5), 3);
        world.database.getCollection("projections").deleteMany(new Document());
        world.database
                .getCollection("projections")
                .insertOne(new Document("_id", "customer").append("serving", 1).append("building", 2));
        for (int old : List.of(1, 2)) {
            world.database
                    .getCollection("view_customer_" + old)
                    .insertOne(new Document("_id", customer(0).toString()).append("view", new Document("old", true)));
        }

        projections.start();
        customers.one(customer(0).toString(), last);

        assertThat(documents(3)).hasSize(CUSTOMERS);
        assertThat(collections()).doesNotContain("view_customer_1", "view_customer_2");
        projections.stop();
        projections.start();
        assertThat(projections.states().getFirst().generation()).isEqualTo(3);
    }

    @Test
    void a_rebuild_while_events_come_in_makes_the_same_documents() throws Exception {
        projections.start();
        long before = tell(lives("a", 30), 3);
        customers.one(customer(0).toString(), before);
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Long> load = CompletableFuture.supplyAsync(() -> {
            try {
                long last = 0;
                for (int round = 0; !enough.get() || round < 2; round++) {
                    last = tell(lives("b" + round + "-", 4), 3);
                }
                return last;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        List<Projections.Step> steps = Collections.synchronizedList(new ArrayList<>());

        State first = projections.rebuild("customer", steps::add);
        State second = projections.rebuild("customer", steps::add);
        enough.set(true);
        long last = load.get(30, TimeUnit.SECONDS);
        customers.one(customer(0).toString(), last);
        Map<String, Document> old = documents(3);
        projections.rebuild("customer", steps::add);

        assertThat(first.generation()).isEqualTo(2);
        assertThat(second.generation()).isEqualTo(3);
        assertThat(steps).isNotEmpty();
        assertThat(old).hasSize(CUSTOMERS);
        assertThat(documents(4)).isEqualTo(old);
    }

    @Test
    void what_a_reader_has_seen_does_not_go_back_when_the_generation_changes() throws Exception {
        projections.start();
        world.tell(registered(Stories.ANN, "Ann"));
        AtomicBoolean enough = new AtomicBoolean();
        AtomicReference<String> wrong = new AtomicReference<>();
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> {
            long seen = 0;
            while (!enough.get()) {
                long now = customers
                        .one(Stories.ANN.toString(), 1L)
                        .map(Shown::position)
                        .orElse(-1L);
                if (now < seen) {
                    wrong.set(now + " after " + seen);
                }
                seen = now;
            }
        });

        for (int i = 0; i < 3; i++) {
            tell(lives("c" + i, 2), 5);
            projections.rebuild("customer", _ -> {});
        }
        enough.set(true);
        reader.get(20, TimeUnit.SECONDS);

        assertThat(wrong).hasNullValue();
    }

    @Test
    void the_old_generation_is_gone_afterwards() throws Exception {
        projections.start();
        long last = tell(lives("d", 3), 5);
        customers.one(customer(0).toString(), last);

        projections.rebuild("customer", _ -> {});

        assertThat(collections()).contains("view_customer_2").doesNotContain("view_customer_1");
        assertThat(world.database
                        .getCollection(Projections.TOKENS)
                        .find()
                        .map(token -> token.getString("processorName")))
                .containsOnly("customer-2", "projections-2");
    }

    @Test
    void a_rebuild_that_died_half_way_leaves_the_old_one_serving_and_is_dropped_at_the_next_start() throws Exception {
        projections.start();
        long last = tell(lives("e", 3), 5);
        customers.one(customer(0).toString(), last);
        projections.stop();
        ProgressStore standings = new ProgressStore(world.database);
        standings.startBuilding("customer", 1, 2);
        world.database.getCollection("view_customer_2").insertOne(new Document("_id", "half"));
        world.database
                .getCollection("projections")
                .updateOne(new Document("_id", "customer"), new Document("$unset", new Document("buildingAt", 1)));

        projections.start();

        assertThat(collections()).contains("view_customer_1").doesNotContain("view_customer_2");
        assertThat(standings.of("customer").building()).isNull();
        assertThat(customers.one(customer(0).toString(), last)).isPresent();
        assertThat(projections.rebuild("customer", _ -> {}).generation()).isEqualTo(2);
    }

    @Test
    void a_rebuild_that_its_listener_ends_leaves_the_old_one_serving() throws Exception {
        projections.start();
        long last = tell(lives("f", 3), 5);

        assertThatThrownBy(() -> projections.rebuild("customer", _ -> {
                    throw new IllegalStateException("gone");
                }))
                .hasMessage("gone");

        assertThat(projections.states().getFirst().generation()).isEqualTo(1);
        assertThat(collections()).doesNotContain("view_customer_2");
        assertThat(customers.one(customer(0).toString(), last)).isPresent();
    }

    @Test
    void a_rebuild_is_not_taken_for_abandoned_however_long_its_listener_takes() throws Exception {
        projections.start();
        long last = tell(lives("h", 3), 5);
        customers.one(customer(0).toString(), last);
        Projections otherNode = world.projections(CUSTOMER);
        otherNode.start();
        ProgressStore standings = new ProgressStore(world.database);
        Set<Integer> buildings = new HashSet<>();

        try {
            projections.rebuild("customer", _ -> {
                long until = System.nanoTime()
                        + World.QUICK.claimTimeout().multipliedBy(3).toNanos();
                while (buildings.isEmpty() || System.nanoTime() < until) {
                    buildings.add(
                            Objects.requireNonNullElse(standings.of("customer").building(), 0));
                    LockSupport.parkNanos(World.QUICK.round().toNanos());
                }
            });
        } finally {
            otherNode.stop();
        }

        assertThat(buildings).containsExactly(2);
        assertThat(standings.of("customer").serving()).isEqualTo(2);
    }

    @Test
    void a_rebuild_that_was_taken_for_abandoned_all_the_same_ends_and_the_old_one_serves_on() throws Exception {
        projections.start();
        long last = tell(lives("i", 3), 5);
        customers.one(customer(0).toString(), last);
        ProgressStore standings = new ProgressStore(world.database);
        AtomicBoolean once = new AtomicBoolean();

        assertThatThrownBy(() -> projections.rebuild("customer", _ -> {
                    if (!once.getAndSet(true)) {
                        standings.abandonBuilding("customer", 2);
                    }
                }))
                .isInstanceOf(RuleBroken.class);

        assertThat(standings.of("customer").serving()).isEqualTo(1);
        assertThat(customers.one(customer(0).toString(), last)).isPresent();
        assertThat(projections.rebuild("customer", _ -> {}).generation()).isEqualTo(2);
    }

    @Test
    void another_node_follows_the_switch() throws Exception {
        Projections other = world.projections(CUSTOMER);
        projections.start();
        other.start();
        try {
            long last = tell(lives("g", 3), 5);
            customers.one(customer(0).toString(), last);

            projections.rebuild("customer", _ -> {});

            assertThat(other.states().getFirst().generation()).isEqualTo(2);
            assertThat(other.views(CUSTOMER).one(customer(0).toString(), last)).isPresent();
        } finally {
            other.stop();
        }
    }

    @Test
    void only_what_is_known_can_be_rebuilt() {
        assertThatThrownBy(() -> projections.rebuild("nothing", _ -> {})).isInstanceOf(Unknown.class);
    }

    @Test
    void several_segments_make_the_same_documents_as_one() throws Exception {
        long last = tell(lives("h", 10), 3);
        projections.start();
        customers.one(customer(0).toString(), last);
        Map<String, Document> one = documents(1);
        projections.stop();
        ProjectionSettings four = new ProjectionSettings(
                4, 50, 100, Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofMillis(100));
        Projections dealt = world.projections(four, Projections.tokens(world.database, four), CUSTOMER);
        dealt.start();
        try {
            dealt.rebuild("customer", _ -> {});
            for (int i = 0; i < CUSTOMERS; i++) {
                dealt.views(CUSTOMER).one(customer(i).toString(), last);
            }

            assertThat(documents(2)).isEqualTo(one);
            assertThat(new ProgressStore(world.database).of("customer").progress())
                    .hasSize(4);
        } finally {
            dealt.stop();
        }
    }
}
