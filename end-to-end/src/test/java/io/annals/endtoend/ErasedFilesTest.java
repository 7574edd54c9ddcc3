package io.annals.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The steps of the runbook that take out of MongoDB's files what an erasure has taken out of its collections, on real
 * members and by searching their files byte by byte. A text without repetition stands readable in a compressed block too.
 */
class ErasedFilesTest {
    private static final String SET = "erased";

    private final String secret = UUID.randomUUID() + "-" + UUID.randomUUID();
    private final Map<Integer, Process> members = new HashMap<>();

    @TempDir
    Path folder;

    @AfterEach
    void end() {
        members.values().forEach(ErasedFilesTest::end);
    }

    @Test
    void oplog_and_freed_blocks_hold_what_was_erased_until_each_member_is_resynchronised_into_an_empty_folder()
            throws IOException {
        int first = start();
        admin(first, new Document("replSetInitiate", configuration(1, List.of(first))));
        awaitState(first, 1);
        writeAndErase(first);
        assertThat(filesWith(first)).as("the search finds what is there").isNotEmpty();

        int second = start();
        admin(first, new Document("replSetReconfig", configuration(2, List.of(first, second))));
        awaitState(second, 2);
        assertThat(filesWith(second)).isEmpty();

        Eventually.see("the first to step down", Waits.LONG, () -> stepsDown(first), done -> done);
        awaitState(second, 1);
        end(requireNonNull(members.remove(first)));
        empty(data(first));
        start(first);
        awaitState(first, 2);

        assertThat(filesWith(first)).isEmpty();
        try (MongoClient client = client(second)) {
            assertThat(views(client).find().map(view -> view.getString("_id")).into(new ArrayList<>()))
                    .containsExactly("erased");
        }
    }

    /** Not before the other has caught up and may vote. */
    private static boolean stepsDown(int port) {
        try {
            admin(port, new Document("replSetStepDown", 60).append("secondaryCatchUpPeriodSecs", 2));
            return true;
        } catch (MongoException notYet) {
            return state(port) == 2;
        }
    }

    private void writeAndErase(int port) {
        try (MongoClient client = client(port)) {
            MongoCollection<Document> views = views(client);
            views.insertOne(new Document("_id", "erased").append("name", secret));
            admin(port, new Document("fsync", 1));
            views.updateOne(Filters.eq("erased"), Updates.unset("name"));
            admin(port, new Document("fsync", 1));
            assertThat(views.countDocuments(Filters.exists("name"))).isZero();
        }
    }

    private static MongoCollection<Document> views(MongoClient client) {
        return client.getDatabase("annals")
                .getCollection("view_customer_1")
                .withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    }

    private static Document configuration(int version, List<Integer> ports) {
        List<Document> configured = new ArrayList<>();
        for (int port : ports) {
            configured.add(new Document("_id", configured.size()).append("host", "127.0.0.1:" + port));
        }
        return new Document("_id", SET).append("version", version).append("members", configured);
    }

    private List<Path> filesWith(int port) throws IOException {
        Eventually.see("a checkpoint of " + port, Waits.LONG, () -> checkpoint(port), done -> done);
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(data(port), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (holdsSecret(file)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException removedMeanwhile) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    /** Not before what a new member has copied is behind it. */
    private static boolean checkpoint(int port) {
        try {
            admin(port, new Document("fsync", 1));
            return true;
        } catch (MongoException notYet) {
            return false;
        }
    }

    private boolean holdsSecret(Path file) throws IOException {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(secret.substring(0, 36));
        } catch (NoSuchFileException removedMeanwhile) {
            return false;
        }
    }

    private Path data(int port) {
        return folder.resolve("member-" + port);
    }

    private static void empty(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private int start() throws IOException {
        int port = ReplicaSet.freePort();
        start(port);
        return port;
    }

    private void start(int port) throws IOException {
        Files.createDirectories(data(port));
        members.put(
                port,
                new ProcessBuilder(
                                ReplicaSet.binary().toString(),
                                "--replSet",
                                SET,
                                "--port",
                                Integer.toString(port),
                                "--bind_ip",
                                "127.0.0.1",
                                "--dbpath",
                                data(port).toString(),
                                "--wiredTigerCacheSizeGB",
                                "0.25",
                                "--oplogSize",
                                "16",
                                "--setParameter",
                                "periodicNoopIntervalSecs=1")
                        .redirectErrorStream(true)
                        .redirectOutput(
                                folder.resolve("member-" + port + ".log").toFile())
                        .start());
        Eventually.see("member " + port + " to answer", Waits.LONG, () -> state(port), state -> state >= 0);
    }

    private static void end(Process member) {
        member.destroyForcibly();
        member.onExit().join();
    }

    private static void awaitState(int port, int wanted) {
        Eventually.see("member " + port + " in state " + wanted, Waits.LONG, () -> state(port), now -> now == wanted);
    }

    /** As {@code rs.status().myState}: 1 primary, 2 secondary; 0 without a configuration, -1 without an answer. */
    private static int state(int port) {
        try {
            Document hello = admin(port, new Document("hello", 1));
            if (hello.getBoolean("isWritablePrimary", false)) {
                return 1;
            }
            return hello.getBoolean("secondary", false) ? 2 : 0;
        } catch (MongoException notYet) {
            return -1;
        }
    }

    private static Document admin(int port, Document command) {
        try (MongoClient client = client(port)) {
            return client.getDatabase("admin").runCommand(command);
        }
    }

    private static MongoClient client(int port) {
        return MongoClients.create("mongodb://127.0.0.1:" + port
                + "/?directConnection=true&serverSelectionTimeoutMS=5000&connectTimeoutMS=2000");
    }
}
