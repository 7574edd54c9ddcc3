package io.annals.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** A contract that a log passes which does nothing says nothing. */
@Tag("quick")
class SilentLogTest {
    private static final Duration IMPATIENT = Duration.ofMillis(100);

    @Test
    void no_sentence_of_the_contract_holds_for_a_log_that_does_nothing() {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(
                        selectClass(Appends.class),
                        selectClass(Decides.class),
                        selectClass(Reads.class),
                        selectClass(Follows.class))
                .filters(EngineFilter.includeEngines("junit-jupiter"))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();

        LauncherFactory.create().execute(request, listener);

        TestExecutionSummary summary = listener.getSummary();
        long sentences = Stream.of(
                        AppendingContract.class, DecidingContract.class, ReadingContract.class, FollowingContract.class)
                .flatMap(contract -> Stream.of(contract.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .count();
        assertThat(sentences).isGreaterThan(30);
        assertThat(summary.getTestsFoundCount()).isEqualTo(sentences);
        assertThat(summary.getTestsFailedCount()).isEqualTo(sentences);
        assertThat(summary.getTestsSkippedCount()).isZero();
    }

    static class Appends extends AppendingContract {
        @Override
        EventLog open(InstantSource clock) {
            return new SilentLog();
        }

        @Override
        Duration patience() {
            return IMPATIENT;
        }
    }

    static class Decides extends DecidingContract {
        @Override
        EventLog open(InstantSource clock) {
            return new SilentLog();
        }

        @Override
        Duration patience() {
            return IMPATIENT;
        }
    }

    static class Reads extends ReadingContract {
        @Override
        EventLog open(InstantSource clock) {
            return new SilentLog();
        }

        @Override
        Duration patience() {
            return IMPATIENT;
        }
    }

    static class Follows extends FollowingContract {
        @Override
        EventLog open(InstantSource clock) {
            return new SilentLog();
        }

        @Override
        Duration patience() {
            return IMPATIENT;
        }
    }

    /** Says yes to everything and remembers nothing. */
    private static final class SilentLog implements EventLog {
        private final AtomicLong positions = new AtomicLong();

        @Override
        public Appending append(Proposal proposal) {
            CompletableFuture<Long> yes = CompletableFuture.completedFuture(positions.incrementAndGet());
            return new Appending(yes, yes);
        }

        @Override
        public Appending append(Proposal proposal, Appending buildsOn) {
            return append(proposal);
        }

        @Override
        public long head() {
            return positions.get();
        }

        @Override
        public long positionAt(Instant instant) {
            return 0;
        }

        @Override
        public Cursor<Commit> read(long after) {
            return new Nothing<>();
        }

        @Override
        public List<RecordedEvent> stream(String stream, long fromSeq) {
            return List.of();
        }

        @Override
        public Map<String, Long> lastSeqs(Collection<String> streams) {
            return Map.of();
        }

        @Override
        public Map<String, List<RecordedEvent>> beginnings(Collection<String> streams, int most) {
            return Map.of();
        }

        @Override
        public List<RecordedEvent> at(Collection<Long> positions) {
            return List.of();
        }

        @Override
        public Cursor<RecordedEvent> subjects(Collection<String> subjects, long after, long upTo) {
            return new Nothing<>();
        }

        @Override
        public Tail tail(Place after) {
            return new DeafTail(after);
        }

        @Override
        public Verification verify(LongConsumer progress) {
            return new Verification(0, 0, null, null);
        }

        @Override
        public Statistics statistics(long after, LongConsumer progress) {
            return new Statistics(0, 0, 0, 0, Map.of(), 0, 0, true, null, null, 0, null, null);
        }

        @Override
        public void close() {}
    }

    private record DeafTail(EventLog.Place place) implements EventLog.Tail {
        @Override
        public List<Commit> poll(int max, Duration wait) {
            return List.of();
        }

        @Override
        public void onAvailable(Runnable wake) {}

        @Override
        public void close() {}
    }

    private static final class Nothing<T> implements EventLog.Cursor<T> {
        @Override
        public Iterator<T> iterator() {
            return Collections.emptyIterator();
        }

        @Override
        public void close() {}
    }
}
