package io.annals.log.axon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Axon's pooled processor on the log's tail. It never polls here: only a call back can wake it. */
@Timeout(90)
class PooledProcessorTest {
    private static final long NEVER_MILLIS = Duration.ofHours(1).toMillis();

    private final FreshLog fresh = new FreshLog();
    private final TokenStore tokens = new InMemoryTokenStore();
    private final Semaphore workDone = new Semaphore(0);
    private final ScheduledExecutorService coordinator =
            new PromptCoordinator(1, Thread.ofVirtual().factory());
    private final ScheduledExecutorService workers = new ScheduledThreadPoolExecutor(2) {
        @Override
        protected void afterExecute(Runnable task, Throwable failure) {
            workDone.release();
        }
    };
    private final List<PooledStreamingEventProcessor> started = new ArrayList<>();

    @AfterEach
    void close() {
        started.forEach(PooledStreamingEventProcessor::shutDown);
        coordinator.shutdown();
        workers.shutdown();
        fresh.close();
    }

    @Test
    void every_event_arrives_once_and_in_order_what_was_there_and_what_comes() throws Exception {
        List<String> written = new ArrayList<>();
        write(written, 40);
        Listener listener = new Listener();
        start(listener, 1);
        write(written, 40);

        assertThat(listener.hear(written.size())).isEqualTo(written);
        assertThat(listener.heard).isEmpty();
    }

    @Test
    void an_idle_processor_is_woken_by_what_is_recorded() throws Exception {
        Listener listener = new Listener();
        start(listener, 1);
        fresh.record("anna:first");
        assertThat(listener.hear(1)).containsExactly("1.0 anna:first");

        for (int i = 2; i < 20; i++) {
            fresh.record("anna:next");
            assertThat(listener.hear(1)).containsExactly(i + ".0 anna:next");
        }
    }

    @Test
    void a_restarted_processor_goes_on_behind_its_token() throws Exception {
        fresh.record("anna:one", "anna:two");
        Listener before = new Listener();
        PooledStreamingEventProcessor first = start(before, 1);
        before.hear(2);
        first.shutDown();
        fresh.record("anna:three");

        Listener after = new Listener();
        start(after, 1);

        assertThat(after.hear(1)).containsExactly("2.0 anna:three");
        assertThat(after.heard).isEmpty();
    }

    @Test
    void a_processor_that_failed_within_a_commit_goes_on_within_it() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        Listener failing = new Listener() {
            @Override
            public Object handle(EventMessage<?> event) throws Exception {
                if (event.getPayload().equals("anna:two")) {
                    failed.countDown();
                    throw new IllegalStateException("cannot digest " + event);
                }
                return super.handle(event);
            }
        };
        PooledStreamingEventProcessor first = start(failing, 1, 1);
        fresh.record("anna:one", "anna:two", "anna:three");
        assertThat(failed.await(30, TimeUnit.SECONDS)).isTrue();
        first.shutDown();

        Listener after = new Listener();
        start(after, 1);

        assertThat(failing.hear(1)).containsExactly("1.0 anna:one");
        assertThat(after.hear(2)).containsExactly("1.1 anna:two", "1.2 anna:three");
    }

    @Test
    void more_than_a_segment_has_room_for_arrives_as_well() throws Exception {
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String[] texts = new String[500];
            for (int index = 0; index < texts.length; index++) {
                texts[index] = "anna:" + index;
                written.add((i + 1) + "." + index + " anna:" + index);
            }
            fresh.record(texts);
        }
        Listener listener = new Listener();
        start(listener, 2);

        assertThat(listener.hear(written.size())).isEqualTo(written);
    }

    @Test
    void what_is_about_one_subject_stays_in_order_over_many_segments() throws Exception {
        Listener listener = new Listener();
        start(listener, 4);
        List<String> written = new ArrayList<>();
        write(written, 60);

        List<String> heard = listener.hear(written.size());

        assertThat(heard).containsExactlyInAnyOrderElementsOf(written);
        for (String subject : List.of("anna:", "bert:", "carl:")) {
            assertThat(heard.stream().filter(text -> text.contains(subject)))
                    .containsExactlyElementsOf(written.stream()
                            .filter(text -> text.contains(subject))
                            .toList());
        }
    }

    @Test
    void each_segment_tells_how_far_it_is_also_past_what_was_not_for_it() throws Exception {
        Listener listener = new Listener();
        PooledStreamingEventProcessor processor = start(listener, 4);

        for (int i = 0; i < 5; i++) {
            long position = fresh.record("anna:one", "anna:two");
            while (!allSegmentsCompleted(processor, position)) {
                assertThat(workDone.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
            }
        }

        assertThat(listener.hear(10)).hasSize(10);
    }

    @Test
    void a_processor_that_has_read_another_log_says_so_and_handles_nothing() throws Exception {
        fresh.record("anna:one", "anna:two");
        tokens.initializeTokenSegments("listening", 1, new LogToken(1, 0, 2, "00".repeat(31) + "01"));
        Listener listener = new Listener();

        PooledStreamingEventProcessor processor = start(listener, 1);

        while (!processor.isError()) {
            assertThat(workDone.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(listener.heard).isEmpty();
    }

    private static boolean allSegmentsCompleted(PooledStreamingEventProcessor processor, long position) {
        return processor.processingStatus().size() == 4
                && processor.processingStatus().values().stream()
                        .map(EventTrackerStatus::getTrackingToken)
                        .allMatch(token -> LogMessageSource.tokenOf(token).completed() >= position);
    }

    private void write(List<String> written, int commits) throws Exception {
        for (int i = 0; i < commits; i++) {
            String[] texts = i % 3 == 0
                    ? new String[] {"anna:" + i, "bert:" + i, "anna:" + i + "b"}
                    : new String[] {"carl:" + i};
            long position = fresh.record(texts);
            for (int index = 0; index < texts.length; index++) {
                written.add(position + "." + index + " " + texts[index]);
            }
        }
    }

    private PooledStreamingEventProcessor start(Listener listener, int segments) {
        return start(listener, segments, 100);
    }

    private PooledStreamingEventProcessor start(Listener listener, int segments, int batchSize) {
        PooledStreamingEventProcessor processor = PooledStreamingEventProcessor.builder()
                .name("listening")
                .messageSource(new LogMessageSource(fresh.log(), new TextEncoding()))
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                        .eventHandlers(listener)
                        .sequencingPolicy(new BySubject())
                        .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                        .build())
                .errorHandler(PropagatingErrorHandler.instance())
                .tokenStore(tokens)
                .transactionManager(NoTransactionManager.instance())
                .initialToken(StreamableMessageSource::createTailToken)
                .initialSegmentCount(segments)
                .batchSize(batchSize)
                .tokenClaimInterval(NEVER_MILLIS)
                .claimExtensionThreshold(NEVER_MILLIS)
                .coordinatorExecutor(coordinator)
                .workerExecutor(workers)
                .build();
        processor.start();
        started.add(processor);
        return processor;
    }

    /** Keeps what it is given, as {@code position.index text}. */
    private static class Listener implements EventMessageHandler {
        final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        @Override
        public Object handle(EventMessage<?> event) throws Exception {
            var recorded = ((LogEventMessage) event).recorded();
            heard.add(recorded.position() + "." + recorded.index() + " " + event.getPayload());
            return recorded;
        }

        List<String> hear(int events) throws InterruptedException {
            List<String> texts = new ArrayList<>();
            while (texts.size() < events) {
                String text = heard.poll(30, TimeUnit.SECONDS);
                assertThat(text).as("the event after %s", texts).isNotNull();
                texts.add(text);
            }
            return texts;
        }
    }
}
