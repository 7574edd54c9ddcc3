package io.annals.log;

import static io.annals.log.Examples.event;
import static io.annals.log.Examples.proposal;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several processes append to one log. */
class TakingTurnsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Databases one = Databases.fresh();
    private final Databases other = one.again();

    @AfterEach
    void close() {
        other.close();
        one.close();
    }

    private long words() {
        return one.raw().getCollection(LogCollections.TURNS).countDocuments();
    }

    private static void until(String what, java.util.function.BooleanSupplier so) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!so.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static @Nullable Throwable refusal(MongoEventLog log, Proposal proposal) {
        try {
            log.append(proposal)
                    .durable()
                    .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
            return null;
        } catch (CompletionException e) {
            return e.getCause();
        }
    }

    /** Somebody else's word, as it is heard by all. */
    private void say(Document word) {
        one.raw().getCollection(LogCollections.TURNS).insertOne(word);
    }

    private static Document word(String who, TurnOrder.Says says) {
        return new Document("who", who).append("says", says.name()).append("order", List.of(who));
    }

    @Test
    void whoever_appends_alone_says_nothing_to_anybody() throws InterruptedException {
        MongoEventLog log = one.log();
        until("it has come", () -> words() == 1);

        for (int i = 0; i < 200; i++) {
            assertThat(refusal(log, proposal(event("s", i)))).isNull();
        }

        assertThat(words()).isEqualTo(1);
        assertThat(one.count("annals.log.turns")).isZero();
    }

    @Test
    void two_that_have_much_to_append_take_turns_and_both_get_on() throws InterruptedException {
        List<MongoEventLog> logs = List.of(one.log(), other.log());
        until("both listen", () -> words() == 2);
        List<AtomicInteger> done = List.of(new AtomicInteger(), new AtomicInteger());
        AtomicBoolean enough = new AtomicBoolean();
        List<Thread> callers = IntStream.range(0, 64)
                .mapToObj(caller -> Thread.ofVirtual().start(() -> {
                    for (int i = 0; !enough.get(); i++) {
                        if (refusal(logs.get(caller % 2), proposal(event("caller-" + caller, i))) == null) {
                            done.get(caller % 2).incrementAndGet();
                        }
                    }
                }))
                .toList();

        until(
                "both have appended much, in more than one turn",
                () -> done.stream().allMatch(each -> each.get() > 500)
                        && one.count("annals.log.turns") > 1
                        && other.count("annals.log.turns") > 1);
        enough.set(true);
        for (Thread caller : callers) {
            assertThat(caller.join(PATIENCE)).isTrue();
        }

        long commits = done.stream().mapToInt(AtomicInteger::get).sum();
        assertThat(logs.getFirst().verify(p -> {})).isEqualTo(new EventLog.Verification(commits, commits, null, null));
        assertThat(one.raw()
                        .getCollection(LogCollections.TURNS)
                        .find(new Document("says", "PASSES"))
                        .map(word -> word.getLong("upTo")))
                .as("where turns ended")
                .isNotEmpty()
                .allSatisfy(upTo -> assertThat(upTo).isBetween(1L, commits));
    }

    @Test
    void a_turn_whose_owner_has_died_is_waited_for_once_and_not_for_long() throws InterruptedException {
        MongoEventLog log = one.log();
        until("it listens", () -> words() == 1);
        assertThat(refusal(log, proposal(event("s", 0)))).isNull();

        say(word("dead", TurnOrder.Says.ASKS));
        until("the turn of the dead has been declared over", () -> {
            assertThat(refusal(log, proposal(event(java.util.UUID.randomUUID().toString(), 0))))
                    .isNull();
            return one.raw()
                            .getCollection(LogCollections.TURNS)
                            .countDocuments(new Document("who", "dead").append("says", "LEAVES"))
                    == 1;
        });
        long said = words();
        for (int i = 1; i < 50; i++) {
            assertThat(refusal(log, proposal(event("s", i)))).isNull();
        }
        assertThat(words()).isEqualTo(said);
    }

    @Test
    void who_has_asked_and_has_no_more_to_append_leaves_and_nobody_waits_for_it() throws InterruptedException {
        MongoEventLog log = one.log();
        until("it listens", () -> words() == 1);
        say(word("other", TurnOrder.Says.ASKS));
        say(word("other", TurnOrder.Says.PASSES));
        until("words are heard", () -> {
            refusal(log, proposal(event(java.util.UUID.randomUUID().toString(), 0)));
            return one.count("annals.log.turns") > 0;
        });

        until(
                "it has left",
                () -> one.raw()
                                .getCollection(LogCollections.TURNS)
                                .countDocuments(
                                        new Document("says", "LEAVES").append("who", new Document("$ne", "other")))
                        > 0);
    }

    @Test
    void a_last_batch_that_never_comes_is_not_waited_for_for_long() throws InterruptedException {
        MongoEventLog log = one.log();
        until("it listens", () -> words() == 1);
        say(word("other", TurnOrder.Says.ASKS));
        say(word("other", TurnOrder.Says.PASSES).append("upTo", 1_000_000L));

        until("it has had a turn", () -> {
            assertThat(refusal(log, proposal(event(java.util.UUID.randomUUID().toString(), 0))))
                    .isNull();
            return one.count("annals.log.turns") > 0;
        });

        assertThat(log.head()).isLessThan(1_000_000);
    }

    @Test
    void what_another_recorded_unseen_holds_back_those_who_expect_the_stream_as_it_was() {
        MongoEventLog mine = one.log();
        MongoEventLog theirs = other.log();
        assertThat(refusal(mine, proposal(event("s", 0)))).isNull();
        assertThat(refusal(theirs, proposal(event("s", 1)))).isNull();
        assertThat(refusal(mine, proposal(event("elsewhere", 0)))).isNull(); // goes past the other's commit

        assertThat(refusal(mine, proposal(Map.of("s", 0L), event("t", 0)))).isInstanceOf(StreamConflict.class);
        assertThat(refusal(mine, proposal(event("s", 1)))).isInstanceOf(StreamConflict.class);
        assertThat(refusal(mine, proposal(event("s", 3)))).isInstanceOf(CommitRefused.class);
        assertThat(refusal(mine, proposal(Map.of("s", 1L), event("t", 0)))).isNull();
        assertThat(refusal(mine, proposal(event("s", 2)))).isNull();
    }

    @Test
    void many_who_come_too_late_at_once_are_told_so_after_a_few_tries() {
        MongoEventLog mine = one.log();
        MongoEventLog theirs = other.log();
        int many = 400;
        appendAll(theirs, many).forEach(each -> each.durable().join());

        List<Appending> late = appendAll(mine, many);

        assertThat(late)
                .allSatisfy(each -> assertThat(each.durable())
                        .failsWithin(PATIENCE)
                        .withThrowableThat()
                        .withCauseInstanceOf(StreamConflict.class));
        assertThat(one.meters.get("annals.log.batch.size").summary().count())
                .as("batches sent for %d late ones", many)
                .isLessThan(40);
        assertThat(mine.head()).isEqualTo(many);
    }

    private static List<Appending> appendAll(MongoEventLog log, int count) {
        List<Appending> appendings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            appendings.add(log.append(proposal(event("stream-" + i, 0))));
        }
        return appendings;
    }
}
