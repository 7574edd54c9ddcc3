package io.annals.log;

import static io.annals.log.Examples.event;
import static io.annals.log.Examples.proposal;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.log.EventLog.Verification;
import io.annals.mongod.EmbeddedMongod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The database dies while eight writers append, and comes back on what it had on disk. */
class KilledMongodTest {
    private static final int WRITERS = 8;
    private static final int KILLS = 3;

    @TempDir
    Path home;

    private final Map<UUID, Long> acknowledged = new ConcurrentHashMap<>();
    private final AtomicBoolean enough = new AtomicBoolean();

    @Test
    @Timeout(120)
    void what_was_acknowledged_survives_a_kill_9_and_nothing_is_doubled() throws Exception {
        EmbeddedMongod.Options options =
                EmbeddedMongod.Options.in(home).withBinaries(EmbeddedMongod.ordinaryBinaries());
        EmbeddedMongod mongod = EmbeddedMongod.start(options);
        try (Databases databases = Databases.freshOn(mongod.connectionString());
                ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            MongoEventLog log = databases.log(
                    LogSettings.ordinary().withAttempt(Duration.ofSeconds(1)).withOutcome(Duration.ofSeconds(2)));
            List<Future<Integer>> written = IntStream.range(0, WRITERS)
                    .mapToObj(writer -> writers.submit(() -> write(log, "s" + writer)))
                    .toList();
            for (int kill = 1; kill <= KILLS; kill++) {
                acknowledgedAtLeast(acknowledged.size() + 200);
                mongod.kill();
                mongod.close();
                mongod = EmbeddedMongod.start(options);
            }
            acknowledgedAtLeast(acknowledged.size() + 200);
            enough.set(true);
            long events = 0;
            for (Future<Integer> each : written) {
                events += each.get(60, TimeUnit.SECONDS);
            }

            List<Commit> commits = EventLogContract.all(log, 0);
            assertThat(commits).extracting(Commit::position).isEqualTo(EventLogContract.numbers(1, commits.size()));
            assertThat(commits).extracting(Commit::commitId).doesNotHaveDuplicates();
            assertThat(commits).hasSize((int) events);
            acknowledged.forEach((commitId, position) ->
                    assertThat(commits.get((int) (position - 1)).commitId()).isEqualTo(commitId));
            assertThat(log.verify(p -> {})).isEqualTo(new Verification(events, events, null, null));
            for (int writer = 0; writer < WRITERS; writer++) {
                assertThat(log.stream("s" + writer, 0))
                        .hasSize(written.get(writer).get());
            }
        } finally {
            mongod.close();
        }
    }

    /** Appends one event after the other, and asks again with the same commit id while the outcome is unknown. */
    private int write(MongoEventLog log, String stream) {
        int seq = 0;
        while (!enough.get()) {
            Proposal proposal = proposal(event(stream, seq));
            boolean known = false;
            while (!known) {
                try {
                    acknowledged.put(
                            proposal.commitId(), log.append(proposal).durable().join());
                    known = true;
                } catch (CompletionException e) {
                    assertThat(e).hasCauseInstanceOf(LogUnavailable.class);
                }
            }
            seq++;
        }
        return seq;
    }

    private void acknowledgedAtLeast(int count) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        while (acknowledged.size() < count) {
            assertThat(System.nanoTime())
                    .as("%d acknowledged", acknowledged.size())
                    .isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
