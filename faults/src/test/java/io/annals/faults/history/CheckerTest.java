package io.annals.faults.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.faults.history.Entry.Slot;
import io.annals.faults.history.Operation.Acknowledged;
import io.annals.faults.history.Operation.Failed;
import io.annals.faults.history.Operation.Proposed;
import io.annals.faults.history.Operation.Seen;
import io.annals.faults.history.Operation.Stopped;
import io.annals.faults.history.Operation.Unknown;
import io.annals.faults.history.Violation.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every promise is broken once, alone, and the checker says which and where; an honest log passes. */
@Tag("quick")
class CheckerTest {
    private static final int COMMITS = 10;

    private final List<Entry> log = new ArrayList<>();
    private final List<Operation> history = new ArrayList<>();

    CheckerTest() {
        for (int position = 1; position <= COMMITS; position++) {
            log.add(entry(position, "c" + position, slot("s" + position % 2, (position - 1) / 2)));
        }
        log.forEach(entry -> {
            history.add(proposed(
                    entry.commit(),
                    100 * entry.position(),
                    entry.slots().getFirst().toString()));
            history.add(acknowledged(entry.commit(), 100 * entry.position() + 50, entry.position()));
        });
    }

    @Test
    void an_honest_log_breaks_no_promise() {
        history.add(proposed("f", 300, "s0/0"));
        history.add(new Failed("a", 310, "f", "conflict"));
        history.add(proposed("u", 400, "s9/0"));
        history.add(new Unknown("a", 410, "u", "time-out"));
        history.add(seen(1_200, "1:c1", "2:c2"));
        history.add(seen(1_300, "3:c3"));

        Report report = check();

        assertThat(report.violations()).isEmpty();
        assertThat(report)
                .extracting(Report::commits, Report::acknowledged, Report::failed, Report::unknown)
                .containsExactly(10L, 10L, 1L, 1L);
        assertThat(report.seen()).isEqualTo(Map.of("reader", 3L));
    }

    @Test
    void an_unknown_outcome_may_be_in_the_log_or_not() {
        history.removeIf(operation -> operation instanceof Acknowledged a && a.position() == 4);
        history.add(new Unknown("a", 460, "c4", "time-out"));

        assertThat(check().violations()).isEmpty();
    }

    @Test
    void a_lost_last_commit_is_lost() {
        log.removeLast();

        breaks(Promise.KEPT, 10);
    }

    @Test
    void a_missing_position_is_a_gap_a_loss_and_more() {
        log.remove(4);

        assertThat(check().broken()).containsKeys(Promise.DENSE, Promise.KEPT, Promise.CHAINED, Promise.CONTIGUOUS);
        assertThat(check().violations()).anyMatch(v -> v.promise() == Promise.DENSE && v.position() == 5);
    }

    @Test
    void a_commit_recorded_twice_is_doubled() {
        log.add(chained(entry(11, "c3", slot("s7", 0))));
        history.removeIf(operation -> operation instanceof Acknowledged a && a.position() == 3);
        history.replaceAll(operation ->
                operation instanceof Proposed p && p.commit().equals("c3") ? proposed("c3", 300) : operation);

        breaks(Promise.UNIQUE, 11);
    }

    @Test
    void a_contact_recorded_twice_is_doubled() {
        log.add(chained(new Entry(11, "x", List.of("k"), 11, "", "", "", List.of(slot("s7", 0)))));
        log.add(chained(new Entry(12, "y", List.of("k"), 12, "", "", "", List.of(slot("s8", 0)))));

        breaks(Promise.UNIQUE, 12);
    }

    @Test
    void what_was_acknowledged_elsewhere_was_not_kept() {
        history.add(proposed("k", 1_100));
        history.add(acknowledged("k", 1_150, 11));
        log.add(chained(entry(11, "x", slot("s7", 0))));
        log.add(chained(new Entry(12, "y", List.of("k"), 12, "", "", "", List.of(slot("s8", 0)))));

        breaks(Promise.KEPT, 12);
    }

    @Test
    void an_acknowledgement_at_two_positions_is_one_too_many() {
        history.add(acknowledged("c4", 2_000, 5));

        assertThat(check().broken()).containsKey(Promise.UNIQUE);
    }

    @Test
    void what_was_said_to_have_failed_must_not_be_there() {
        history.add(proposed("f", 1_100, "s7/0"));
        history.add(new Failed("a", 1_150, "f", "conflict"));
        log.add(chained(entry(11, "f", slot("s7", 0))));

        breaks(Promise.FAILED_IS_FAILED, 11);
    }

    @Test
    void what_lies_in_the_log_is_what_was_proposed() {
        history.add(proposed("x", 1_100, "s7/0", "s8/0"));
        log.add(chained(entry(11, "x", slot("s7", 0))));

        breaks(Promise.PROPOSED, 11);
    }

    @Test
    void a_stream_without_its_next_number_is_broken() {
        log.add(chained(entry(11, "x", slot("s1", 6))));

        breaks(Promise.CONTIGUOUS, 11);
    }

    @Test
    void a_stream_with_a_number_twice_is_broken_even_within_one_commit() {
        log.add(chained(entry(11, "x", slot("s1", 5), slot("s1", 5))));

        breaks(Promise.CONTIGUOUS, 11);
    }

