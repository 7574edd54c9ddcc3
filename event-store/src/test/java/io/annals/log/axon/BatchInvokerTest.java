package io.annals.log.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.log.Event;
import io.annals.log.RecordedEvent;
import io.annals.log.axon.BatchInvoker.BatchHandler;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class BatchInvokerTest {
    private final List<String> happened = new ArrayList<>();
    private boolean fails;
    private final BatchInvoker invoker = new BatchInvoker(new BatchHandler() {
        @Override
        public boolean canHandle(EventMessage<?> message, Segment segment) {
            return true;
        }

        @Override
        public void handle(Segment segment, List<LogEventMessage> batch) {
            if (fails) {
                throw new IllegalStateException("the database is away");
            }
            happened.add("handled "
                    + batch.stream()
                            .map(message -> message.recorded().position())
                            .toList());
        }
    });

    private static LogEventMessage message(long position) {
        Event event = new Event(
                "s",
                position - 1,
                "thing.Happened",
                1,
                "id-" + position,
                "ann",
                Instant.EPOCH,
                Map.of(),
                new RawBsonDocument(new byte[] {5, 0, 0, 0, 0}));
        return new LogEventMessage(
                new RecordedEvent(position, 0, Instant.EPOCH, event),
                new LogToken(position, 0, 1, "00"),
                new UndecodedPayloads());
    }

    /** As Axon's pooled processor does it. */
    private void work(LogEventMessage... batch) {
        BatchingUnitOfWork<LogEventMessage> work = new BatchingUnitOfWork<>(batch);
        work.onPrepareCommit(_ -> happened.add("token stored"));
        var result = work.executeWithResult(() -> {
            invoker.handle(work.getMessage(), Segment.ROOT_SEGMENT);
            return null;
        });
        if (result.isExceptional()) {
            throw (RuntimeException) result.exceptionResult();
        }
    }

    @Test
    void a_batch_is_handled_as_a_whole_and_before_its_token_is_stored() {
        work(message(7), message(8), message(9));
        work(message(10));

        assertThat(happened).containsExactly("handled [7, 8, 9]", "token stored", "handled [10]", "token stored");
    }

    @Test
    void no_token_is_stored_for_what_could_not_be_handled() {
        fails = true;

        assertThatThrownBy(() -> work(message(7), message(8))).hasMessage("the database is away");

        assertThat(happened).isEmpty();
    }

    private record UndecodedPayloads() implements PayloadEncoding {
        @Override
        public Event encode(String stream, long seq, EventMessage<?> message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object decode(Event event) {
            return event;
        }

        @Override
        public Class<?> payloadType(String type, int rev) {
            return Event.class;
        }
    }
}
