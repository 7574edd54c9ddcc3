package io.annals.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.annals.mongod.EmbeddedMongod;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that elects just while a server makes the link of its first start. */
class FirstLinkTest {
    @Test
    void the_link_of_a_first_start_is_made_though_connections_break_three_times_at_each_step(
            @TempDir Path home, @TempDir Path data) {
        try (EmbeddedMongod mongod = EmbeddedMongod.start(EmbeddedMongod.Options.in(data)
                        .withBinaries(EmbeddedMongod.ordinaryBinaries())
                        .withExtraArguments("--setParameter", "enableTestCommands=1"));
                MongoClient operator = MongoClients.create(mongod.connectionString());
                Node node = Node.start(home, "first", "annals.mongodb.uri=" + mongod.connectionString())) {
            breaks(operator, "find", "first.users");
            assertThat(node.bean(Links.class).forAdministrator(false)).isPresent();
            breaks(operator, "insert", "first.links");
            assertThat(node.bean(Links.class).forAdministrator(false)).isPresent();
        }
    }

    private static void breaks(MongoClient operator, String command, String namespace) {
        operator.getDatabase("admin")
                .runCommand(new Document("configureFailPoint", "failCommand")
                        .append("mode", new Document("times", 3))
                        .append(
                                "data",
                                new Document("failCommands", List.of(command))
                                        .append("namespace", namespace)
                                        .append("closeConnection", true)));
    }
}
