package io.annals.mongod;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a fresh mongod the only member of its replica set, or tells a former one its new port, until it is primary and the
 * application has its account.
 */
final class ReplicaSetOfOne {
    private static final Logger log = LoggerFactory.getLogger(ReplicaSetOfOne.class);
    static final String NAME = "annals";

    /** Also time for the recovery of a large journal. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final long POLL_MILLIS = 5;
    private static final int NOT_YET_INITIALIZED = 94;

    private final MongodProcess process;
    private final Path data;
    private final Credentials credentials;
    private final int port;
    private final String member;
    private final long deadline = System.nanoTime() + PATIENCE.toNanos();

    ReplicaSetOfOne(MongodProcess process, Home home, int port) {
        this.process = process;
        this.data = home.data();
        this.credentials = home.credentials();
        this.port = port;
        this.member = "127.0.0.1:" + port;
    }

    void awaitPrimary() {
        while (!listening()) {
            pause();
        }
        try (MongoClient client = MongoClients.create(settings())) {
            MongoDatabase admin = client.getDatabase("admin");
            while (!primary(admin)) {
                pause();
            }
            credentials.makeAccount(admin);
        }
    }

    /**
     * One look, and one step towards it. Every failure leads to another look, since a member that is loading its
     * configuration refuses much; the deadline and the process's end bound that.
     */
    private boolean primary(MongoDatabase admin) {
        try {
            if (!isOurs(admin)) {
                return false; // someone was faster on that port, and our own mongod is about to end because of it
            }
            Document hello = admin.runCommand(new Document("hello", 1));
            if (hello.getBoolean("isWritablePrimary", false) && member.equals(hello.getString("me"))) {
                return true;
            }
            bringAbout(admin);
        } catch (MongoException e) {
            log.debug("{} is not ready", member, e);
        }
        return false;
    }

    private boolean isOurs(MongoDatabase admin) {
        Document started = admin.runCommand(new Document("getCmdLineOpts", 1)).get("parsed", Document.class);
        return data.toString().equals(started.getEmbedded(List.of("storage", "dbPath"), ""));
    }

    private void bringAbout(MongoDatabase admin) {
        Optional<Document> known = configuration(admin);
        if (known.isEmpty()) {
            admin.runCommand(new Document(
                    "replSetInitiate",
                    new Document("_id", NAME)
                            .append("members", List.of(new Document("_id", 0).append("host", member)))
                            .append("writeConcernMajorityJournalDefault", true)));
            return;
        }
        Document config = known.get();
        Document only = config.getList("members", Document.class).getFirst();
        if (!member.equals(only.getString("host"))) {
            only.put("host", member);
            config.put("version", config.getInteger("version") + 1);
            // Forced, since a member that does not find its own address in the configuration is never primary.
            admin.runCommand(new Document("replSetReconfig", config).append("force", true));
        }
    }

    private static Optional<Document> configuration(MongoDatabase admin) {
        try {
            return Optional.of(
                    admin.runCommand(new Document("replSetGetConfig", 1)).get("config", Document.class));
        } catch (MongoCommandException e) {
            if (e.getErrorCode() == NOT_YET_INITIALIZED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** A plain look at the port: the driver would wait half a second after the first refusal. */
    private boolean listening() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private MongoClientSettings settings() {
        return MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString("mongodb://" + member + "/?directConnection=true"))
                .credential(credentials.system())
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(10, TimeUnit.SECONDS))
                .build();
    }

    private void pause() {
        if (process.endsWithin(POLL_MILLIS)) {
            throw process.endedEarly();
        }
        if (System.nanoTime() > deadline) {
            throw new MongodUnavailable(
                    "mongod did not become primary within " + PATIENCE.toMinutes() + " minutes on " + member + ".");
        }
    }
}
