package io.annals.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.annals.mongod.EmbeddedMongod;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that elects just while a server starts on it for the first time. */
class FirstStartTest {
    private static final String STARTER = "starter";

    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(strings = {"insert", "commitTransaction"})
    void keys_that_can_be_shown_once_are_shown_though_the_primary_falls_three_times(String command) {
        try (EmbeddedMongod mongod = EmbeddedMongod.start(EmbeddedMongod.Options.in(home)
                        .withBinaries(EmbeddedMongod.ordinaryBinaries())
                        .withExtraArguments("--setParameter", "enableTestCommands=1"));
                MongoClient client = MongoClients.create(MongoClientSettings.builder()
                        .applyConnectionString(new ConnectionString(mongod.connectionString()))
                        .applicationName(STARTER)
                        .build())) {
            MongoDatabase database = client.getDatabase("first");
            Keys keys = new Keys(client, database, new GrantChanges(database), Clock.systemUTC());
            falls(client, command);

            Optional<Map<Role, String>> made = keys.makeOnFirstStart();

            assertThat(made).isPresent();
            made.orElseThrow().forEach((_, key) -> assertThat(keys.by(key)).isPresent());
            assertThat(database.getCollection("access_keys").countDocuments())
                    .as("keys, and that they were made")
                    .isEqualTo(made.orElseThrow().size() + 1);
        }
    }

    private static void falls(MongoClient client, String command) {
        client.getDatabase("admin")
                .runCommand(new Document("configureFailPoint", "failCommand")
                        .append("mode", new Document("times", 3))
                        .append(
                                "data",
                                new Document("failCommands", List.of(command))
                                        .append("appName", STARTER)
                                        .append("errorCode", 11_602)));
    }
}
