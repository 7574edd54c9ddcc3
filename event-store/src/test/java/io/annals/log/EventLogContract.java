package io.annals.log;

import static io.annals.log.Examples.event;
import static io.annals.log.Examples.proposal;
import static io.annals.log.Examples.raw;
import static io.annals.log.Examples.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.annals.log.EventLog.Cursor;
import io.annals.log.EventLog.Place;
import io.annals.log.EventLog.Tail;
import io.annals.log.EventLog.Verification;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What whoever uses a log may rely on. Every sentence must fail against a log that does nothing. */
abstract class EventLogContract {
    private final List<EventLog> opened = new ArrayList<>();
    protected EventLog log;

    /** Opens a log on the database of this test: two of them share what they record. */
    abstract EventLog open(InstantSource clock);

    /** How long to wait for what must come. */
    Duration patience() {
        return Duration.ofSeconds(20);
    }

    @BeforeEach
    void open() {
        log = another(InstantSource.system());
    }

    final EventLog another(InstantSource clock) {
        EventLog another = open(clock);
        opened.add(another);
        return another;
    }

    @AfterEach
    void close() {
        opened.forEach(EventLog::close);
    }

    // appending

    @Test
    void positions_are_1_2_3() {
        List<Long> positions = IntStream.range(0, 20)
                .mapToObj(i -> append(log, proposal(event("stream-" + i, 0))))
                .toList();

        assertThat(positions)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
        assertThat(log.head()).isEqualTo(20);
        assertThat(all(log, 0)).extracting(Commit::position).containsExactlyElementsOf(positions);
    }

    @Test
    void what_was_recorded_reads_back_as_it_was() {
        Document data = new Document("text", "Grüße, 世界 \uD83D\uDE00")
                .append("list", List.of(1, 2L, "three", new Document("four", 4.0)))
                .append("when", new Date(0))
                .append("nothing", null)
                .append("yes", true);
        Event full = new Event(
                "ström",
                0,
                "test.Happened",
                3,
                "id-1",
                "subject-1",
                Instant.parse("2026-02-03T04:05:06.789Z"),
                Map.of("actor", "Zoë", "channel", "till", "trace", ""),
                raw(data));
        Event bare = new Event("other", 0, "t", 1, "id-2", null, Instant.EPOCH, Map.of(), raw(new Document()));
        Proposal proposal = proposal(full, bare);

        append(log, proposal);

        Commit commit = all(log, 0).getFirst();
        assertThat(commit.commitId()).isEqualTo(proposal.commitId());
        assertThat(commit.events()).containsExactly(full, bare);
        assertThat(log.stream("ström", 0)).extracting(RecordedEvent::event).containsExactly(full);
    }

