package io.annals.log.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.log.Commit;
import io.annals.log.CommitIds;
import io.annals.log.EventLog.Cursor;
import io.annals.log.StreamConflict;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A command through Axon's bus and event store to its commit, and the position's way back. */
@Timeout(60)
class DecisionTest {
    private final FreshLog fresh = new FreshLog();
    private final EmbeddedEventStore store = EmbeddedEventStore.builder()
            .storageEngine(LogEventStorageEngine.builder(fresh.log(), new TextEncoding())
                    .build())
            .build();
    private final SimpleCommandBus bus = SimpleCommandBus.builder().build();
    private final CommandGateway gateway =
            DefaultCommandGateway.builder().commandBus(bus).build();

    private record Say(Consumer<EmbeddedEventStore> decision) {}

    DecisionTest() {
        bus.subscribe(Say.class.getName(), command -> {
            ((Say) command.getPayload()).decision().accept(store);
            return "said";
        });
    }

    @AfterEach
    void close() {
        store.shutDown();
        fresh.close();
    }

    @Test
    void events_on_two_streams_are_one_commit_and_the_receipt_tells_its_position() {
        Receipt receipt = new Receipt();

        String result = gateway.sendAndWait(receipt.on(new Say(out -> {
            out.publish(said("anna", 0, "hello"));
            out.publish(said("bert", 0, "hi"));
            assertThat(receipt.position()).as("before the commit").isEmpty();
        })));

        assertThat(result).isEqualTo("said");
        assertThat(receipt.position()).hasValue(1);
        assertThat(commits())
                .singleElement()
                .satisfies(commit ->
                        assertThat(commit.events()).extracting("stream").containsExactly("anna", "bert"));
    }

    @Test
    void each_command_gets_the_position_of_its_own_commit() {
        for (long seq = 0; seq < 3; seq++) {
            Receipt receipt = new Receipt();
            long next = seq;
            gateway.sendAndWait(receipt.on(new Say(out -> out.publish(said("anna", next, "again")))));
            assertThat(receipt.position()).hasValue(seq + 1);
        }
    }

    @Test
    void a_command_that_records_nothing_leaves_its_receipt_empty() {
        Receipt receipt = new Receipt();

        gateway.sendAndWait(receipt.on(new Say(out -> {})));

        assertThat(receipt.position()).isEmpty();
    }

    @Test
    void a_command_that_fails_records_nothing() {
        Receipt receipt = new Receipt();

        assertThatThrownBy(() -> gateway.sendAndWait(receipt.on(new Say(out -> {
                    out.publish(said("anna", 0, "hello"));
                    throw new IllegalStateException("on second thoughts");
                }))))
                .hasMessageContaining("on second thoughts");

        assertThat(receipt.position()).isEmpty();
        assertThat(commits()).isEmpty();
    }

    @Test
    void a_command_sent_within_a_command_is_part_of_its_commit() {
        Receipt outer = new Receipt();
        Receipt inner = new Receipt();

        gateway.sendAndWait(outer.on(new Say(out -> {
            out.publish(said("anna", 0, "hello"));
            gateway.sendAndWait(inner.on(new Say(nested -> {
                nested.publish(said("bert", 0, "hi"));
                CommitContext.current().expect("carl", -1);
            })));
            assertThat(CommitContext.current().position()).isEmpty();
        })));

        assertThat(commits())
                .singleElement()
                .satisfies(commit -> assertThat(commit.events()).hasSize(2));
        assertThat(outer.position()).hasValue(1);
        assertThat(inner.position()).isEmpty();
    }

    @Test
    void who_comes_too_late_gets_a_concurrency_exception() throws Exception {
        fresh.record("anna:one", "anna:two");
        Receipt receipt = new Receipt();

        assertThatThrownBy(() -> gateway.sendAndWait(
                        receipt.on(new Say(out -> out.publish(said("anna", 1, "me too"), said("bert", 0, "hi"))))))
                .isInstanceOf(ConcurrencyException.class)
                .cause()
                .isInstanceOfSatisfying(
                        StreamConflict.class,
                        conflict -> assertThat(conflict.stream()).isEqualTo("anna"));

        assertThat(receipt.position()).isEmpty();
        assertThat(store.lastSequenceNumberFor("bert")).isEmpty();
    }

