package io.annals.mongod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.annals.mongod.EmbeddedMongod.Options;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMongodTest {
    @TempDir
    Path home;

    private Options options() {
        return Options.in(home).withBinaries(EmbeddedMongod.ordinaryBinaries());
    }

    @Test
    void a_restart_on_the_same_home_finds_what_was_written() {
        try (EmbeddedMongod first = EmbeddedMongod.start(options());
                MongoClient client = MongoClients.create(first.connectionString())) {
            notes(client).insertOne(new Document("_id", "kept"));
        }

        try (EmbeddedMongod second = EmbeddedMongod.start(options());
                MongoClient client = MongoClients.create(second.connectionString())) {
            assertThat(notes(client).find().first()).isEqualTo(new Document("_id", "kept"));
        }
    }

    @Test
    void a_second_start_on_a_home_in_use_is_refused() {
        try (EmbeddedMongod first = EmbeddedMongod.start(options())) {
            assertThatThrownBy(() -> EmbeddedMongod.start(options()))
                    .isInstanceOf(MongodUnavailable.class)
                    .hasMessageContaining("in use by a running application");
            assertThat(ProcessHandle.of(first.pid())).isPresent();
        }
    }

    private static MongoCollection<Document> notes(MongoClient client) {
        return client.getDatabase("notebook")
                .getCollection("notes")
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    }
}
