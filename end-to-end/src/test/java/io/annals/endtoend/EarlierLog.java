package io.annals.endtoend;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.annals.benchmarks.AnnalsProcess;
import io.annals.edge.EdgeConfig;
import io.annals.edge.Role;
import io.annals.mongod.EmbeddedMongod;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.bson.Document;
import org.bson.RawBsonDocument;
import tools.jackson.core.type.TypeReference;

/**
 * What a build has left behind: its database, its secrets, its keys, and what it answered to whom. One is recorded for each build
 * whose logs were in use somewhere, and kept: {@code earlier/NAME.zip} among the resources.
 *
 * @param database the documents of each collection, and its indexes under its name with {@code #} behind it
 * @param secrets the file beside the database without which it cannot be read
 * @param keys by role
 * @param answers what was asked by each role, and the answer's status and body
 */
record EarlierLog(
        Map<String, List<RawBsonDocument>> database, byte[] secrets, Map<Role, String> keys, List<Asked> answers) {
    private static final String DATABASE = "annals";
    private static final String COLLECTION = ".bson";
    private static final String INDEXES = "#";

    record Asked(Role role, String path, int status, String body) {
        boolean isTheSameQuestion(Asked other) {
            return role == other.role && path.equals(other.path);
        }
    }

    /**
     * Records a build's answers.
     *
     * @param args the class path of the build, and the file that is to hold what it leaves behind
     */
    public static void main(String[] args) throws Exception {
        try (Home home = Home.fresh();
                EmbeddedMongod mongod = EmbeddedMongod.forTests();
                MongoClient client = EdgeConfig.client(mongod.connectionString())) {
            EarlierLog left;
            try (AnnalsProcess annals = start(home, mongod, DATABASE, args[0])) {
                EarlierStory story = new EarlierStory(annals.url(), annals.keys());
                story.happens();
                List<Asked> answers = ask(annals, annals.keys(), story.questions());
                left = new EarlierLog(
                        documents(client.getDatabase(DATABASE)), // while it runs: at its end it forgets who is there
                        Files.readAllBytes(home.folder().resolve("secrets")),
                        new TreeMap<>(annals.keys()),
                        answers);
            }
            left.write(Path.of(args[1]));
        }
        System.exit(0); // the shared mongod ends with this process
    }

    static AnnalsProcess start(Home home, EmbeddedMongod mongod, String database, String classPath) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath));
        command.addAll(List.of("io.annals.app.Annals", "--annals.home=" + home.folder(), "--server.port=0"));
        command.add("--annals.mongodb.database=" + database);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("ANNALS_MONGODB_URI", mongod.connectionString());
        return AnnalsProcess.start(builder);
    }

    static List<Asked> ask(AnnalsProcess annals, Map<Role, String> keys, List<String> paths) {
        List<Asked> answers = new ArrayList<>();
        keys.forEach((role, key) -> {
            Client client = new Client(annals.url(), key);
            for (String path : paths) {
                Answer answer = client.get(path);
                answers.add(new Asked(role, path, answer.status(), answer.text()));
            }
        });
        return answers;
    }

    /** Everything but what a node says of itself, and what MongoDB keeps for itself. */
    private static Map<String, List<RawBsonDocument>> documents(MongoDatabase database) {
        Map<String, List<RawBsonDocument>> all = new TreeMap<>();
        for (String name : database.listCollectionNames()) {
            boolean capped = Objects.requireNonNull(database.listCollections()
                            .filter(new Document("name", name))
                            .first())
                    .get("options", new Document())
                    .getBoolean("capped", false);
            if (!capped && !name.startsWith("system.")) {
                all.put(
                        name,
                        database.getCollection(name, RawBsonDocument.class)
                                .find()
                                .sort(new Document("_id", 1))
                                .into(new ArrayList<>()));
                all.put(
                        name + INDEXES,
                        database.getCollection(name)
                                .listIndexes(RawBsonDocument.class)
                                .into(new ArrayList<>()));
            }
        }
        return all;
    }

    private void write(Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, List<RawBsonDocument>> collection : database.entrySet()) {
                zip.putNextEntry(new ZipEntry(collection.getKey() + COLLECTION));
                for (RawBsonDocument document : collection.getValue()) {
                    write(document, zip);
                }
            }
            put(zip, "secrets", secrets);
            put(zip, "keys.json", Answer.JSON.writeValueAsBytes(keys));
            put(zip, "answers.json", Answer.JSON.writeValueAsBytes(answers));
        }
    }

    private static void write(RawBsonDocument document, OutputStream out) throws IOException {
        ByteBuffer bytes = document.getByteBuffer().asNIO();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        out.write(copy);
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
    }

    static EarlierLog read(InputStream file) throws IOException {
        Map<String, List<RawBsonDocument>> database = new TreeMap<>();
        Map<String, byte[]> others = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] bytes = zip.readAllBytes();
                if (entry.getName().endsWith(COLLECTION)) {
                    database.put(entry.getName().replace(COLLECTION, ""), documents(bytes));
                } else {
                    others.put(entry.getName(), bytes);
                }
            }
        }
        return new EarlierLog(
                database,
                Objects.requireNonNull(others.get("secrets")),
                Answer.JSON.readValue(others.get("keys.json"), new TypeReference<>() {}),
                Answer.JSON.readValue(others.get("answers.json"), new TypeReference<>() {}));
    }

    private static List<RawBsonDocument> documents(byte[] bytes) {
        List<RawBsonDocument> documents = new ArrayList<>();
        ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (all.hasRemaining()) {
            byte[] one = new byte[all.getInt(all.position())];
            all.get(one);
            documents.add(new RawBsonDocument(one));
        }
        return documents;
    }

    /** As it was left, into a database that is empty. */
    void restore(MongoDatabase into, Predicate<String> wanted) {
        database.forEach((name, documents) -> {
            if (!wanted.test(name) || documents.isEmpty()) {
                return;
            }
            if (name.endsWith(INDEXES)) {
                into.runCommand(new Document("createIndexes", name.replace(INDEXES, "")).append("indexes", documents));
            } else {
                into.getCollection(name, RawBsonDocument.class).insertMany(documents);
            }
        });
    }
}
