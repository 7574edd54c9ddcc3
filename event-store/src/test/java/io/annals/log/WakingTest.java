package io.annals.log;

import static io.annals.log.Examples.event;
import static io.annals.log.Examples.proposal;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.log.EventLog.Place;
import io.annals.log.EventLog.Tail;
import io.annals.mongod.EmbeddedMongod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way in which a tail hears of something new, by itself. */
class WakingTest {
    private static final LogSettings TIMER_OFF = LogSettings.ordinary().withPoll(Duration.ofHours(1));

    private static EmbeddedMongod mongod;

    @TempDir
    static Path home;

    private Databases writing;
    private Databases reading;

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
        writing = Databases.freshOn(mongod.connectionString());
        reading = writing.again();
    }

    @AfterEach
    void close() {
        reading.close();
        writing.close();
    }

    @Test
    void in_the_process_a_tail_hears_at_once() throws Exception {
        MongoEventLog log = writing.log(TIMER_OFF);
        try (Tail tail = log.tail(Place.BEGINNING)) {
            assertThat(tail.poll(1, Duration.ofMillis(50))).isEmpty();
            for (int i = 0; i < 50; i++) {
                log.append(proposal(event("s", i))).durable().join();
                assertThat(positions(tail)).containsExactly(i + 1L);
            }
        }
    }

    @Test
    void another_process_hears_by_change_stream() throws Exception {
        MongoEventLog log = writing.log(TIMER_OFF);
        MongoEventLog other = reading.log(TIMER_OFF);
        try (Tail tail = other.tail(Place.BEGINNING)) {
            assertThat(tail.poll(1, Duration.ofMillis(50))).isEmpty();
            for (int i = 0; i < 20; i++) {
                log.append(proposal(event("s", i))).durable().join();
                assertThat(positions(tail)).containsExactly(i + 1L);
            }
        }
    }

    @Test
    void while_another_process_appends_its_commits_come_in_the_change_stream_and_are_not_read() throws Exception {
        MongoEventLog log = writing.log(TIMER_OFF);
        MongoEventLog other = reading.log(LogSettings.ordinary());
        try (Tail tail = other.tail(Place.BEGINNING)) {
            boolean without = false;
            for (int i = 0; i < 20 && !without; i++) {
                log.append(proposal(event("s", 2 * i))).durable().join();
                assertThat(positions(tail)).containsExactly(2 * i + 1L);
                reading.failing(
                        "find",
                        "alwaysOn",
                        new Document("errorCode", 96)); // OperationFailed: the driver thinks no worse of the server
                log.append(proposal(event("s", 2 * i + 1))).durable().join();
                List<Commit> heard = tail.poll(10, Duration.ofSeconds(2));
                without = !heard.isEmpty();
                reading.heal();
                assertThat(
                                without
                                        ? heard.getFirst().position()
                                        : positions(tail).getFirst())
                        .isEqualTo(2 * i + 2L);
            }
            assertThat(without).as("heard though nothing could be read").isTrue();
        } finally {
            reading.heal();
        }
    }

    @Test
    void another_process_that_may_have_no_change_stream_hears_by_timer() throws Exception {
        reading.failing("aggregate", "alwaysOn", new Document("errorCode", 13)); // Unauthorized
        try {
            MongoEventLog log = writing.log(TIMER_OFF);
            MongoEventLog other = reading.log(LogSettings.ordinary().withPoll(Duration.ofMillis(20)));
            try (Tail tail = other.tail(Place.BEGINNING)) {
                assertThat(tail.poll(1, Duration.ofMillis(50))).isEmpty();
                for (int i = 0; i < 20; i++) {
                    log.append(proposal(event("s", i))).durable().join();
                    assertThat(positions(tail)).containsExactly(i + 1L);
                }
            }
        } finally {
            reading.heal();
        }
    }

    private static List<Long> positions(Tail tail) throws InterruptedException {
        return tail.poll(10, Duration.ofSeconds(20)).stream()
                .map(Commit::position)
                .toList();
    }
}
