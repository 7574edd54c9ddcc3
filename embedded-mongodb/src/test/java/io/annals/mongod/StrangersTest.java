package io.annals.mongod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.annals.mongod.EmbeddedMongod.Options;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another user of the same machine, who reaches the port as anybody does, gets nothing out of the mongod of a home. */
@Timeout(90)
class StrangersTest {
    private static final int NOBODY = 65_534;
    private static final int UNAUTHORIZED = 13;
    private static final String SECRET = "anna-has-called";

    @TempDir
    Path folder;

    @Test
    void without_the_account_nothing_is_answered_that_is_stored_and_no_account_can_be_made() {
        try (MongoClient stranger = MongoClients.create(directly(EmbeddedMongod.forTests()))) {
            MongoDatabase admin = stranger.getDatabase("admin");
            for (String command : List.of(
                    "listDatabases", "usersInfo", "getCmdLineOpts", "serverStatus", "replSetGetConfig", "getLog")) {
                assertThatRefused(admin, new Document(command, command.equals("getLog") ? "global" : 1));
            }
            assertThatRefused(admin, new Document("find", "system.users"));
            assertThatRefused(stranger.getDatabase("local"), new Document("find", "oplog.rs"));
            assertThatRefused(
                    admin,
                    new Document("createUser", "eve").append("pwd", "eve").append("roles", List.of("root")));
        }
    }

    @Test
    void a_wrong_password_lets_nobody_in() {
        String wrong = EmbeddedMongod.forTests().connectionString().replaceFirst(":[^:@/]+@", ":guessed@");

        try (MongoClient stranger = MongoClients.create(wrong)) {
            assertThatThrownBy(() -> stranger.getDatabase("admin").runCommand(new Document("listDatabases", 1)))
                    .isInstanceOf(MongoSecurityException.class);
        }
    }

    @Test
    void a_message_compressed_with_zlib_is_not_opened() throws IOException {
        assertThat(answerTo(compressed((byte) 2, deflated(hello())))).isEmpty();
        assertThat(answerTo(compressed((byte) 1, asSnappy(hello())))).isNotEmpty();
    }

    @Test
    void another_user_can_read_no_file_and_learns_nothing_from_the_process() throws Exception {
        Path home = openHome();
        Path readable = Files.writeString(folder.resolve("readable"), "by all");
        try (EmbeddedMongod mongod = EmbeddedMongod.start(on(home))) {
            String key = Files.readString(home.resolve("mongod.key"));
            String password = Files.readString(home.resolve("mongod.account"));
            String proc = "/proc/" + mongod.pid();

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                    .isEqualTo("rwx------");
            try (Stream<Path> entries = Files.list(home)) {
                assertThat(entries.map(StrangersTest::rightsOfOthers)).containsOnly("------");
            }
            assertThat(Files.readString(Path.of(proc, "cmdline")) + Files.readString(Path.of(proc, "environ")))
                    .contains("mongod.key")
                    .doesNotContain(key, password);
            if (isRoot()) {
                assertThat(asNobody("cat", readable.toString())).isEqualTo("by all");
                assertThat(asNobody("find", home.toString(), "-mindepth", "1")).isEmpty();
                assertThat(asNobody("cat", proc + "/environ")).isEmpty();
                assertThat(asNobody("cat", proc + "/cmdline"))
                        .contains("mongod.key")
                        .doesNotContain(key, password);
            }
        }
    }

    @Test
    void a_home_from_before_there_were_accounts_opens_and_gets_them_and_loses_what_its_log_quoted() throws Exception {
        Path home = openHome();
        Path data = Files.createDirectory(home.resolve("data"));
        writeWithoutAccounts(data);
        Files.writeString(home.resolve("mongod.log"), SECRET);
        Files.writeString(home.resolve("mongod.previous.log"), SECRET);

        try (EmbeddedMongod mongod = EmbeddedMongod.start(on(home));
                MongoClient client = MongoClients.create(mongod.connectionString());
                MongoClient stranger = MongoClients.create(directly(mongod))) {
            assertThat(notes(client).find()).hasSize(1);
            assertThatThrownBy(() -> notes(stranger).find().first()).isInstanceOf(MongoException.class);
            assertThat(rightsOfOthers(data)).isEqualTo("------");
        }
        assertThat(home.resolve("mongod.log")).content().doesNotContain(SECRET);
        assertThat(home.resolve("mongod.previous.log")).doesNotExist();
    }

    @Test
    void a_home_whose_account_was_lost_gets_another_that_works() throws IOException {
        Path home = openHome();
        String before;
        try (EmbeddedMongod mongod = EmbeddedMongod.start(on(home))) {
            before = mongod.connectionString();
        }
        Files.delete(home.resolve("mongod.account"));
        Files.delete(home.resolve("mongod.key"));

        try (EmbeddedMongod mongod = EmbeddedMongod.start(on(home));
                MongoClient client = MongoClients.create(mongod.connectionString())) {
            assertThat(mongod.connectionString()).isNotEqualTo(before).isEqualTo(EmbeddedMongod.connectionString(home));
            assertThat(notes(client).find()).isEmpty();
        }
    }

