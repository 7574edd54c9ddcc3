package io.annals.mongod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import io.annals.mongod.EmbeddedMongod.Options;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddedMongodTest {
    private static final Document NOTE = new Document("_id", "kept");

    @TempDir
    Path home;

    private Options options() {
        return Options.in(home).withBinaries(EmbeddedMongod.ordinaryBinaries());
    }

    @Test
    void it_serves_majority_writes_and_change_streams_on_loopback_only() {
        try (MongoClient client = MongoClients.create(EmbeddedMongod.forTests().connectionString())) {
            MongoCollection<Document> notes = notes(client);
            try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> changes =
                    notes.watch().cursor()) {
                notes.insertOne(NOTE);

                assertThat(changes.next().getFullDocument()).isEqualTo(NOTE);
            }
            Document started = client.getDatabase("admin").runCommand(new Document("getCmdLineOpts", 1));
            assertThat(started.getEmbedded(List.of("parsed", "net", "bindIp"), ""))
                    .isEqualTo("127.0.0.1");
            assertThat(client.getDatabase("admin")
                            .runCommand(new Document("replSetGetConfig", 1))
                            .getEmbedded(List.of("config", "writeConcernMajorityJournalDefault"), true))
                    .isTrue();
        }
    }

    @Test
    void all_tests_of_a_process_share_one() {
        assertThat(EmbeddedMongod.forTests().pid())
                .isEqualTo(EmbeddedMongod.forTests().pid());
    }

    @Test
    void a_restart_finds_what_was_written_on_the_same_port() {
        String before = writeAndClose();

        try (EmbeddedMongod second = EmbeddedMongod.start(options())) {
            assertThat(second.connectionString()).isEqualTo(before);
            assertThatItHoldsTheNote(second);
        }
    }

    @Test
    void a_restart_finds_what_was_written_though_its_port_is_taken() throws IOException {
        writeAndClose();
        int port = Integer.parseInt(Files.readString(home.resolve("port")));

        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                EmbeddedMongod second = startBeside(taken)) {
            assertThat(second.connectionString()).doesNotContain(":" + taken.getLocalPort());
            assertThatItHoldsTheNote(second);
        }
    }

    @Test
    void after_kill_9_of_mongod_an_acknowledged_write_is_still_there() {
        try (EmbeddedMongod first = EmbeddedMongod.start(options())) {
            write(first);
            first.kill();
            assertThat(ProcessHandle.of(first.pid()).filter(ProcessHandle::isAlive))
                    .isEmpty();
        }

        try (EmbeddedMongod second = EmbeddedMongod.start(options())) {
            assertThatItHoldsTheNote(second);
        }
    }

    @Test
    void a_second_start_on_a_home_in_use_is_refused_and_takes_nothing_away() throws Exception {
        try (EmbeddedMongod first = EmbeddedMongod.start(options())) {
            assertThatThrownBy(() -> EmbeddedMongod.start(options()))
                    .isInstanceOf(MongodUnavailable.class)
                    .hasMessageContaining("in use by a running application (this one)");

            try (OtherApplication other = OtherApplication.on(home)) {
                assertThat(other.readUntil("in use by a running application"))
                        .contains("(process " + ProcessHandle.current().pid() + ")");
            }
            write(first);
        }
    }

    @Test
    void an_orphan_that_still_serves_the_data_is_ended_first() throws Exception {
        writeAndClose();
        Path binary = MongodSearch.ordinary(EmbeddedMongod.ordinaryBinaries()).find();
        Process orphan = new ProcessBuilder(
                        binary.toString(),
                        "--dbpath",
                        home.resolve("data").toString(),
                        "--bind_ip",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(Home.freePort()))
                .redirectErrorStream(true)
                .start();
        try {
            awaitReady(orphan);

            try (EmbeddedMongod second = EmbeddedMongod.start(options())) {
                assertThat(orphan.isAlive()).isFalse();
                assertThatItHoldsTheNote(second);
            }
        } finally {
            orphan.destroyForcibly();
        }
    }

    @Test
    void a_mongod_of_others_on_the_same_port_is_never_taken_for_ours() {
        try (EmbeddedMongod others = EmbeddedMongod.start(options())) {
            int port = Integer.parseInt(others.connectionString().replaceAll(".*:(\\d+)/.*", "$1"));
            Options ours = Options.in(home.resolve("ours")).withBinaries(EmbeddedMongod.ordinaryBinaries());
            Home occupied = Home.occupy(ours);
            Path binary = MongodSearch.ordinary(ours.binaries()).find();
            MongodProcess process = MongodProcess.launch(binary, occupied, port, ours);

            assertThatThrownBy(() -> new ReplicaSetOfOne(process, occupied, port).awaitPrimary())
                    .isInstanceOf(MongodUnavailable.class)
                    .hasMessageContaining("Address already in use");
            assertThat(process.foundItsPortTaken()).isTrue();
            occupied.leave();
        }
    }

    @Test
    void extra_arguments_reach_mongod() {
        Options withTestCommands = options().withExtraArguments("--setParameter", "enableTestCommands=1");

        try (EmbeddedMongod mongod = EmbeddedMongod.start(withTestCommands);
                MongoClient client = MongoClients.create(mongod.connectionString())) {
            Document parameter = client.getDatabase("admin")
                    .runCommand(new Document("getParameter", 1).append("enableTestCommands", 1));
            assertThat(parameter.get("enableTestCommands", Boolean.class)).isTrue();
        }
    }

    @Test
    void a_mongod_that_cannot_open_what_another_version_wrote_makes_room_for_one_that_can() throws IOException {
        writeAndClose();
        Path bin = Files.createDirectory(home.resolve("bin"));
        Path tooNew = bin.resolve("mongod");
        Files.writeString(tooNew, "#!/bin/sh\n[ \"$1\" = --version ] && echo db version v9.0.0 && exit 0\nexit 62\n");
        assertThat(tooNew.toFile().setExecutable(true)).isTrue();
        MongodSearch search = new MongodSearch(List.of(bin), EmbeddedMongod.ordinaryBinaries(), List.of());

        try (EmbeddedMongod second = EmbeddedMongod.start(options(), search)) {
            assertThatItHoldsTheNote(second);
        }
        assertThatThrownBy(() -> EmbeddedMongod.start(
                        options(), new MongodSearch(List.of(bin), home.resolve("empty"), List.of())))
                .isInstanceOf(MongodUnavailable.class)
                .hasMessageContaining("exit code 62");
    }

    @Test
    void a_mongod_that_refuses_to_start_is_quoted() {
        assertThatThrownBy(() -> EmbeddedMongod.start(options().withExtraArguments("--nonsense")))
                .isInstanceOf(MongodUnavailable.class)
                .hasMessageContaining("nonsense");
    }

    @Test
    void damaged_data_is_quoted_from_the_log() throws IOException {
        writeAndClose();
        Files.writeString(home.resolve("data").resolve("WiredTiger.turtle"), "not what WiredTiger wrote");

        assertThatThrownBy(() -> EmbeddedMongod.start(options()))
                .isInstanceOf(MongodUnavailable.class)
                .hasMessageContaining("WiredTiger")
                .hasMessageContaining("Its log is " + home.resolve("mongod.log"));
    }

    @Test
    void an_ephemeral_home_must_be_empty_since_it_will_be_deleted() throws IOException {
        Files.writeString(home.resolve("thesis.txt"), "ten years of work");

        assertThatThrownBy(() -> EmbeddedMongod.start(options().withEphemeral(true)))
                .isInstanceOf(MongodUnavailable.class)
                .hasMessageContaining("must be empty");
        assertThat(home.resolve("thesis.txt")).exists();
    }

    /** mongod asks the address in its configuration who it is, so someone must be there to hang up. */
    private EmbeddedMongod startBeside(ServerSocket occupant) {
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    occupant.accept().close();
                }
            } catch (IOException closed) {
                return;
            }
        });
        return EmbeddedMongod.start(options());
    }

    private String writeAndClose() {
        try (EmbeddedMongod mongod = EmbeddedMongod.start(options())) {
            write(mongod);
            return mongod.connectionString();
        }
    }

    private static void write(EmbeddedMongod mongod) {
        try (MongoClient client = MongoClients.create(mongod.connectionString())) {
            notes(client).insertOne(NOTE);
        }
    }

    private static void assertThatItHoldsTheNote(EmbeddedMongod mongod) {
        try (MongoClient client = MongoClients.create(mongod.connectionString())) {
            assertThat(notes(client).find()).containsExactly(NOTE);
            assertThat(notes(client).deleteOne(NOTE).wasAcknowledged()).isTrue();
        }
    }

    private static MongoCollection<Document> notes(MongoClient client) {
        return client.getDatabase("notebook")
                .getCollection("notes")
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true).withWTimeout(20, TimeUnit.SECONDS));
    }

    private static void awaitReady(Process mongod) throws IOException {
        var lines = mongod.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.contains("Waiting for connections")) {
                return;
            }
        }
        throw new IOException("the orphan did not start");
    }
}
