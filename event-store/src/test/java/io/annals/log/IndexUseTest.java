package io.annals.log;

import static io.annals.log.Examples.event;
import static io.annals.log.Examples.proposal;
import static io.annals.log.Examples.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.mongod.EmbeddedMongod;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What questions cost must not grow with the log: counted in index entries, on a server that nobody else uses. */
class IndexUseTest {
    @TempDir
    Path home;

    @Test
    void questions_read_what_they_answer_and_little_more() {
        try (EmbeddedMongod mongod = EmbeddedMongod.start(
                        EmbeddedMongod.Options.in(home).withBinaries(EmbeddedMongod.ordinaryBinaries()));
                Databases databases = Databases.freshOn(mongod.connectionString())) {
            MongoEventLog log = databases.log();
            for (int i = 0; i < 100; i++) {
                log.append(run("long", i * 20L, i * 20L + 19));
                log.append(proposal(event("anna-" + i, 0, "anna"), event("bert-" + i, 0, "bert")));
                log.append(proposal(event("carl-" + i, 0, "carl")));
            }
            log.append(proposal(event("last", 0))).durable().join();

            assertThat(entries(databases, () -> log.lastSeqs(List.of("long", "anna-7", "nobody"))))
                    .as("last seqs of a stream of 2,000 events, a short one and none")
                    .isLessThan(15);
            assertThat(entries(databases, () -> log.beginnings(List.of("long", "anna-7", "nobody"), 20)))
                    .as("the first twenty of a stream's 2,000 events, a short one and none")
                    .isLessThan(60);
            assertThat(entries(databases, () -> log.stream("long", 1_990)))
                    .as("the last ten events of 2,000")
                    .isLessThan(40);
            assertThat(entries(databases, () -> {
                        try (var cursor = log.subjects(List.of("anna", "bert"), 30)) {
                            assertThat(cursor).hasSize(20);
                        }
                    }))
                    .as("20 events of two subjects, in 10 commits of 300")
                    .isLessThan(60);
            assertThat(entries(databases, () -> {
                        try (var cursor = log.subjects(List.of("anna"), 289, 301)) {
                            assertThat(cursor).hasSize(4);
                        }
                    }))
                    .as("the last four events of a subject that has a hundred")
                    .isLessThan(20);
            assertThat(entries(databases, () -> log.positionAt(java.time.Instant.now())))
                    .as("an instant among 301 commits")
                    .isLessThan(150);
            assertThat(entries(
                            databases,
                            () -> log.append(proposal(Map.of("long", 1_999L), event("anna-7", 1)))
                                    .durable()
                                    .join()))
                    .as("an expectation about a long stream and a short one gone on with")
                    .isLessThan(15);
        }
    }

    private static long entries(Databases databases, Runnable question) {
        long before = scanned(databases);
        question.run();
        return scanned(databases) - before;
    }

    private static long scanned(Databases databases) {
        Document metrics = databases
                .client
                .getDatabase("admin")
                .runCommand(new Document("serverStatus", 1))
                .get("metrics", Document.class);
        Document executor = metrics.get("queryExecutor", Document.class);
        return executor.get("scanned", Number.class).longValue();
    }
}
