package io.annals.query.projection;

import static io.annals.query.Stories.ANN;
import static io.annals.query.Stories.customer;
import static io.annals.query.Stories.earned;
import static io.annals.query.Stories.registered;
import static io.annals.query.customer.CustomerProjection.CUSTOMER;
import static io.annals.query.loyalty.LoyaltyProjection.LOYALTY;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import io.annals.events.Fact;
import io.annals.log.RecordedEvent;
import io.annals.query.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final World world = new World();
    private final ProgressStore standings = new ProgressStore(world.database);
    private final List<Projections> started = new ArrayList<>();
    private final AtomicLong applied = new AtomicLong();
    private final AtomicBoolean sick = new AtomicBoolean();
    private final CountDownLatch released = new CountDownLatch(1);
    private final Projection<Counted> counting = counting("counting", Set.of(), () -> {});

    record Counted(long events) {}

    @AfterEach
    void end() {
        released.countDown();
        started.forEach(Projections::stop);
        world.close();
    }

    /** Counts a subject's events, and how often it is given any. */
    private Projection<Counted> counting(String name, Set<String> types, Runnable before) {
        return new Projection<>(
                name,
                new Fold<>() {
                    @Override
                    public Counted empty(String subject) {
                        return new Counted(0);
                    }

                    @Override
                    public Counted apply(Counted view, RecordedEvent where, Fact fact) {
                        before.run();
                        applied.incrementAndGet();
                        return new Counted(view.events() + 1);
                    }
                },
                Counted.class,
                List.of(),
                types);
    }

    private Projections start(Projection<?>... projections) {
        Projections some = world.projections(projections);
        started.add(some);
        some.start();
        return some;
    }

    private Group group() {
        return Objects.requireNonNull(standings.groups().now());
    }

    private void awaitMembers(String... names) throws InterruptedException {
        boolean reached =
                new Signals().until(LONG, () -> group().members().keySet().equals(Set.of(names)));
        assertThat(reached).as("the group is %s", group()).isTrue();
    }

    private static long seen(Projections projections, Projection<Counted> projection, long atLeast) {
        return projections
                .views(projection)
                .one(ANN.toString(), atLeast)
                .orElseThrow()
                .view()
                .events();
    }

    private List<String> readers() {
        return world.database
                .getCollection(Projections.TOKENS)
                .distinct("processorName", String.class)
                .into(new ArrayList<>());
    }

    @Test
    void one_reader_reads_for_all_and_notes_once() throws Exception {
        Projection<Counted> unconcerned = counting("unconcerned", Set.of("none.OfThese"), () -> {});
        Projections projections = start(CUSTOMER, LOYALTY, counting, unconcerned);
        world.tell(registered(ANN, "Ann"));
        long last = world.tell(earned(ANN, 5, "a"));

        assertThat(seen(projections, counting, last)).isEqualTo(2);
        assertThat(projections
                        .views(LOYALTY)
                        .one(ANN.toString(), last)
                        .orElseThrow()
                        .view()
                        .balance())
                .isEqualTo(5);
        assertThat(projections.views(unconcerned).one(ANN.toString(), last)).isEmpty();
        assertThat(projections.states()).extracting(State::position).containsOnly(last);
        assertThat(readers()).containsOnly("projections-1");
        assertThat(world.database
                        .getCollection("projections")
                        .find(new Document("progress", new Document("$exists", 1))))
                .extracting(note -> note.getString("_id"))
                .containsOnly("_group");
    }

    /** As a build left it in which each projection had a reader and a progress of its own. */
    private void readAlone(Projection<Counted> projection, long until) throws Exception {
        try (var folding = Executors.newSingleThreadExecutor()) {
            Surroundings around = new Surroundings(
                    world.database,
                    world.log,
                    world.source,
                    world.encoding,
                    world.keyring,
                    Projections.tokens(world.database, World.QUICK),
                    standings,
                    new Signals(),
                    folding,
                    World.QUICK);
            standings.prepare(projection);
            Reader reader = Reader.alone(new Generation<>(projection, 1, around), around);
            reader.start();
            boolean done = around.signals()
                    .until(LONG, () -> standings.of(projection.name()).everywhere() >= until);
            reader.stop();
            assertThat(done).isTrue();
        }
    }

    @Test
    void a_home_of_before_goes_on_where_each_projection_was() throws Exception {
        Projection<Counted> other = counting("other", Set.of(), () -> {});
        long first = world.tell(registered(ANN, "Ann"));
        readAlone(counting, first);
        world.tell(earned(ANN, 1, "a"));
        long second = world.tell(earned(ANN, 2, "b"));
        readAlone(other, second);
        assertThat(standings.groups().now()).isNull();
        applied.set(0);

        Projections projections = start(counting, other);
        assertThat(seen(projections, counting, second)).isEqualTo(3);
        awaitMembers("counting", "other");
        long third = world.tell(earned(ANN, 3, "c"));

        assertThat(seen(projections, counting, third)).isEqualTo(4);
        assertThat(seen(projections, other, third)).isEqualTo(4);
        assertThat(applied).as("two that one had not seen, and one for each").hasValue(4);
        assertThat(readers()).as("so that an earlier build would find them").contains("counting-1", "other-1");
    }

    @Test
    void a_new_projection_on_an_old_log_holds_back_nobody_and_joins_when_it_has_caught_up() throws Exception {
        Projections before = start(CUSTOMER);
        long old = world.tell(registered(ANN, "Ann"));
        before.views(CUSTOMER).one(ANN.toString(), old);
        before.stop();
        Projection<Counted> late = counting("late", Set.of(), this::waitToBeReleased);

        Projections projections = start(CUSTOMER, late);
        long now = world.tell(registered(customer(2), "Bob"));

        assertThat(projections.views(CUSTOMER).one(customer(2).toString(), now)).isPresent();
        assertThat(group().members()).containsOnlyKeys("customer");
        released.countDown();
        awaitMembers("customer", "late");
        long last = world.tell(earned(ANN, 1, "a"));
        assertThat(seen(projections, late, last)).isEqualTo(2);
    }

    private void waitToBeReleased() {
        try {
            assertThat(released.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_projection_that_holds_up_the_others_goes_on_alone_and_joins_again_when_it_is_well() throws Exception {
        Projection<Counted> ailing = counting("ailing", Set.of(), () -> {
            if (sick.get()) {
                throw new MongoException("its collection does not take it");
            }
        });
        Projections projections = start(CUSTOMER, ailing);
        long first = world.tell(registered(ANN, "Ann"));
        assertThat(seen(projections, ailing, first)).isEqualTo(1);
        sick.set(true);
        long second = world.tell(registered(customer(2), "Bob"));

        assertThat(new Signals().until(LONG, () -> standings.of("customer").everywhere() >= second))
                .isTrue();
        assertThat(group().members()).containsOnlyKeys("customer");
        sick.set(false);
        awaitMembers("ailing", "customer");

        assertThat(seen(projections, ailing, world.tell(earned(ANN, 1, "a")))).isEqualTo(2);
    }

    @Test
    void a_build_that_knows_a_member_no_more_takes_it_out_and_a_later_one_takes_it_up_where_it_was() throws Exception {
        Projections newer = start(CUSTOMER, counting);
        long first = world.tell(registered(ANN, "Ann"));
        assertThat(seen(newer, counting, first)).isEqualTo(1);
        newer.stop();

        Projections older = start(CUSTOMER);
        long second = world.tell(earned(ANN, 1, "a"));
        assertThat(new Signals().until(LONG, () -> standings.of("customer").everywhere() >= second))
                .isTrue();
        assertThat(group().members()).containsOnlyKeys("customer");
        older.stop();

        Projections again = start(CUSTOMER, counting);
        assertThat(seen(again, counting, second)).isEqualTo(2);
        assertThat(applied).as("each once: it went on from the group's token").hasValue(2);
        awaitMembers("counting", "customer");
    }

    @Test
    void a_generation_that_an_earlier_build_has_rebuilt_meanwhile_counts() throws Exception {
        Projections projections = start(CUSTOMER, counting);
        long first = world.tell(registered(ANN, "Ann"));
        assertThat(seen(projections, counting, first)).isEqualTo(1);
        projections.stop();
        world.database.getCollection("view_counting_1").drop();
        world.database
                .getCollection("projections")
                .updateOne(new Document("_id", "counting"), new Document("$set", new Document("serving", 2)));

        Projections again = start(CUSTOMER, counting);

        assertThat(seen(again, counting, first)).isEqualTo(1);
        awaitMembers("counting", "customer");
        assertThat(group().members()).containsEntry("counting", 2);
    }

    @Test
    void after_a_log_was_restored_from_a_backup_a_rebuilt_projection_begins_a_group_anew() throws Exception {
        Projections projections = start(CUSTOMER, counting);
        long first = world.tell(registered(ANN, "Ann"));
        assertThat(seen(projections, counting, first)).isEqualTo(1);
        projections.stop();
        world.database
                .getCollection("projections")
                .updateOne(new Document("_id", "_group"), new Document("$set", new Document("progress.0", 1_000L)));

        projections.start();
        projections.rebuild("counting", _ -> {});

        assertThat(group().everywhere()).isEqualTo(first);
        assertThat(group().members()).containsEntry("counting", 2);
        assertThat(seen(projections, counting, world.tell(earned(ANN, 1, "a")))).isEqualTo(2);
    }

    @Test
    void nodes_share_the_segments_of_the_group() throws Exception {
        ProjectionSettings four = new ProjectionSettings(
                4, 50, 100, Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofMillis(100));
        for (int node = 0; node < 2; node++) {
            Projections projections =
                    world.projections(four, Projections.tokens(world.database, four), CUSTOMER, counting);
            started.add(projections);
            projections.start();
        }
        long last = 0;
        for (int i = 0; i < 40; i++) {
            last = world.tell(registered(customer(i), "Customer " + i));
        }
        started.getFirst().rebuild("counting", _ -> {});
        started.getFirst().stop();
        long after = world.tell(earned(ANN, 1, "a"));

        Map<String, Seen<Counted>> views = started.getLast()
                .views(counting)
                .several(
                        IntStream.range(0, 40)
                                .mapToObj(i -> customer(i).toString())
                                .toList(),
                        after);

        assertThat(views).hasSize(40);
        assertThat(group().progress()).hasSize(4);
        assertThat(group().everywhere()).isGreaterThanOrEqualTo(last);
        assertThat(group().members()).containsEntry("counting", 2);
    }
}
