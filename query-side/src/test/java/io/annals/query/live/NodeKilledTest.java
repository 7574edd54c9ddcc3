package io.annals.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.annals.edge.Actor;
import io.annals.edge.Role;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** {@code kill -9} of a node with somebody on it. */
@Timeout(120)
class NodeKilledTest {
    private static final Logger log = LoggerFactory.getLogger(NodeKilledTest.class);
    private static final Duration SOME_SECONDS = Duration.ofSeconds(8);

    @TempDir
    private Path home;

    /** A node in a process of its own: prints where it is and a key, and lives until it is killed. */
    static final class Node {
        private Node() {}

        public static void main(String[] properties) throws IOException {
            RunningServer server = new RunningServer(properties);
            Files.writeString(
                    Path.of(System.getProperty("told")),
                    server.address("/live") + "\n" + server.key(new Actor("bob", Role.AGENT)) + "\n");
            int end = System.in.read(); // until the test goes
            System.exit(end);
        }
    }

    @Test
    void who_was_on_it_leaves_within_seconds_and_the_claim_is_free_again() throws Exception {
        String customer = UUID.randomUUID().toString();
        String database =
                "annals.mongodb.database=killed-" + UUID.randomUUID().toString().substring(0, 8);
        try (RunningServer east = new RunningServer(database, "annals.home=" + home)) {
            Process west = start(database);
            try (Watcher anna = Watcher.of(east, "anna").subscribe("customer/" + customer)) {
                List<String> told = told(west);
                Watcher bob = Watcher.of(URI.create(told.get(0)), told.get(1));
                bob.say("{\"here\":{\"customer\":\"" + customer + "\",\"claim\":true}}");
                while (!claimedByBob(anna.next())) {
                    log.debug("not yet");
                }

                west.destroyForcibly().waitFor();
                long start = System.nanoTime();
                while (true) {
                    JsonNode message = anna.next();
                    if (message.path("type").asString().equals("presence")
                            && message.path("people").isEmpty()) {
                        break;
                    }
                }
                Duration ghost = Duration.ofNanos(System.nanoTime() - start);
                log.info("killed, and gone after {} ms", ghost.toMillis());
                assertThat(ghost).isLessThan(SOME_SECONDS);

                anna.say("{\"here\":{\"customer\":\"" + customer + "\",\"claim\":true}}");
                while (!anna.next().path("people").path(0).path("claim").asBoolean()) {
                    log.debug("not yet");
                }
                bob.close();
            } finally {
                west.destroyForcibly();
                east.bean(MongoDatabase.class).drop();
            }
        }
    }

    private static boolean claimedByBob(JsonNode message) {
        JsonNode first = message.path("people").path(0);
        return first.path("name").asString("").equals("bob")
                && first.path("claim").asBoolean();
    }

    private Process start(String database) throws IOException {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String mongod = io.annals.mongod.EmbeddedMongod.forTests().connectionString();
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dtold=" + home.resolve("told"),
                        "-cp",
                        classes,
                        Node.class.getName(),
                        "annals.mongodb.uri=" + mongod,
                        "spring.mongodb.uri=" + mongod,
                        database,
                        "annals.home=" + home)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("output").toFile())
                .start();
    }

    private List<String> told(Process node) throws Exception {
        Path told = home.resolve("told");
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!Files.exists(told) || Files.readAllLines(told).size() < 2) {
            if (!node.isAlive() || System.nanoTime() > end) {
                throw new AssertionError(Files.readString(home.resolve("output")));
            }
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(20).toNanos());
        }
        return Files.readAllLines(told);
    }
}
