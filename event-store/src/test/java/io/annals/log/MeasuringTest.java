package io.annals.log;

import static io.annals.log.Examples.event;
import static io.annals.log.Examples.proposal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.mongod.EmbeddedMongod;
import java.nio.file.Path;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the database says of the log beside what the log says of itself. */
class MeasuringTest {
    private static final Document NOT_ALLOWED = new Document("errorCode", 13);

    private static EmbeddedMongod mongod;

    @TempDir
    static Path home;

    private Databases databases;
    private MongoEventLog log;

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
    void open() {
        databases = Databases.freshOn(mongod.connectionString());
        log = databases.log();
    }

    @AfterEach
    void close() {
        databases.heal();
        databases.close();
    }

    @Test
    void sizes_and_the_oplog_are_told_where_the_database_may_be_asked() {
        log.append(proposal(event("s", 0))).durable().join();

        Statistics counted = log.statistics(0, p -> {});

        assertThat(Objects.requireNonNull(counted.storage()).indexBytes())
                .containsOnlyKeys("_id_", LogCollections.STREAM_INDEX, LogCollections.SUBJECT_INDEX)
                .allSatisfy((index, bytes) -> assertThat(bytes).isPositive());
        assertThat(Objects.requireNonNull(counted.oplogWindow()).isNegative()).isFalse();
    }

    @Test
    void what_the_database_does_not_tell_this_user_is_left_out_and_the_rest_is_told() {
        log.append(proposal(event("s", 0))).durable().join();

        databases.failing("collStats", "alwaysOn", NOT_ALLOWED);
        Statistics withoutSizes = log.statistics(0, p -> {});
        databases.failing("serverStatus", "alwaysOn", NOT_ALLOWED);
        Statistics withoutOplog = log.statistics(0, p -> {});

        assertThat(withoutSizes.storage()).isNull();
        assertThat(withoutSizes.oplogWindow()).isNotNull();
        assertThat(withoutOplog.storage()).isNotNull();
        assertThat(withoutOplog.oplogWindow()).isNull();
        assertThat(withoutOplog.commits()).isEqualTo(1);
    }

    @Test
    void what_is_no_commit_is_not_counted_as_one() {
        log.append(proposal(event("s", 0))).durable().join();
        databases.commits().insertOne(new Document("_id", 2L));

        assertThatThrownBy(() -> log.statistics(0, p -> {})).isInstanceOf(LogBroken.class);
    }
}
