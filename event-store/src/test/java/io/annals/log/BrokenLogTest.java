package io.annals.log;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Updates.set;
import static io.annals.log.Examples.event;
import static io.annals.log.Examples.proposal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.log.EventLog.Place;
import io.annals.log.EventLog.Tail;
import io.annals.log.EventLog.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody changes the log behind its back: every reader stops right before it, and verification says where. */
class BrokenLogTest {
    private final Databases databases = Databases.fresh();
    private final MongoEventLog log = databases.log(LogSettings.ordinary().withPoll(Duration.ofMillis(20)));

    @AfterEach
    void close() {
        databases.close();
    }

    @Test
    void changed_data_is_noticed() {
        record(20);
        databases.commits().updateOne(eq("_id", 13L), set("events.0.data.amount", 700));
        brokenAt(13);
        assertThatThrownBy(() -> log.stream("s", 0))
                .isInstanceOf(LogBroken.class)
                .hasMessageContaining("13");
        assertThatThrownBy(() -> log.subjects(List.of("anna"), 20).forEach(e -> {}))
                .isInstanceOf(LogBroken.class)
                .hasMessageContaining("13");
    }

    @Test
    void a_changed_instant_is_noticed() {
        record(20);
        databases.commits().updateOne(eq("_id", 5L), set("at", new java.util.Date(0)));
        brokenAt(5);
    }

    @Test
    void a_missing_commit_is_noticed() {
        record(20);
        databases.commits().deleteOne(eq("_id", 7L));
        brokenAt(7);
    }

    @Test
    void a_missing_beginning_is_noticed() {
        record(3);
        databases.commits().deleteOne(eq("_id", 1L));
        brokenAt(1);
    }

    @Test
    void a_forged_commit_with_a_true_hash_of_its_own_breaks_the_chain_after_it() {
        record(20);
        RawCommits.forge(databases, 9);
        brokenAt(10);
    }

    @Test
    void what_is_no_commit_is_noticed() {
        record(3);
        databases.commits().insertOne(new Document("_id", 4L).append("hash", new Binary(new byte[32])));
        assertThatThrownBy(() -> EventLogContract.all(log, 0)).isInstanceOf(LogBroken.class);
        assertThat(log.verify(p -> {}).brokenAt()).isEqualTo(4);
    }

    @Test
    void a_tail_that_follows_live_stops_at_the_break_and_a_new_one_does_too() throws Exception {
        record(3);
        try (Tail tail = log.tail(Place.BEGINNING)) {
            assertThat(positions(tail, 3)).containsExactly(1L, 2L, 3L);
            databases.commits().insertOne(new Document("_id", 5L));

            assertThatThrownBy(() -> positions(tail, 1)).isInstanceOf(LogBroken.class);
            assertThatThrownBy(() -> positions(tail, 1)).isInstanceOf(LogBroken.class);
        }
        try (Tail tail = log.tail(Place.BEGINNING)) {
            assertThatThrownBy(() -> positions(tail, 4)).isInstanceOf(LogBroken.class);
        }
    }

    @Test
    void a_restored_older_backup_is_noticed_by_position_and_once_it_has_grown_again_by_hash() throws Exception {
        record(10);
        Place reader;
        try (Tail tail = log.tail(Place.BEGINNING)) {
            positions(tail, 10);
            reader = tail.place();
        }
        log.close();
        databases.commits().deleteMany(gt("_id", 6L));

        MongoEventLog restored = databases.log();
        try (Tail tail = restored.tail(reader)) {
            assertThatThrownBy(() -> positions(tail, 1))
                    .isInstanceOf(LogBroken.class)
                    .hasMessageContaining("commit 10")
                    .hasMessageContaining("older backup");
        }
        for (int i = 6; i < 12; i++) {
            restored.append(proposal(event("s", i, "bert"))).durable().join();
        }
        try (Tail tail = restored.tail(reader)) {
            assertThatThrownBy(() -> positions(tail, 1))
                    .isInstanceOf(LogBroken.class)
                    .hasMessageContaining("commit 10 is another one");
        }
    }

    @Test
    void an_appender_whose_log_was_replaced_by_an_older_one_stops() {
        record(10);
        MongoEventLog second = databases.log();
        second.append(proposal(event("t", 0))).durable().join();
        databases.commits().deleteMany(gt("_id", 6L));
        databases.commits().insertOne(new Document("_id", 12L)); // so that its next try meets something

        assertThatThrownBy(
                        () -> second.append(proposal(event("t", 1))).durable().join())
                .hasCauseInstanceOf(LogUnavailable.class);
    }

    private void record(int commits) {
        for (int i = 0; i < commits; i++) {
            Appending appending = log.append(proposal(event("s", i, "anna")));
            if (i == commits - 1) {
                appending.durable().join();
            }
        }
    }

    private void brokenAt(long position) {
        assertThat(log.verify(p -> {}))
                .extracting(Verification::commits, Verification::brokenAt)
                .containsExactly(position - 1, position);

        List<Long> read = new ArrayList<>();
        assertThatThrownBy(() -> log.read(0).forEach(commit -> read.add(commit.position())))
                .isInstanceOf(LogBroken.class)
                .hasMessageContaining(Long.toString(position));
        assertThat(read).isEqualTo(EventLogContract.numbers(1, position - 1));

        List<Long> followed = new ArrayList<>();
        try (Tail tail = log.tail(Place.BEGINNING)) {
            assertThatThrownBy(() -> {
                        for (int tries = 0; tries < 100; tries++) {
                            tail.poll(3, Duration.ofMillis(100)).forEach(commit -> followed.add(commit.position()));
                        }
                    })
                    .isInstanceOf(LogBroken.class)
                    .hasMessageContaining(Long.toString(position));
        }
        assertThat(followed).isEqualTo(EventLogContract.numbers(1, position - 1));
    }

    private static List<Long> positions(Tail tail, int count) throws InterruptedException {
        List<Long> positions = new ArrayList<>();
        for (int tries = 0; positions.size() < count && tries < 100; tries++) {
            tail.poll(count - positions.size(), Duration.ofMillis(100)).forEach(c -> positions.add(c.position()));
        }
        return positions;
    }
}
