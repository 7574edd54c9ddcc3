package io.annals.log;

import static io.annals.log.Examples.event;
import static io.annals.log.Examples.proposal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.mongod.EmbeddedMongod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server answers may be no answer: an outcome that nobody knows is found out, never guessed. */
class OutcomeTest {
    private static EmbeddedMongod mongod;

    @TempDir
    static Path home;

    private Databases databases;

    @BeforeAll
    static void start() {
        mongod = EmbeddedMongod.start(EmbeddedMongod.Options.in(home)
                .withBinaries(EmbeddedMongod.ordinaryBinaries())
                .withExtraArguments("--setParameter", "enableTestCommands=1"));
    }

    @AfterAll
    static void stop() {
        mongod.close();
    }

    @BeforeEach
    void connect() {
        databases = Databases.freshOn(mongod.connectionString());
    }

    @AfterEach
    void heal() {
        databases.heal();
        databases.close();
    }

    @Test
    void a_write_concern_error_is_not_taken_for_failure() {
        MongoEventLog log = databases.log();
        databases.failing(
                "insert",
                new Document("times", 3),
                new Document("writeConcernError", new Document("code", 64).append("errmsg", "waiting timed out")));

        List<Appending> appendings = appendAll(log, 50);

        allDurable(log, appendings);
        assertThat(databases.count("annals.log.outcome.unknown")).isPositive();
    }

    @Test
    void a_lost_connection_is_not_taken_for_failure() {
        MongoEventLog log = databases.log();
        databases.failing("insert", new Document("times", 3), new Document("closeConnection", true));

        allDurable(log, appendAll(log, 50));
    }

    @Test
    void a_primary_that_steps_down_is_not_taken_for_failure() {
        MongoEventLog log = databases.log();
        databases.failing(
                "insert",
                new Document("times", 3),
                new Document("errorCode", 11_602)); // InterruptedDueToReplStateChange

        allDurable(log, appendAll(log, 50));
    }

    @Test
    void a_try_that_the_server_carries_out_after_it_was_given_up_doubles_nothing() {
        MongoEventLog log = databases.log(LogSettings.ordinary().withAttempt(Duration.ofMillis(300)));
        allDurable(log, appendAll(log, 1));
        databases.failing(
                "insert", new Document("times", 2), new Document("blockConnection", true).append("blockTimeMS", 1_200));

        List<Appending> appendings = new ArrayList<>();
        for (int i = 1; i < 50; i++) {
            appendings.add(log.append(proposal(event("s", i))));
        }
        appendings.forEach(
                each -> each.durable().orTimeout(20, TimeUnit.SECONDS).join());

        for (int i = 50; i < 60; i++) { // while the given up tries wake up
            log.append(proposal(event("s", i)))
                    .durable()
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
        }
        assertThat(log.stream("s", 0)).hasSize(60);
        assertThat(log.head()).isEqualTo(60);
        assertThat(log.verify(p -> {}).brokenAt()).isNull();
    }

    @Test
    void whoever_waits_too_long_is_told_so_and_may_ask_again_with_the_same_commit_id() {
        MongoEventLog log = databases.log(LogSettings.ordinary().withOutcome(Duration.ofMillis(400)));
        databases.failing("insert", "alwaysOn", new Document("errorCode", 50)); // MaxTimeMSExpired
        Proposal first = proposal(event("s", 0));
        Proposal second = proposal(event("s", 1));

        assertThatThrownBy(() -> log.append(first)
                        .durable()
                        .orTimeout(10, TimeUnit.SECONDS)
                        .join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(LogUnavailable.class)
                .hasMessageContaining("same commit id is safe");
        assertThatThrownBy(() -> log.append(second)
                        .durable()
                        .orTimeout(10, TimeUnit.SECONDS)
                        .join())
                .hasCauseInstanceOf(LogUnavailable.class);

        databases.heal();
        assertThat(settled(log, first)).isEqualTo(1);
        assertThat(settled(log, second)).isEqualTo(2);
        assertThat(log.head()).isEqualTo(2);
    }

    @Test
    void more_than_may_wait_are_turned_away_at_once() {
        MongoEventLog log = databases.log(LogSettings.ordinary().withWaiting(10));
        databases.failing("insert", "alwaysOn", new Document("errorCode", 50));

        List<Appending> appendings = appendAll(log, 2_000);
        long turnedAway = appendings.stream()
                .filter(each -> each.durable().isCompletedExceptionally())
                .count();

        assertThat(turnedAway).isPositive();
        databases.heal();
        long durable = appendings.stream()
                .filter(each -> !each.durable().isCompletedExceptionally())
                .peek(each -> each.durable().orTimeout(20, TimeUnit.SECONDS).join())
                .count();
        assertThat(log.head()).isEqualTo(durable);
    }

    /** Asks again until it is known, as a client would. */
    private static long settled(MongoEventLog log, Proposal proposal) {
        for (int tries = 0; ; tries++) {
            try {
                return log.append(proposal)
                        .durable()
                        .orTimeout(10, TimeUnit.SECONDS)
                        .join();
            } catch (CompletionException e) {
                assertThat(e).hasCauseInstanceOf(LogUnavailable.class);
                assertThat(tries).isLessThan(20);
            }
        }
    }

    private static List<Appending> appendAll(MongoEventLog log, int count) {
        List<Appending> appendings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            appendings.add(log.append(proposal(event(count == 1 ? "s" : "s" + i, 0))));
        }
        return appendings;
    }

    private static void allDurable(MongoEventLog log, List<Appending> appendings) {
        for (int i = 0; i < appendings.size(); i++) {
            assertThat(appendings
                            .get(i)
                            .durable()
                            .orTimeout(20, TimeUnit.SECONDS)
                            .join())
                    .isEqualTo(i + 1);
        }
        assertThat(log.head()).isEqualTo(appendings.size());
        assertThat(log.verify(p -> {}).brokenAt()).isNull();
    }
}
