package io.annals.access;

import static io.annals.access.LoginTest.administrator;
import static io.annals.access.LoginTest.secret;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import io.annals.edge.Role;
import io.annals.mongod.EmbeddedMongod;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The link of a first start: made also while the database elects, and over with the first administrator. */
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

    @Test
    void the_link_of_a_first_start_is_over_when_there_is_an_administrator_however_they_came_to_be(@TempDir Path home)
            throws Exception {
        try (Node fresh = Node.start(home, Node.freshDatabase())) {
            for (String how : List.of("chooses a password", "is given the role", "is switched on again")) {
                MongoCollection<Document> users =
                        fresh.bean(MongoDatabase.class).getCollection("users");
                users.deleteMany(new Document());
                if (!how.equals("chooses a password")) {
                    fresh.user("ines", how.equals("is given the role") ? "[\"agent\"]" : "[\"administrator\"]");
                }
                if (how.equals("is switched on again")) {
                    users.updateOne(new Document("_id", "ines"), Updates.set("active", false)); // by hand
                }
                String link =
                        secret(fresh.bean(Links.class).forAdministrator(true).orElseThrow());
                assertThat(fresh.get("/join?link=" + link, null).statusCode())
                        .as(how)
                        .isEqualTo(200);

                switch (how) {
                    case "chooses a password" -> fresh.user("ines", "[\"administrator\"]");
                    case "is given the role" -> change(fresh, "{\"roles\":[\"administrator\"]}");
                    default -> change(fresh, "{\"active\":true}");
                }

                assertThat(fresh.get("/join?link=" + link, null).statusCode())
                        .as(how)
                        .isEqualTo(401);
                assertThat(fresh.form("/join", administrator(link, "mallory")).statusCode())
                        .as(how)
                        .isEqualTo(401);
                String wanted =
                        secret(fresh.bean(Links.class).forAdministrator(true).orElseThrow());
                assertThat(fresh.get("/join?link=" + wanted, null).statusCode())
                        .as("one that is asked for although there is an administrator")
                        .isEqualTo(200);
            }
            fresh.dropDatabase();
        }
    }

    private static void change(Node at, String patch) throws Exception {
        assertThat(at.json("PATCH", "/users/ines", patch, at.key(Role.ADMINISTRATOR))
                        .statusCode())
                .isEqualTo(200);
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
