package io.annals.log.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.log.Event;
import io.annals.log.LogBroken;
import io.annals.log.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LogMessageSourceTest {
    private final FreshLog fresh = new FreshLog();
    private final LogMessageSource source = new LogMessageSource(fresh.log(), new Recorded());

    @AfterEach
    void close() {
        fresh.close();
    }

    @Test
    void a_message_brings_the_fact_and_the_company_it_was_recorded_in() throws Exception {
        fresh.record("anna:one", "bert:two");

        try (var stream = source.openStream(null)) {
            LogEventMessage first = next(stream);
            LogEventMessage second = next(stream);

            assertThat(first.getPayload()).isEqualTo("anna:one");
            assertThat(first.getMetaData()).containsEntry("actor", "somebody");
            RecordedEvent recorded = second.recorded();
            assertThat(recorded.position()).isEqualTo(1);
            assertThat(recorded.index()).isEqualTo(1);
            assertThat(recorded.event().subject()).isEqualTo("bert");
            assertThat(recorded.event().stream()).isEqualTo("bert");
            assertThat(second.getTimestamp()).isEqualTo(recorded.at());
            assertThat(stream.hasNextAvailable()).isFalse();
        }
    }

    @Test
    void an_annotated_handler_may_ask_for_both() throws Exception {
        fresh.record("anna:one");
        Listener listener = new Listener();

        try (var stream = source.openStream(null)) {
            new AnnotationEventHandlerAdapter(listener).handle(next(stream));
        }

        assertThat(listener.heard).isEqualTo("anna:one at 1");
    }

    static final class Listener {
        String heard = "";

        @EventHandler
        void on(String fact, LogEventMessage message) {
            heard = fact + " at " + message.recorded().position();
        }
    }

    @Test
    void a_closed_stream_keeps_nobody_waiting() {
        var stream = source.openStream(null);
        stream.close();

        assertThatIllegalStateException().isThrownBy(stream::nextAvailable);
    }

    @Test
    void what_axon_does_to_a_message_leaves_its_place_in_the_log() throws Exception {
        fresh.record("anna:one");

        try (var stream = source.openStream(null)) {
            LogEventMessage read = next(stream);
            LogEventMessage changed = read.withTrackingToken(LogToken.BEGINNING).andMetaData(Map.of("more", 1));

            assertThat(changed.recorded()).isSameAs(read.recorded());
            assertThat(changed.getPayload()).isSameAs(read.getPayload());
            assertThat(changed.getMetaData()).containsEntry("actor", "somebody").containsEntry("more", 1);
            assertThat(read.withMetaData(Map.of()).getMetaData()).isEmpty();
        }
    }

    @Test
    void a_fact_is_decoded_once_and_only_when_somebody_asks() throws Exception {
        AtomicInteger decoded = new AtomicInteger();
        var counting = new LogMessageSource(fresh.log(), new Recorded() {
            @Override
            public Object decode(Event event) {
                decoded.incrementAndGet();
                return super.decode(event);
            }
        });
        fresh.record("anna:one");

        try (var stream = counting.openStream(null)) {
            LogEventMessage read = next(stream);
            assertThat(read.getPayloadType()).isEqualTo(String.class);
            assertThat(decoded).hasValue(0);

            read.getPayload();
            read.withTrackingToken(LogToken.BEGINNING).getPayload();
            assertThat(decoded).hasValue(1);
        }
    }

    @Test
    void a_stream_goes_on_behind_its_token_also_within_a_commit() throws Exception {
        fresh.record("anna:one", "anna:two", "bert:three");
        fresh.record("anna:four");
        List<LogToken> places = new ArrayList<>();
        try (var stream = source.openStream(null)) {
            for (int i = 0; i < 4; i++) {
                places.add((LogToken) next(stream).trackingToken());
            }
        }

        assertThat(textsAfter(places.get(0))).containsExactly("anna:two", "bert:three", "anna:four");
        assertThat(textsAfter(places.get(1))).containsExactly("bert:three", "anna:four");
        assertThat(textsAfter(places.get(2))).containsExactly("anna:four");
        assertThat(textsAfter(places.get(3))).isEmpty();
    }

    @Test
    void tokens_stand_where_their_names_say() throws Exception {
        assertThat(source.createHeadToken()).isEqualTo(LogToken.BEGINNING);
        fresh.record("anna:one", "anna:two");
        fresh.record("anna:three");

        assertThat(textsAfter(source.createTailToken())).containsExactly("anna:one", "anna:two", "anna:three");
        assertThat(textsAfter(source.createHeadToken())).isEmpty();
        assertThat(textsAfter(source.tokenAfter(1))).containsExactly("anna:three");
        assertThat(source.createTokenAt(Instant.EPOCH)).isEqualTo(LogToken.BEGINNING);
        assertThat(source.createTokenAt(Instant.now().plusSeconds(60))).isEqualTo(source.createHeadToken());
        assertThatIllegalArgumentException().isThrownBy(() -> source.tokenAfter(3));
    }

    @Test
    void a_token_at_an_instant_starts_with_what_was_recorded_then() throws Exception {
        fresh.record("anna:one");
        try (var stream = source.openStream(null)) {
            Instant at = next(stream).recorded().at();

            assertThat(textsAfter(source.createTokenAt(at))).containsExactly("anna:one");
            assertThat(textsAfter(source.createTokenAt(at.plusMillis(1)))).isEmpty();
        }
    }

    @Test
    void a_reader_of_another_log_is_stopped() throws Exception {
        fresh.record("anna:one", "anna:two");
        String foreign = "00".repeat(31) + "01";

        for (LogToken token : List.of(new LogToken(1, 0, 2, foreign), new LogToken(1, 1, 2, foreign))) {
            assertThatThrownBy(() -> {
                        try (var stream = source.openStream(token)) {
                            fresh.record("anna:more");
                            stream.hasNextAvailable(10, TimeUnit.SECONDS);
                        }
                    })
                    .isInstanceOf(LogBroken.class);
        }
    }

    @Test
    void a_waiting_reader_is_called_when_something_was_recorded() throws Exception {
        try (var stream = source.openStream(null)) {
            CountDownLatch called = new CountDownLatch(1);
            assertThat(stream.setOnAvailableCallback(called::countDown)).isTrue();

            fresh.record("anna:one");

            assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(next(stream).getPayload()).isEqualTo("anna:one");
        }
    }

    @Test
    void a_processor_whose_threads_are_gone_disturbs_nobody() throws Exception {
        try (var stream = source.openStream(null)) {
            CountDownLatch called = new CountDownLatch(1);
            stream.setOnAvailableCallback(() -> {
                called.countDown();
                throw new RejectedExecutionException("shut down");
            });

            assertThat(fresh.record("anna:one")).isEqualTo(1);

            assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void events_are_sequenced_by_subject_and_without_one_by_their_stream() {
        assertThat(new BySubject().getSequenceIdentifierFor(about("anna"))).isEqualTo("anna");
        assertThat(new BySubject().getSequenceIdentifierFor(about(null))).isEqualTo("card-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BySubject().getSequenceIdentifierFor(GenericEventMessage.asEventMessage("x")));
    }

    private static LogEventMessage about(@Nullable String subject) {
        Event event = new Event(
                "card-1", 0, TextEncoding.TYPE, 1, "e", subject, Instant.EPOCH, Map.of(), TextEncoding.document("x"));
        return new LogEventMessage(
                new RecordedEvent(1, 0, Instant.EPOCH, event), LogToken.BEGINNING, new TextEncoding());
    }

    private List<String> textsAfter(LogToken token) throws InterruptedException {
        List<String> texts = new ArrayList<>();
        try (var stream = source.openStream(token)) {
            while (stream.hasNextAvailable(300, TimeUnit.MILLISECONDS)) {
                texts.add((String) next(stream).getPayload());
            }
        }
        return texts;
    }

    private static LogEventMessage next(BlockingStream<TrackedEventMessage<?>> stream) throws InterruptedException {
        return (LogEventMessage) stream.nextAvailable();
    }

    /** As in production: a message's time is the log's. */
    private static class Recorded implements PayloadEncoding {
        private final TextEncoding text = new TextEncoding();

        @Override
        public Event encode(String stream, long seq, EventMessage<?> message) {
            return text.encode(stream, seq, message);
        }

        @Override
        public Object decode(Event event) {
            return text.decode(event);
        }

        @Override
        public Class<?> payloadType(String type, int rev) {
            return text.payloadType(type, rev);
        }
    }
}