    @Test
    void a_slow_query_leaves_nothing_of_what_it_asked_for_in_the_log() throws IOException {
        Path home = openHome();
        try (EmbeddedMongod mongod = EmbeddedMongod.start(on(home));
                MongoClient client = MongoClients.create(mongod.connectionString())) {
            notes(client).insertOne(new Document("_id", SECRET));
            client.getDatabase("notebook").runCommand(new Document("profile", 0).append("slowms", 0));

            Document slow = new Document("_id", SECRET).append("$where", "sleep(150) || true");

            assertThat(notes(client).find(slow)).hasSize(1);
            assertThat(home.resolve("mongod.log")).content().contains("Waiting for connections");
            assertThat(home.resolve("mongod.log")).content().doesNotContain(SECRET);
        }
    }

    /** As a user's umask makes one: others may enter and read. */
    private Path openHome() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path home = Files.createDirectory(folder.resolve("home"));
        return Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Options on(Path home) {
        return Options.in(home).withBinaries(EmbeddedMongod.ordinaryBinaries());
    }

    private static String directly(EmbeddedMongod mongod) {
        return "mongodb://127.0.0.1:" + port(mongod) + "/?directConnection=true";
    }

    private static int port(EmbeddedMongod mongod) {
        return Integer.parseInt(mongod.connectionString().replaceAll(".*:(\\d+)/.*", "$1"));
    }

    private static void assertThatRefused(MongoDatabase database, Document command) {
        assertThatThrownBy(() -> database.runCommand(command))
                .as(command.toJson())
                .isInstanceOfSatisfying(
                        MongoCommandException.class,
                        refused -> assertThat(refused.getErrorCode()).isEqualTo(UNAUTHORIZED));
    }

    private static MongoCollection<Document> notes(MongoClient client) {
        return client.getDatabase("notebook").getCollection("notes");
    }

    private static String rightsOfOthers(Path entry) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(entry))
                    .substring(3);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** What the command says to that user; its complaints go nowhere. */
    private static String asNobody(String... command) throws IOException {
        Stream<String> uid = Stream.of("setpriv", "--reuid", "" + NOBODY, "--regid", "" + NOBODY, "--clear-groups");
        Process process = new ProcessBuilder(
                        Stream.concat(uid, Stream.of(command)).toList())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private void writeWithoutAccounts(Path data) throws Exception {
        int port = Home.freePort();
        Process before = new ProcessBuilder(
                        EmbeddedMongod.binary().toString(),
                        "--dbpath",
                        data.toString(),
                        "--bind_ip",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--replSet",
                        ReplicaSetOfOne.NAME)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("before.out").toFile())
                .start();
        String member = "127.0.0.1:" + port;
        try (MongoClient direct = MongoClients.create("mongodb://" + member + "/?directConnection=true");
                MongoClient client = MongoClients.create("mongodb://" + member + "/?replicaSet=annals")) {
            direct.getDatabase("admin")
                    .runCommand(new Document(
                            "replSetInitiate",
                            new Document("_id", ReplicaSetOfOne.NAME)
                                    .append("members", List.of(new Document("_id", 0).append("host", member)))));
            notes(client).insertOne(new Document("_id", SECRET));
        } finally {
            before.destroy();
            assertThat(before.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** An OP_MSG without its header. */
    private static byte[] hello() {
        ByteBuffer bson = new RawBsonDocument(new Document("hello", 1).append("$db", "admin"), new DocumentCodec())
                .getByteBuffer()
                .asNIO();
        ByteBuffer message = ByteBuffer.allocate(5 + bson.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        return message.putInt(0).put((byte) 0).put(bson).array();
    }

    /** One literal of at most 60 bytes. */
    private static byte[] asSnappy(byte[] bytes) {
        return ByteBuffer.allocate(2 + bytes.length)
                .put((byte) bytes.length)
                .put((byte) ((bytes.length - 1) << 2))
                .put(bytes)
                .array();
    }

    private static byte[] deflated(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream zlib = new DeflaterOutputStream(out)) {
            zlib.write(bytes);
        }
        return out.toByteArray();
    }

    /** An OP_COMPRESSED of an OP_MSG, as MongoDB's wire protocol has it; compressor 1 is snappy, 2 is zlib. */
    private static byte[] compressed(byte compressor, byte[] body) {
        int size = 16 + 9 + body.length;
        return ByteBuffer.allocate(size)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(size)
                .putInt(1)
                .putInt(0)
                .putInt(2012)
                .putInt(2013)
                .putInt(hello().length)
                .put(compressor)
                .put(body)
                .array();
    }

    /** What comes back first, or nothing where the connection is closed. */
    private static byte[] answerTo(byte[] message) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(EmbeddedMongod.forTests()))) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(message);
            return socket.getInputStream().readNBytes(16);
        }
    }
}
