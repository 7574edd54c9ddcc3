package io.annals.log;

import static io.annals.log.Examples.event;
import static io.annals.log.Examples.proposal;
import static io.annals.log.Examples.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.log.EventLog.Cursor;
import io.annals.log.EventLog.Verification;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** What was recorded, by position, stream, subject and instant. */
abstract class ReadingContract extends EventLogContract {
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
    void how_many_streams_begin_is_answered_at_once() {
        append(log, run("a", 0, 9));
        append(log, proposal(event("b", 0), event("a", 10), event("a", 11)));
        append(log, proposal(event("c", 0)));
        append(log, proposal(event("c", 1), event("b", 1)));

        List<String> asked = new ArrayList<>(List.of("a", "b", "c", "a", "unheard-of"));
        IntStream.range(0, 500).forEach(i -> asked.add("unheard-of-" + i));
        Map<String, List<RecordedEvent>> beginnings = log.beginnings(asked, 11);

        assertThat(beginnings).containsOnlyKeys("a", "b", "c");
        assertThat(beginnings.get("a")).isEqualTo(log.stream("a", 0).subList(0, 11));
        assertThat(beginnings.get("b")).isEqualTo(log.stream("b", 0));
        assertThat(beginnings.get("c")).isEqualTo(log.stream("c", 0));
        assertThat(log.beginnings(List.of(), 11)).isEmpty();
    }

    @Test
    void commits_are_read_by_their_positions_in_order() {
        append(log, proposal(event("a", 0, "anna"), event("b", 0, "bert")));
        append(log, proposal(event("a", 1, "anna")));
        append(log, proposal(event("a", 2, "anna")));

        assertThat(log.at(List.of(3L, 1L, 99L))).extracting(e -> e.event().id()).containsExactly("a/0", "b/0", "a/2");
        assertThat(log.at(List.of())).isEmpty();
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
                .containsExactly(Tuple.tuple(2L, 0), Tuple.tuple(4L, 1));
        assertThat(subjects(List.of("nobody"), 5)).isEmpty();
    }

    @Test
    void the_events_about_a_subject_are_read_from_a_position_on() {
        for (int i = 0; i < 5; i++) {
            append(log, proposal(event("a", 2 * i, "anna"), event("b", i, "bert"), event("a", 2 * i + 1, "anna")));
        }

        try (Cursor<RecordedEvent> some = log.subjects(List.of("anna"), 2, 4)) {
            assertThat(some).extracting(e -> e.event().id()).containsExactly("a/4", "a/5", "a/6", "a/7");
        }
        try (Cursor<RecordedEvent> none = log.subjects(List.of("anna"), 5, Long.MAX_VALUE)) {
            assertThat(none).isEmpty();
        }
    }

    @Test
    void what_the_log_holds_is_counted_as_a_whole_and_from_a_position_on() {
        append(log, proposal(event("a", 0, "anna"), event("b", 0, "bert")));
        append(log, proposal(event("a", 1, "anna"), event("n", 0)));
        append(log, run("a", 2, 9));
        List<Commit> commits = all(log, 0);
        List<Long> progress = new ArrayList<>();

        Statistics whole = log.statistics(0, progress::add);
        Statistics rest = log.statistics(1, position -> {});

        assertThat(progress).endsWith(3L);
        assertThat(whole)
                .extracting(
                        Statistics::commits,
                        Statistics::events,
                        Statistics::streams,
                        Statistics::subjects,
                        Statistics::subjectsExact,
                        Statistics::eventsByType,
                        Statistics::first,
                        Statistics::last)
                .containsExactly(
                        3L,
                        12L,
                        3L,
                        2L,
                        true,
                        Map.of("test.Happened", 12L),
                        commits.getFirst().at(),
                        commits.getLast().at());
        assertThat(whole.batches())
                .isEqualTo(commits.stream().map(Commit::at).distinct().count());
        assertThat(rest)
                .extracting(Statistics::commits, Statistics::events, Statistics::streams, Statistics::subjects)
                .containsExactly(2L, 10L, 1L, 1L);
        assertThat(rest.bytes()).isPositive().isLessThan(whole.bytes());
        assertThat(log.statistics(9, position -> {}).commits()).isZero();
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

    private List<RecordedEvent> subjects(List<String> subjects, long upTo) {
        List<RecordedEvent> events = new ArrayList<>();
        try (Cursor<RecordedEvent> cursor = log.subjects(subjects, upTo)) {
            cursor.forEach(events::add);
        }
        return events;
    }
}
