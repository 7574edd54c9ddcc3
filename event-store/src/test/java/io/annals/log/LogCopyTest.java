package io.annals.log;

import static io.annals.log.Examples.event;
import static io.annals.log.Examples.proposal;
import static io.annals.log.Examples.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogCopyTest {
    private final Databases databases = Databases.fresh();
    private final String into = databases.name + "-new";
    private final MongoEventLog old = databases.log();

    @AfterEach
    void drop() {
        databases.client.getDatabase(into).drop();
        databases.close();
    }

    private LogCopy copy() {
        return new LogCopy(databases.client, into, InstantSource.system());
    }

    private void append(long from, long to) {
        for (long seq = from; seq <= to; seq++) {
            old.append(proposal(event("a", seq, "ann"), event("b", seq)))
                    .durable()
                    .join();
        }
    }

    private MongoEventLog copied() {
        return MongoEventLog.open(databases.client, into, InstantSource.system(), databases.meters);
    }

    private static List<Commit> all(EventLog log) {
        List<Commit> all = new ArrayList<>();
        try (EventLog.Cursor<Commit> commits = log.read(0)) {
            commits.forEach(all::add);
        }
        return all;
    }

    private static Event withoutNote(Event event) {
        return new Event(
                event.stream(),
                event.seq(),
                event.type(),
                2,
                event.id(),
                event.subject(),
                event.occurredAt(),
                event.meta(),
                raw(new Document("amount", 7)));
    }

    @Test
    void commits_keep_position_id_and_instant_and_the_chain_is_whole_over_what_is_written_now() {
        append(0, 4);

        long last = copy().copy(
                        old,
                        events -> events.stream().map(LogCopyTest::withoutNote).toList(),
                        _ -> {});

        assertThat(last).isEqualTo(5);
        try (MongoEventLog copied = copied()) {
            assertThat(copied.verify(_ -> {})).isEqualTo(new EventLog.Verification(5, 10, null, null));
            List<Commit> commits = all(copied);
            for (int i = 0; i < 5; i++) {
                Commit before = all(old).get(i);
                assertThat(commits.get(i))
                        .extracting(Commit::position, Commit::commitId, Commit::at)
                        .containsExactly(before.position(), before.commitId(), before.at());
                assertThat(commits.get(i).events())
                        .isEqualTo(before.events().stream()
                                .map(LogCopyTest::withoutNote)
                                .toList());
            }
            assertThat(copied.append(proposal(event("a", 5))).durable().join()).isEqualTo(6);
        }
    }

    @Test
    void a_copy_goes_on_where_it_ended() {
        append(0, 2);
        copy().copy(old, events -> events, _ -> {});
        append(3, 4);

        copy().copy(old, events -> events, _ -> {});

        try (MongoEventLog copied = copied()) {
            assertThat(all(copied)).isEqualTo(all(old));
        }
    }

    @Test
    void nothing_is_copied_behind_another_log() {
        append(0, 2);
        try (MongoEventLog other = copied()) {
            other.append(proposal(event("x", 0))).durable().join();
        }

        assertThatThrownBy(() -> copy().copy(old, events -> events, _ -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(into + " holds another log already.");
    }
}
