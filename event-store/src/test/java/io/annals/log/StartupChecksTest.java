package io.annals.log;

import static io.annals.log.Examples.event;
import static io.annals.log.Examples.proposal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.annals.mongod.EmbeddedMongod;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that cannot keep what the log promises is refused, with how to mend it. */
class StartupChecksTest {
    @TempDir
    Path home;

    @Test
    void a_missing_unique_index_is_refused() {
        try (Databases databases = Databases.fresh()) {
            databases.log().append(proposal(event("s", 0))).durable().join();
            databases.commits().dropIndex("stream_seq");

            assertThatThrownBy(databases::log)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("lacks its index stream_seq")
                    .hasMessageContaining("createIndex(")
                    .hasMessageContaining("unique: true");
        }
    }

    @Test
    void an_index_of_that_name_that_is_not_unique_is_refused_and_mended_as_the_message_says() {
        try (Databases databases = Databases.fresh()) {
            databases.log().append(proposal(event("s", 0))).durable().join();
            databases.commits().dropIndex("stream_seq");
            Document key = new Document("events.stream", 1).append("events.seq", -1);
            makeIndex(databases.raw(), new Document("key", key).append("name", "stream_seq"));
            assertThatThrownBy(databases::log).hasMessageContaining("lacks its index stream_seq");

            databases.commits().dropIndex("stream_seq");
            makeIndex(
                    databases.raw(),
                    new Document("key", key).append("name", "stream_seq").append("unique", true));
            assertThat(databases.log().head()).isEqualTo(1);
        }
    }

    @Test
    void a_log_without_its_header_or_of_another_format_is_refused() {
        try (Databases databases = Databases.fresh()) {
            databases.log().append(proposal(event("s", 0))).durable().join();
            databases.raw().getCollection("log_header").deleteMany(new Document());
            assertThatThrownBy(databases::log)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("log_header");

            databases.raw().getCollection("log_header").insertOne(new Document("_id", "log").append("format", 2));
            assertThatThrownBy(databases::log).hasMessageContaining("format 2");
        }
    }

    @Test
    void a_stand_alone_server_is_refused() throws Exception {
        int port = freePort();
        Process mongod = mongod(port, List.of());
        try (MongoClient client = MongoClients.create("mongodb://127.0.0.1:" + port)) {
            assertThatThrownBy(() -> open(client))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("not a member of a replica set")
                    .hasMessageContaining("--replSet");
        } finally {
            end(mongod);
        }
    }

    @Test
    void an_arbiter_and_an_unjournalled_majority_are_refused() throws Exception {
        try (EmbeddedMongod mongod = EmbeddedMongod.start(EmbeddedMongod.Options.in(home.resolve("data-bearing"))
                        .withBinaries(EmbeddedMongod.ordinaryBinaries()));
                MongoClient client = MongoClients.create(mongod.connectionString())) {
            MongoDatabase admin = client.getDatabase("admin");
            reconfigure(admin, config -> config.append("writeConcernMajorityJournalDefault", false));
            assertThatThrownBy(() -> open(client))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("writeConcernMajorityJournalDefault");
            reconfigure(admin, config -> config.append("writeConcernMajorityJournalDefault", true));

            String set = client.getClusterDescription()
                    .getServerDescriptions()
                    .getFirst()
                    .getSetName();
            int port = freePort();
            Path key = home.resolve("data-bearing").resolve("mongod.key");
            Process arbiter = mongod(port, List.of("--replSet", String.valueOf(set), "--keyFile", key.toString()));
            try {
                admin.runCommand(
                        new Document("setDefaultRWConcern", 1).append("defaultWriteConcern", new Document("w", 1)));
                reconfigure(
                        admin,
                        config -> config.getList("members", Document.class)
                                .add(new Document("_id", 1)
                                        .append("host", "127.0.0.1:" + port)
                                        .append("arbiterOnly", true)
                                        .append("priority", 0)));
                assertThatThrownBy(() -> open(client))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("arbiter");
            } finally {
                mongod.kill(); // an orderly end would wait for the arbiter's vote
                end(arbiter);
            }
        }
    }

    private static long open(MongoClient client) {
        try (MongoEventLog log = MongoEventLog.open(client, "log", InstantSource.system(), new SimpleMeterRegistry())) {
            return log.head();
        }
    }

    private interface Change {
        Object on(Document config);
    }

    private static void reconfigure(MongoDatabase admin, Change change) {
        Document config = admin.runCommand(new Document("replSetGetConfig", 1)).get("config", Document.class);
        change.on(config);
        config.put("version", config.getInteger("version") + 1);
        admin.runCommand(new Document("replSetReconfig", config));
    }

    private static void makeIndex(MongoDatabase database, Document index) {
        database.runCommand(new Document("createIndexes", "log").append("indexes", List.of(index)));
    }

    /** A bare mongod, the same program that the other tests use. */
    private Process mongod(int port, List<String> more) throws Exception {
        long known = EmbeddedMongod.forTests().pid();
        String program = ProcessHandle.of(known).orElseThrow().info().command().orElseThrow();
        Path data = Files.createDirectory(home.resolve("bare-" + port));
        List<String> command = new ArrayList<>(List.of(
                program, "--dbpath", data.toString(), "--port", Integer.toString(port), "--bind_ip", "127.0.0.1"));
        command.addAll(more);
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!answers(port)) {
            assertThat(process.isAlive() && System.nanoTime() < until).isTrue();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return process;
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void end(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
