package io.annals.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import io.annals.faults.cluster.Cluster;
import io.annals.faults.cluster.Member;
import io.annals.faults.history.Checker;
import io.annals.faults.history.History;
import io.annals.faults.history.LogScan;
import io.annals.faults.history.Report;
import io.annals.faults.history.Violation.Promise;
import io.annals.faults.negative.LocalHeadAppender;
import io.annals.faults.negative.PipelinedAppender;
import io.annals.faults.negative.UnorderedAppender;
import io.annals.faults.negative.WrongAppender;
import io.annals.faults.workload.AppenderProcess;
import io.annals.faults.workload.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The negative controls: appenders that break one rule each are caught within a minute, by the nemesis that shows it; the real
 * one, under the same, is not.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WrongAppendersTest {
    private static Cluster cluster;
    private static MongoClient client;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        Path all = Files.createTempDirectory("annals-cluster-");
        cluster = Cluster.start(all, all, Duration.ofSeconds(2));
        client = Client.of(cluster.connectionString());
    }

    @AfterAll
    static void stop() {
        client.close();
        cluster.close();
    }

    @Test
    void an_appender_that_reads_the_head_locally_leaves_a_gap_when_its_primary_dies() throws Exception {
        try (History history = History.in(folder.resolve("h.jsonl"));
                WrongAppender wrong = new LocalHeadAppender(client, "local-head", "wrong", history).open()) {
            assertThat(wrong).isNotNull();
            recorded("local-head", 20);
            orphanWritesThenKillThePrimary();
            recordedMore("local-head");
        }

        assertThat(check("local-head").broken()).containsKeys(Promise.DENSE, Promise.CHAINED);
    }

    @Test
    void an_appender_that_inserts_unordered_tears_the_chain_when_another_one_competes() throws Exception {
        try (History history = History.in(folder.resolve("h.jsonl"));
                WrongAppender one = new UnorderedAppender(client, "unordered", "one", history, 1).open();
                WrongAppender other = new UnorderedAppender(client, "unordered", "other", history, 2).open()) {
            assertThat(one).isNotSameAs(other);
            recorded("unordered", 300);
        }

        assertThat(check("unordered").broken()).containsKey(Promise.CHAINED);
    }

    @Test
    void an_appender_that_pipelines_leaves_a_gap_when_a_batch_fails() throws Exception {
        try (History history = History.in(folder.resolve("h.jsonl"));
                WrongAppender wrong = new PipelinedAppender(client, "pipelined", "wrong", history).open()) {
            assertThat(wrong).isNotNull();
            recorded("pipelined", 20);
            failNowAndThen(() -> recorded("pipelined", 300));
        }

        assertThat(check("pipelined").broken()).containsKeys(Promise.DENSE, Promise.CHAINED);
    }

    @Test
    void the_real_one_breaks_no_promise_under_all_of_that() throws Exception {
        try (AppenderProcess one = appender("one", 1);
                AppenderProcess other = appender("other", 2)) {
            assertThat(one.name()).isNotEqualTo(other.name());
            recorded("real", 20);
            orphanWritesThenKillThePrimary();
            recordedMore("real");
            failNowAndThen(() -> recordedMore("real"));
        }

        Report report = check("real");
        assertThat(report.violations()).isEmpty();
        assertThat(report.acknowledged()).isPositive();
        assertThat(report.retold()).as("outcomes that were unknown first").isPositive();
    }

    private AppenderProcess appender(String name, long seed) {
        return new AppenderProcess(
                cluster.connectionString(), "real", name, folder, seed, 60, Duration.ofMillis(1_500));
    }

    private Report check(String database) throws IOException {
        return Checker.check(History.all(folder), new LogScan(client, database), Map.of());
    }

    /** What the primary takes from now on no other member gets; then it dies, and comes back to find itself alone with that. */
    private static void orphanWritesThenKillThePrimary() throws InterruptedException {
        Member primary = cluster.awaitPrimary();
        List<Member> secondaries = cluster.secondaries();
        for (Member secondary : secondaries) {
            secondary.failPoint("stopReplProducer", "alwaysOn", new Document());
        }
        TimeUnit.SECONDS.sleep(3);
        primary.kill();
        secondaries.forEach(secondary -> secondary.failPointOff("stopReplProducer"));
        cluster.awaitPrimaryOtherThan(primary);
        primary.start();
        cluster.awaitWell();
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    private static void failNowAndThen(Step step) throws InterruptedException {
        Member primary = cluster.awaitPrimary();
        primary.failPoint(
                "failCommand",
                new Document("activationProbability", 0.3),
                new Document("failCommands", List.of("insert"))
                        .append("errorCode", 50)
                        .append("failInternalCommands", false));
        try {
            step.run();
        } finally {
            primary.failPointOff("failCommand");
        }
    }

    private static void recordedMore(String database) throws InterruptedException {
        recorded(database, count(database) + 20);
    }

    private static void recorded(String database, long commits) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        while (count(database) < commits) {
            assertThat(System.nanoTime())
                    .as("%s commits in %s", commits, database)
                    .isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static long count(String database) {
        return client.getDatabase(database).getCollection("log").estimatedDocumentCount();
    }
}