    @Test
    void who_begins_a_stream_that_exists_gets_a_creation_exception() throws Exception {
        fresh.record("anna:one");

        assertThatThrownBy(() -> gateway.sendAndWait(new Say(out -> out.publish(said("anna", 0, "first")))))
                .isInstanceOf(AggregateStreamCreationException.class)
                .hasCauseInstanceOf(StreamConflict.class);
    }

    @Test
    void a_stream_that_was_only_read_and_has_grown_is_a_conflict() throws Exception {
        fresh.record("anna:one");

        assertThatThrownBy(() -> gateway.sendAndWait(new Say(out -> {
                    CommitContext.current().expect("anna", 0);
                    write("anna:two");
                    out.publish(said("bert", 0, "anna has said one thing only"));
                })))
                .isInstanceOf(ConcurrencyException.class)
                .hasCauseInstanceOf(StreamConflict.class);

        assertThat(commits()).hasSize(2);
    }

    @Test
    void a_stream_that_is_as_it_was_read_is_none() throws Exception {
        fresh.record("anna:one");
        Receipt receipt = new Receipt();

        gateway.sendAndWait(receipt.on(new Say(out -> {
            CommitContext.current().expect("anna", 0).expect("carl", -1);
            out.publish(said("bert", 0, "anna has said one thing only"));
        })));

        assertThat(receipt.position()).hasValue(2);
    }

    @Test
    void a_stream_read_at_one_place_and_written_at_another_is_a_conflict() throws Exception {
        fresh.record("anna:one", "anna:two");

        assertThatThrownBy(() -> gateway.sendAndWait(new Say(out -> {
                    CommitContext.current().expect("anna", 0).expect("anna", 1);
                    out.publish(said("anna", 2, "three"));
                })))
                .isInstanceOf(ConcurrencyException.class);
    }

    @Test
    void a_commit_bears_the_id_that_the_decision_gave_it() {
        UUID id = CommitIds.next();

        gateway.sendAndWait(new Say(out -> {
            CommitContext.current().commitId(id);
            out.publish(said("anna", 0, "hello"));
        }));

        assertThat(commits()).extracting(Commit::commitId).containsExactly(id);
    }

    @Test
    void a_unit_of_work_never_becomes_two_commits() {
        store.subscribe(events -> {
            if (!events.getFirst().getPayload().equals("and another thing")) {
                store.publish(GenericEventMessage.asEventMessage("and another thing"));
            }
        });

        assertThatThrownBy(() -> gateway.sendAndWait(new Say(out -> out.publish(said("anna", 0, "hello")))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("one unit of work is one commit");

        assertThat(commits()).hasSize(1);
    }

    @Test
    void outside_of_a_unit_of_work_each_publication_is_a_commit() {
        store.publish(said("anna", 0, "hello"), said("bert", 0, "hi"));
        store.publish(said("anna", 1, "bye"));

        assertThat(commits()).extracting(commit -> commit.events().size()).containsExactly(2, 1);
        assertThatThrownBy(CommitContext::current).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void what_is_already_published_is_read_before_it_is_committed() {
        gateway.sendAndWait(new Say(out -> {
            out.publish(said("anna", 0, "hello"));
            assertThat(out.readEvents("anna").asStream().<Object>map(EventMessage::getPayload))
                    .containsExactly("hello");
        }));
    }

    private void write(String text) {
        try {
            fresh.record(text);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private List<Commit> commits() {
        try (Cursor<Commit> cursor = fresh.log().read(0)) {
            List<Commit> commits = new ArrayList<>();
            cursor.forEach(commits::add);
            return commits;
        }
    }

    private static EventMessage<?> said(String stream, long seq, String text) {
        return new GenericDomainEventMessage<>("test", stream, seq, text);
    }
}