    @Test
    void positions_are_dense_when_many_threads_append_through_two_logs() {
        EventLog second = another(InstantSource.system());
        int threads = 16;
        int each = 60;

        List<List<Long>> told = together(
                threads,
                thread -> IntStream.range(0, each)
                        .mapToObj(i -> append(thread % 2 == 0 ? log : second, proposal(event("s" + thread, i))))
                        .toList());

        List<Commit> commits = all(log, 0);
        assertThat(commits)
                .extracting(Commit::position)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, threads * each).boxed().toList());
        for (int thread = 0; thread < threads; thread++) {
            for (int i = 0; i < each; i++) {
                Commit commit = commits.get((int) (told.get(thread).get(i) - 1));
                assertThat(commit.events().getFirst().id()).isEqualTo("s" + thread + "/" + i);
            }
        }
        assertThat(log.verify(p -> {})).isEqualTo(new Verification(threads * each, threads * each, null, null));
    }

    @Test
    void of_many_commits_for_one_place_exactly_one_is_recorded() {
        EventLog second = another(InstantSource.system());
        int threads = 16;
        int rounds = 15;
        CyclicBarrier rendezvous = new CyclicBarrier(threads);

        List<List<Boolean>> won = together(threads, thread -> {
            List<Boolean> wins = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                rendezvous.await(patience().toMillis(), TimeUnit.MILLISECONDS);
                Throwable refusal = refusal(thread % 2 == 0 ? log : second, proposal(event("hot", round)));
                if (refusal != null) {
                    assertThat(refusal).isInstanceOf(StreamConflict.class);
                }
                wins.add(refusal == null);
                rendezvous.await(patience().toMillis(), TimeUnit.MILLISECONDS);
            }
            return wins;
        });

        for (int round = 0; round < rounds; round++) {
            int r = round;
            assertThat(won.stream().filter(wins -> wins.get(r))).hasSize(1);
        }
        assertThat(log.stream("hot", 0)).hasSize(rounds);
        assertThat(log.head()).isEqualTo(rounds);
    }

    @Test
    void writers_who_decide_again_after_a_conflict_all_get_through() {
        EventLog second = another(InstantSource.system());
        int threads = 8;
        int each = 10;

        together(threads, thread -> {
            EventLog own = thread % 2 == 0 ? log : second;
            for (int done = 0; done < each; ) {
                long next = own.lastSeqs(List.of("counter")).getOrDefault("counter", -1L) + 1;
                Throwable refusal = refusal(own, proposal(event("counter", next)));
                if (refusal == null) {
                    done++;
                } else {
                    assertThat(refusal).isInstanceOf(StreamConflict.class);
                }
            }
            return done(each);
        });

        assertThat(log.stream("counter", 0)).hasSize(threads * each);
    }

    @Test
    void a_gap_in_a_stream_is_refused() {
        append(log, proposal(event("s", 0)));

        assertThat(refusal(log, proposal(event("s", 2)))).isInstanceOf(CommitRefused.class);
        assertThat(refusal(log, proposal(event("unheard-of", 1)))).isInstanceOf(CommitRefused.class);
        assertThat(refusal(another(InstantSource.system()), proposal(event("s", 2))))
                .isInstanceOf(CommitRefused.class);
        assertThat(append(log, proposal(event("s", 1)))).isEqualTo(2);
    }

    @Test
    void a_gap_or_the_same_place_twice_within_a_commit_is_refused() {
        assertThat(refusal(log, proposal(event("s", 0), event("s", 0)))).isInstanceOf(CommitRefused.class);
        assertThat(refusal(log, proposal(event("s", 0), event("s", 2)))).isInstanceOf(CommitRefused.class);
        assertThat(refusal(log, proposal(event("s", 1), event("s", 0)))).isInstanceOf(CommitRefused.class);
        assertThat(refusal(log, proposal(event("s", -1)))).isInstanceOf(CommitRefused.class);
        assertThat(refusal(log, proposal())).isInstanceOf(CommitRefused.class);
        assertThat(append(log, proposal(event("s", 0), event("t", 0), event("s", 1))))
                .isEqualTo(1);
    }

    @Test
    void a_commit_over_several_streams_is_recorded_whole_or_not_at_all() {
        append(log, proposal(event("a", 0), event("b", 0), event("b", 1)));

        Throwable refusal = refusal(log, proposal(event("c", 0), event("a", 1), event("b", 1)));

        assertThat(refusal).isInstanceOf(StreamConflict.class);
        assertThat(log.stream("c", 0)).isEmpty();
        assertThat(log.stream("a", 0)).hasSize(1);
        assertThat(append(log, proposal(event("c", 0), event("a", 1), event("b", 2))))
                .isEqualTo(2);
    }

    @Test
    void a_conflict_harms_none_of_those_who_wait_beside_it() {
        EventLog second = another(InstantSource.system());
        append(second, proposal(event("taken", 0)));

        List<CompletableFuture<Long>> futures = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            futures.add(log.append(proposal(event(i == 50 ? "taken" : "free-" + i, 0)))
                    .durable());
        }

        for (int i = 0; i < 100; i++) {
            if (i == 50) {
                assertThat(outcome(futures.get(i))).isInstanceOf(StreamConflict.class);
            } else {
                assertThat(await(futures.get(i))).isBetween(2L, 100L);
            }
        }
        assertThat(log.head()).isEqualTo(100);
        assertThat(log.verify(p -> {}).brokenAt()).isNull();
    }

    @Test
    void decisions_on_one_stream_may_build_on_each_other_before_they_are_durable() {
        List<Appending> appendings = LongStream.range(0, 200)
                .mapToObj(seq -> log.append(proposal(event("busy", seq))))
                .toList();

        for (int i = 0; i < 200; i++) {
            assertThat(await(appendings.get(i).placed())).isEqualTo(i + 1);
            assertThat(await(appendings.get(i).durable())).isEqualTo(i + 1);
        }
        assertThat(log.stream("busy", 0)).hasSize(200);
    }

    @Test
    void a_decision_built_on_a_placed_commit_fails_with_it() {
        EventLog second = another(InstantSource.system());
        append(second, proposal(event("s", 0)));

        Appending failing = log.append(proposal(event("s", 0)));
        List<Appending> builtOnIt = LongStream.rangeClosed(1, 3)
                .mapToObj(seq -> log.append(proposal(event("s", seq))))
                .toList();

        assertThat(outcome(failing.durable())).isInstanceOf(StreamConflict.class);
        assertThat(builtOnIt)
                .allSatisfy(each ->
                        assertThat(outcome(each.durable())).isInstanceOfAny(StreamConflict.class, CommitRefused.class));
        assertThat(log.stream("s", 0)).hasSize(1);
    }

    @Test
    void an_expectation_that_holds_lets_a_commit_pass() {
        append(log, proposal(event("read", 0), event("read", 1)));

        assertThat(append(log, proposal(Map.of("read", 1L, "never-written", -1L), event("written", 0))))
                .isEqualTo(2);
        assertThat(all(log, 1)).hasSize(1);
    }

    @Test
    void an_expectation_that_is_outdated_refuses_a_commit() {
        append(log, run("read", 0, 2));

        assertThat(refusal(log, proposal(Map.of("read", 1L), event("w", 0)))).isInstanceOf(StreamConflict.class);
        assertThat(refusal(log, proposal(Map.of("read", -1L), event("w", 0)))).isInstanceOf(StreamConflict.class);
        assertThat(refusal(log, proposal(Map.of("read", 3L), event("w", 0)))).isInstanceOf(CommitRefused.class);
        assertThat(log.head()).isEqualTo(1);
    }

    @Test
    void an_expectation_is_held_against_what_another_log_has_recorded_meanwhile() {
        EventLog second = another(InstantSource.system());
        append(log, proposal(event("read", 0)));
        append(log, proposal(Map.of("read", 0L), event("first", 0)));
        append(second, proposal(event("read", 1)));

        assertThat(refusal(log, proposal(Map.of("read", 0L), event("w", 0)))).isInstanceOf(StreamConflict.class);
        assertThat(append(log, proposal(Map.of("read", 1L), event("w", 0)))).isEqualTo(4);
    }

    @Test
    void of_two_who_read_each_others_stream_only_one_is_recorded() {
        EventLog second = another(InstantSource.system());
        int rounds = 20;
        CyclicBarrier rendezvous = new CyclicBarrier(2);

        List<List<Boolean>> won = together(2, thread -> {
            List<Boolean> wins = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                rendezvous.await(patience().toMillis(), TimeUnit.MILLISECONDS);
                String own = (thread == 0 ? "left-" : "right-") + round;
                String other = (thread == 0 ? "right-" : "left-") + round;
                wins.add(refusal(thread == 0 ? log : second, proposal(Map.of(other, -1L), event(own, 0))) == null);
            }
            return wins;
        });

        for (int round = 0; round < rounds; round++) {
            assertThat(List.of(won.get(0).get(round), won.get(1).get(round))).containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void the_same_commit_proposed_again_is_recorded_once() {
        Proposal proposal = proposal(event("s", 0), event("t", 0));
        long position = append(log, proposal);
        append(log, proposal(event("s", 1)));

        assertThat(append(log, proposal)).isEqualTo(position);
        assertThat(append(another(InstantSource.system()), proposal)).isEqualTo(position);
        assertThat(log.head()).isEqualTo(2);
    }

    @Test
    void the_same_commit_proposed_many_times_at_once_is_recorded_once() {
        Proposal proposal = proposal(event("s", 0));

        List<Long> positions = together(8, thread -> append(log, proposal));

        assertThat(positions).containsOnly(1L);
        assertThat(log.head()).isEqualTo(1);
    }

    @Test
    void a_commit_over_1_MiB_is_refused_and_nothing_else_is_harmed() {
        Document large = new Document("text", "x".repeat(1 << 20));
        Document allowed = new Document("text", "x".repeat(1_000_000));
        List<Appending> around = new ArrayList<>();
        Throwable refusal = null;
        for (int i = 0; i < 30; i++) {
            around.add(log.append(proposal(event("large-" + i, 0, null, allowed))));
            if (i == 15) {
                refusal = outcome(
                        log.append(proposal(event("too-large", 0, null, large))).durable());
            }
        }

        assertThat(refusal).isInstanceOf(CommitRefused.class);
        around.forEach(each -> assertThat(await(each.durable())).isBetween(1L, 30L));
        assertThat(all(log, 0)).hasSize(30);
    }

    @Test
    void what_cannot_be_stored_is_refused_and_nothing_else_is_harmed() {
        byte[] broken = raw(new Document("a", "b")).getByteBuffer().array().clone();
        broken[7] = 99;
        Document deep = new Document();
        for (int i = 0; i < 180; i++) {
            deep = new Document("d", deep);
        }
        Event fine = event("s", 0);
        Event malformed =
                new Event("s", 0, "t", 1, "i", null, Instant.EPOCH, Map.of(), new org.bson.RawBsonDocument(broken));
        Event ancient = new Event("s", 0, "t", 1, "i", null, Instant.MIN, Map.of(), fine.data());
        Event metaWithNul = new Event("s", 0, "t", 1, "i", null, Instant.EPOCH, Map.of("a\0b", "c"), fine.data());

        assertThat(refusal(log, proposal(event("s\uD800", 0)))).isInstanceOf(CommitRefused.class);
        assertThat(refusal(log, proposal(event("s", 0, null, deep)))).isInstanceOf(CommitRefused.class);
        assertThat(refusal(log, proposal(malformed))).isInstanceOf(CommitRefused.class);
        assertThat(refusal(log, proposal(ancient))).isInstanceOf(CommitRefused.class);
        assertThat(refusal(log, proposal(metaWithNul))).isInstanceOf(CommitRefused.class);
        assertThat(append(log, proposal(fine))).isEqualTo(1);
    }

    @Test
    void nothing_is_recorded_after_the_log_was_closed() {
        append(log, proposal(event("s", 0)));
        log.close();

        assertThat(refusal(log, proposal(event("s", 1)))).isInstanceOf(LogUnavailable.class);
        assertThat(another(InstantSource.system()).head()).isEqualTo(1);
    }

    // instants

    @Test
    void at_never_goes_back_though_a_clock_does() {
        Instant now = Instant.now();
        List<Instant> clock = new ArrayList<>(
                List.of(now, now.plusMillis(900), now.minusMillis(900), now.minusMillis(100), now.plusMillis(950)));
        EventLog jumping = another(() -> clock.size() == 1 ? clock.getFirst() : clock.removeFirst());

        for (int i = 0; i < 8; i++) {
            append(jumping, proposal(event("s", i)));
        }

        List<Instant> ats = all(log, 0).stream().map(Commit::at).toList();
        assertThat(ats).hasSize(8).isSorted();
    }

    @Test
    void an_instant_belongs_to_the_last_position_recorded_until_then() {
        for (int i = 0; i < 150; i++) {
            append(log, proposal(event("s", i)));
        }
        List<Commit> commits = all(log, 0);

        for (Commit commit : commits) {
            long last = commits.stream()
                    .filter(c -> !c.at().isAfter(commit.at()))
                    .mapToLong(Commit::position)
                    .max()
                    .orElseThrow();
            assertThat(log.positionAt(commit.at())).isEqualTo(last);
        }
        assertThat(log.positionAt(commits.getFirst().at().minusMillis(1))).isZero();
        assertThat(log.positionAt(commits.getLast().at().plusSeconds(1))).isEqualTo(150);
    }

    // reading

    @Test
    void reading_begins_after_a_position_and_ends_with_the_head() {
        for (int i = 0; i < 1_200; i += 3) {
            append(log, run("s", i, i + 2));
        }

        assertThat(all(log, 0)).hasSize(400);
        assertThat(all(log, 390))
                .extracting(Commit::position)
                .containsExactly(391L, 392L, 393L, 394L, 395L, 396L, 397L, 398L, 399L, 400L);
        assertThat(all(log, 400)).isEmpty();
        assertThat(all(log, 4_000)).isEmpty();
    }

    @Test
    void a_stream_reads_in_order_from_any_number_on() {
        for (int i = 0; i < 600; i += 3) {
            append(log, proposal(event("s", i), event("other", i / 3), event("s", i + 1), event("s", i + 2)));
        }

        assertThat(log.stream("s", 0)).extracting(e -> e.event().seq()).containsExactlyElementsOf(numbers(0, 599));
        assertThat(log.stream("s", 400)).extracting(e -> e.event().seq()).containsExactlyElementsOf(numbers(400, 599));
        assertThat(log.stream("s", 600)).isEmpty();
        assertThat(log.stream("unheard-of", 0)).isEmpty();
        assertThat(log.stream("s", 4).getFirst())
                .extracting(RecordedEvent::position, RecordedEvent::index)
                .containsExactly(2L, 2);
    }

    @Test
    void the_last_numbers_of_many_streams_are_answered_at_once() {
        append(log, run("a", 0, 9));
        append(log, proposal(event("b", 0), event("a", 10), event("a", 11)));
        append(log, proposal(event("c", 0)));

        List<String> asked = new ArrayList<>(List.of("a", "b", "c", "a", "unheard-of"));
        IntStream.range(0, 500).forEach(i -> asked.add("unheard-of-" + i));

        assertThat(log.lastSeqs(asked)).isEqualTo(Map.of("a", 11L, "b", 0L, "c", 0L));
        assertThat(log.lastSeqs(List.of())).isEmpty();
    }

    @Test
    void the_events_about_some_subjects_come_in_order_of_position() {
        append(log, proposal(event("a", 0, "anna"), event("b", 0, "bert"), event("n", 0)));
        append(log, proposal(event("c", 0, "carl")));
        append(log, proposal(event("a", 1, "anna"), event("a", 2, "anna")));
        append(log, proposal(event("b", 1, "bert"), event("c", 1, "carl")));
        append(log, proposal(event("a", 3, "anna")));

        assertThat(subjects(List.of("anna", "bert"), 4))
                .extracting(e -> e.event().id())
                .containsExactly("a/0", "b/0", "a/1", "a/2", "b/1");
        assertThat(subjects(List.of("carl"), 5))
                .extracting(RecordedEvent::position, RecordedEvent::index)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2L, 0), org.assertj.core.groups.Tuple.tuple(4L, 1));
        assertThat(subjects(List.of("nobody"), 5)).isEmpty();
    }

    @Test
    void readers_see_a_prefix_while_others_append() throws Exception {
        EventLog second = another(InstantSource.system());
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> prefixes = readers.submit(() -> {
                int seen = 0;
                while (!done.get()) {
                    List<Long> positions =
                            all(second, 0).stream().map(Commit::position).toList();
                    assertThat(positions).isEqualTo(numbers(1, positions.size()));
                    assertThat(positions).hasSizeGreaterThanOrEqualTo(seen);
                    seen = positions.size();
                }
                return seen;
            });

            together(
                    8,
                    thread -> IntStream.range(0, 50)
                            .mapToObj(i -> append(log, proposal(event("s" + thread, i))))
                            .toList());
            done.set(true);

            assertThat(prefixes.get(patience().toMillis(), TimeUnit.MILLISECONDS))
                    .isPositive();
            assertThat(all(second, 0)).hasSize(400);
        }
    }

    @Test
    void the_whole_chain_can_be_recomputed() {
        append(log, run("s", 0, 4));
        append(log, proposal(event("s", 5)));
        List<Long> progress = new ArrayList<>();

        assertThat(log.verify(progress::add)).isEqualTo(new Verification(2, 6, null, null));
        assertThat(progress).contains(2L);
    }

    // following

    @Test
    void a_tail_catches_up_and_then_follows() throws Exception {
        for (int i = 0; i < 700; i++) {
            log.append(proposal(event("s", i)));
        }
        append(log, proposal(event("s", 700)));

        try (Tail tail = log.tail(Place.BEGINNING)) {
            assertThat(take(tail, 701)).isEqualTo(numbers(1, 701));
            assertThat(tail.poll(10, Duration.ofMillis(20))).isEmpty();

            append(log, proposal(event("s", 701)));
            append(log, proposal(event("t", 0)));

            assertThat(take(tail, 2)).isEqualTo(numbers(702, 703));
            assertThat(tail.place().position()).isEqualTo(703);
            assertThat(tail.place().hash()).isEqualTo(all(log, 702).getFirst().hash());
        }
    }

    @Test
    void a_tail_follows_what_another_log_records() throws Exception {
        EventLog second = another(InstantSource.system());
        try (Tail tail = second.tail(Place.BEGINNING)) {
            assertThat(tail.poll(10, Duration.ofMillis(20))).isEmpty();

            together(
                    8,
                    thread -> IntStream.range(0, 50)
                            .mapToObj(i -> append(thread % 2 == 0 ? log : second, proposal(event("s" + thread, i))))
                            .toList());

            assertThat(take(tail, 400)).isEqualTo(numbers(1, 400));
        }
    }

    @Test
    void many_tails_from_anywhere_see_the_same() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        List<List<Long>> seen = together(9, thread -> {
            if (thread == 0) {
                for (int i = 0; i < 1_500; i++) {
                    Appending appending = log.append(proposal(event("s", i)));
                    if (i % 100 == 99) {
                        await(appending.durable());
                    }
                }
                done.set(true);
                return List.of();
            }
            try (Tail tail = log.tail(Place.BEGINNING)) {
                return take(tail, 1_500);
            }
        });

        assertThat(done).isTrue();
        assertThat(seen.subList(1, 9))
                .allSatisfy(positions -> assertThat(positions).isEqualTo(numbers(1, 1_500)));
    }

    @Test
    void a_tail_goes_on_from_where_another_stopped() throws Exception {
        for (int i = 0; i < 30; i++) {
            append(log, proposal(event("s", i)));
        }
        Place place;
        try (Tail tail = log.tail(Place.after(10))) {
            assertThat(take(tail, 5)).isEqualTo(numbers(11, 15));
            place = tail.place();
        }

        try (Tail tail = another(InstantSource.system()).tail(place)) {
            assertThat(take(tail, 15)).isEqualTo(numbers(16, 30));
        }
    }

    @Test
    void a_tail_wakes_its_listener() throws Exception {
        try (Tail tail = log.tail(Place.BEGINNING)) {
            assertThat(tail.poll(10, Duration.ofMillis(20))).isEmpty();
            for (int i = 0; i < 3; i++) {
                CountDownLatch woken = new CountDownLatch(2);
                tail.onAvailable(woken::countDown); // which may call at once
                append(log, proposal(event("s", i)));
                assertThat(woken.await(patience().toMillis(), TimeUnit.MILLISECONDS))
                        .isTrue();
                assertThat(take(tail, 1)).containsExactly(i + 1L);
            }
        }
    }

    @Test
    void a_tail_from_a_place_that_is_not_on_the_log_is_refused() {
        append(log, proposal(event("s", 0)));
        append(log, proposal(event("s", 1)));
        ChainHash foreign = new ChainHash(new byte[] {
            1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8
        });

        assertThat(pollingUntilRefused(new Place(1, foreign))).isInstanceOf(LogBroken.class);
        assertThat(pollingUntilRefused(new Place(17, foreign))).isInstanceOf(LogBroken.class);
    }

    // what the sentences are made of

    private Throwable pollingUntilRefused(Place place) {
        try (Tail tail = log.tail(place)) {
            return catchThrowable(() -> {
                long until = System.nanoTime() + patience().toNanos();
                while (System.nanoTime() < until) {
                    assertThat(tail.poll(10, Duration.ofMillis(100))).isEmpty();
                }
            });
        }
    }

    final long append(EventLog to, Proposal proposal) {
        return await(to.append(proposal).durable());
    }

    final <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("refused: " + e.getCause(), e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    final @org.jspecify.annotations.Nullable Throwable refusal(EventLog by, Proposal proposal) {
        return outcome(by.append(proposal).durable());
    }

    /** Why it failed, or null when it did not. */
    final @org.jspecify.annotations.Nullable Throwable outcome(CompletableFuture<Long> future) {
        try {
            future.orTimeout(patience().toMillis(), TimeUnit.MILLISECONDS).join();
            return null;
        } catch (CompletionException e) {
            return e.getCause();
        } catch (RuntimeException e) {
            return e;
        }
    }

    static List<Commit> all(EventLog log, long after) {
        List<Commit> commits = new ArrayList<>();
        try (Cursor<Commit> cursor = log.read(after)) {
            cursor.forEach(commits::add);
        }
        return commits;
    }

    private List<RecordedEvent> subjects(List<String> subjects, long upTo) {
        List<RecordedEvent> events = new ArrayList<>();
        try (Cursor<RecordedEvent> cursor = log.subjects(subjects, upTo)) {
            cursor.forEach(events::add);
        }
        return events;
    }

    final List<Long> take(Tail tail, int count) throws InterruptedException {
        List<Long> positions = new ArrayList<>();
        long until = System.nanoTime() + patience().toNanos();
        while (positions.size() < count && System.nanoTime() < until) {
            tail.poll(count - positions.size(), Duration.ofMillis(100)).forEach(c -> positions.add(c.position()));
        }
        return positions;
    }

    static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    private static Integer done(int what) {
        return what;
    }

    /** What each of some threads does at the same time. */
    interface Part<T> {
        T play(int thread) throws Exception;
    }

    final <T> List<T> together(int threads, Part<T> part) {
        CyclicBarrier start = new CyclicBarrier(threads);
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<T>> parts = IntStream.range(0, threads)
                    .mapToObj(thread -> pool.submit(() -> {
                        start.await(patience().toMillis(), TimeUnit.MILLISECONDS);
                        return part.play(thread);
                    }))
                    .toList();
            List<T> results = new ArrayList<>();
            try {
                for (Future<T> each : parts) {
                    results.add(each.get(3 * patience().toMillis(), TimeUnit.MILLISECONDS));
                }
            } catch (ExecutionException e) {
                throw new AssertionError(e.getCause());
            } catch (InterruptedException | TimeoutException e) {
                throw new AssertionError(e);
            } finally {
                pool.shutdownNow();
            }
            return results;
        }
    }
}