    @Test
    void an_expectation_that_did_not_hold_is_found() {
        history.add(new Proposed("a", 1_100, "x", List.of("s7/0"), Map.of("s1", 3L)));
        log.add(chained(entry(11, "x", slot("s7", 0))));

        breaks(Promise.EXPECTED, 11);
    }

    @Test
    void an_expectation_that_held_is_none() {
        history.add(new Proposed("a", 1_100, "x", List.of("s7/0"), Map.of("s1", 4L, "s9", -1L)));
        log.add(chained(entry(11, "x", slot("s7", 0))));

        assertThat(check().violations()).isEmpty();
    }

    @Test
    void what_was_acknowledged_before_another_was_proposed_lies_before_it() {
        history.replaceAll(
                operation -> operation instanceof Proposed p && p.commit().equals("c7")
                        ? proposed("c7", 860, p.slots().toArray(String[]::new))
                        : operation);
        history.replaceAll(operation ->
                operation instanceof Acknowledged a && a.position() == 7 ? acknowledged("c7", 900, 7) : operation);

        breaks(Promise.REAL_TIME_ORDER, 8); // c8, known at 850, lies behind c7, which was proposed at 860
    }

    @Test
    void what_a_reader_has_seen_is_known_as_well() {
        history.removeIf(operation -> operation instanceof Acknowledged a && a.position() >= 7);
        history.add(seen(720, "1:c1", "2:c2", "3:c3", "4:c4", "5:c5", "6:c6", "7:c7", "8:c8"));

        breaks(Promise.REAL_TIME_ORDER, 8);
    }

    @Test
    void a_time_that_goes_back_is_found() {
        log.set(
                5,
                new Entry(
                        6,
                        "c6",
                        List.of(),
                        1,
                        log.get(5).prev(),
                        log.get(5).hash(),
                        log.get(5).trueHash(),
                        log.get(5).slots()));

        breaks(Promise.FORWARD, 6);
    }

    @Test
    void a_commit_whose_content_is_not_what_its_hash_says_breaks_the_chain() {
        Entry altered = log.get(5);
        log.set(5, new Entry(6, "c6", List.of(), 6, altered.prev(), altered.hash(), "other", altered.slots()));

        breaks(Promise.CHAINED, 6);
    }

    @Test
    void a_commit_that_names_another_predecessor_breaks_the_chain() {
        Entry altered = log.get(5);
        log.set(5, new Entry(6, "c6", List.of(), 6, "other", altered.hash(), altered.trueHash(), altered.slots()));

        breaks(Promise.CHAINED, 6);
    }

    @Test
    void a_reader_that_missed_one_saw_no_prefix() {
        history.add(seen(1_200, "1:c1", "3:c3"));

        breaks(Promise.PREFIX, 2);
    }

    @Test
    void a_reader_that_was_shown_one_twice_saw_no_prefix() {
        history.add(seen(1_200, "1:c1", "2:c2", "2:c2"));

        breaks(Promise.PREFIX, 3);
    }

    @Test
    void a_reader_that_was_shown_what_is_not_there_any_more_saw_no_prefix() {
        history.add(seen(1_200, "1:c1", "2:other"));

        breaks(Promise.PREFIX, 2);
    }

    @Test
    void a_reader_that_was_shown_more_than_there_is_saw_no_prefix() {
        log.forEach(entry -> history.add(seen(1_200, entry.position() + ":" + entry.commit())));
        history.add(seen(1_300, "11:c11"));

        breaks(Promise.PREFIX, 10);
    }

    @Test
    void whoever_gave_up_is_named() {
        history.add(new Stopped("a", 500, "no reason"));

        breaks(Promise.ALIVE, 0);
    }

    private Report check() {
        return Checker.check(history, log, Map.of("reader", Shows.COMMITS));
    }

    private void breaks(Promise promise, long position) {
        assertThat(check().violations()).singleElement().satisfies(violation -> {
            assertThat(violation.promise()).isEqualTo(promise);
            assertThat(violation.position()).isEqualTo(position);
        });
    }

    private Entry chained(Entry entry) {
        Entry before = log.getLast();
        return new Entry(
                entry.position(),
                entry.commit(),
                entry.contacts(),
                entry.at(),
                before.hash(),
                "h" + entry.position(),
                "h" + entry.position(),
                entry.slots());
    }

    private static Entry entry(long position, String commit, Slot... slots) {
        String prev = position == 1 ? "0".repeat(64) : "h" + (position - 1);
        return new Entry(position, commit, List.of(), position, prev, "h" + position, "h" + position, List.of(slots));
    }

    private static Slot slot(String stream, long seq) {
        return new Slot(stream, seq, "faults.Happened");
    }

    private static Proposed proposed(String commit, long nanos, String... slots) {
        return new Proposed("a", nanos, commit, List.of(slots), Map.of());
    }

    private static Acknowledged acknowledged(String commit, long nanos, long position) {
        return new Acknowledged("a", nanos, commit, position);
    }

    private static Seen seen(long nanos, String... what) {
        return new Seen("reader", nanos, List.of(what));
    }
}
