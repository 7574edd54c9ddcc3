package io.annals.log;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be so before a log is opened. Each refusal says what is wrong and how to mend it. An empty database is furnished:
 * collection, indexes, and the header document that names the format.
 */
final class StartupChecks {
    private static final Logger log = LoggerFactory.getLogger(StartupChecks.class);
    private static final int FORMAT = 1;
    private static final int OLDEST_WIRE_VERSION = 17; // MongoDB 6.0
    private static final int UNAUTHORIZED = 13;
    private static final long SECONDS_TO_FURNISH = 60;

    private static final Document STREAM_KEY = new Document("events.stream", 1).append("events.seq", -1);
    private static final Document SUBJECT_KEY = new Document("events.subject", 1).append("_id", 1);

    private final MongoClient client;
    private final LogCollections collections;
    private final String name;

    private StartupChecks(MongoClient client, LogCollections collections) {
        this.client = client;
        this.collections = collections;
        this.name = collections.log().getNamespace().getFullName();
    }

    /** @throws IllegalStateException with a sentence that tells how to mend what is wrong */
    static void check(MongoClient client, LogCollections collections, InstantSource clock) {
        StartupChecks premises = new StartupChecks(client, collections);
        premises.checkServer();
        premises.checkReplicaSet();
        if (collections.last() == null) {
            premises.furnish(clock);
        }
        premises.checkHeader();
        premises.checkIndexes();
    }

    private void checkServer() {
        Document hello = client.getDatabase("admin").runCommand(new Document("hello", 1));
        if (!hello.containsKey("setName")) {
            throw new IllegalStateException(
                    "This MongoDB is not a member of a replica set, so nothing it acknowledges is majority-committed."
                            + " Start mongod with --replSet and run rs.initiate() once; one member is enough.");
        }
        if (hello.getInteger("maxWireVersion", 0) < OLDEST_WIRE_VERSION) {
            throw new IllegalStateException("This MongoDB is older than 6.0. Upgrade it to 6.0 or later.");
        }
        if (!hello.getList("arbiters", String.class, List.of()).isEmpty()) {
            throw new IllegalStateException("The replica set has an arbiter (" + hello.get("arbiters")
                    + "), with which an acknowledged commit can be lost or never be acknowledged. Replace it by a"
                    + " member that holds data: rs.remove(…), then rs.add(…).");
        }
    }

    private void checkReplicaSet() {
        try {
            Document config = client.getDatabase("admin")
                    .runCommand(new Document("replSetGetConfig", 1))
                    .get("config", Document.class);
            if (!config.getBoolean("writeConcernMajorityJournalDefault", true)) {
                throw new IllegalStateException(
                        "The replica set runs with writeConcernMajorityJournalDefault: false, so a majority may"
                                + " acknowledge what a power cut takes back. Set it to true: cfg = rs.conf();"
                                + " cfg.writeConcernMajorityJournalDefault = true; rs.reconfig(cfg).");
            }
        } catch (MongoCommandException e) {
            if (e.getErrorCode() != UNAUTHORIZED) {
                throw e;
            }
            log.warn("Cannot see whether writeConcernMajorityJournalDefault is true, as it must be:"
                    + " this user lacks the action replSetGetConfig on the cluster.");
        }
    }

    private void furnish(InstantSource clock) {
        Document header =
                new Document("_id", "log").append("format", FORMAT).append("created", Date.from(clock.instant()));
        if (collections.header().find(new Document("_id", "log")).first() != null) {
            return;
        }
        MongoCollection<RawBsonDocument> commits = collections.log().withTimeout(SECONDS_TO_FURNISH, TimeUnit.SECONDS);
        commits.createIndex(STREAM_KEY, new IndexOptions().unique(true).name(LogCollections.STREAM_INDEX));
        commits.createIndex(SUBJECT_KEY, new IndexOptions().name(LogCollections.SUBJECT_INDEX));
        try {
            collections.header().insertOne(header);
            log.info("A new log, {}, of format {}", name, FORMAT);
        } catch (MongoWriteException e) {
            log.debug("Another process has furnished the log at the same time", e);
        }
    }

    private void checkHeader() {
        Document header = collections.header().find(new Document("_id", "log")).first();
        if (header == null) {
            throw new IllegalStateException(name + " holds commits, but " + LogCollections.HEADER + " has no document"
                    + " {_id: \"log\", format: …} that names their format. Restore both collections from the same"
                    + " backup.");
        }
        if (header.getInteger("format", 0) != FORMAT) {
            throw new IllegalStateException(
                    name + " is of format " + header.get("format") + ", this program reads format " + FORMAT
                            + ". Use the program's version that wrote it, or import the log into a new one.");
        }
    }

    private void checkIndexes() {
        checkIndex(LogCollections.STREAM_INDEX, STREAM_KEY, true);
        checkIndex(LogCollections.SUBJECT_INDEX, SUBJECT_KEY, false);
    }

    private void checkIndex(String index, Document key, boolean unique) {
        for (Document found : collections.log().listIndexes()) {
            if (index.equals(found.getString("name"))
                    && isKey(found, key)
                    && found.getBoolean("unique", false) == unique) {
                return;
            }
        }
        throw new IllegalStateException(name + " lacks its index " + index
                + (unique ? ", the guard of all streams" : "")
                + ". Make it: db." + LogCollections.LOG + ".createIndex(" + key.toJson() + ", {name: \"" + index + "\""
                + (unique ? ", unique: true" : "") + "})");
    }

    /** Numbers in an index's key may be stored as any kind of number. */
    private static boolean isKey(Document index, Document key) {
        Document found = index.get("key", Document.class);
        return List.copyOf(found.keySet()).equals(List.copyOf(key.keySet()))
                && key.keySet().stream()
                        .allMatch(field ->
                                found.get(field) instanceof Number n && n.intValue() == key.getInteger(field, 0));
    }
}
