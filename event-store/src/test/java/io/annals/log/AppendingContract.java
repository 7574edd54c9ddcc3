package io.annals.log;

import static io.annals.log.Examples.event;
import static io.annals.log.Examples.proposal;
import static io.annals.log.Examples.raw;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.log.EventLog.Verification;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;

/** What is recorded, where, and what is refused. */
abstract class AppendingContract extends EventLogContract {
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
            return each;
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
        Event malformed = new Event("s", 0, "t", 1, "i", null, Instant.EPOCH, Map.of(), new RawBsonDocument(broken));
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
}
