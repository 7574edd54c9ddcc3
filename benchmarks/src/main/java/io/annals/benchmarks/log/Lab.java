package io.annals.benchmarks.log;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.annals.encoding.EventEncoding;
import io.annals.encoding.MongoKeyring;
import io.annals.encoding.Secrets;
import io.annals.log.EventLog;
import io.annals.log.MongoEventLog;
import io.annals.mongod.EmbeddedMongod;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.bson.UuidRepresentation;
import org.springframework.util.FileSystemUtils;

/** One mongod for all contenders, and one client: majority reads, writes acknowledged by the majority's journal. */
final class Lab implements AutoCloseable {
    /** No caller of any contender waits for a connection for long, and mongod has no more of them than it can serve. */
    private static final int CONNECTIONS = 256;

    private final Path home;
    private final EmbeddedMongod mongod;
    private final MongoClient client;
    private final AtomicInteger databases = new AtomicInteger();
    private final Form form;

    private Lab(Path home, EmbeddedMongod mongod, Form form) {
        this.home = home;
        this.mongod = mongod;
        this.form = form;
        this.client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(mongod.connectionString()))
                .uuidRepresentation(UuidRepresentation.STANDARD)
                .readConcern(ReadConcern.MAJORITY)
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .applyToConnectionPoolSettings(pool -> pool.maxSize(CONNECTIONS))
                .build());
    }

    /** @param cacheGigabytes of mongod */
    static Lab open(Form form, double cacheGigabytes) throws IOException {
        Path home = Files.createTempDirectory("annals-benchmark-");
        Path data = Files.createTempDirectory("annals-benchmark-mongod-"); // is deleted by itself
        EmbeddedMongod mongod = EmbeddedMongod.start(EmbeddedMongod.Options.in(data)
                .withBinaries(EmbeddedMongod.ordinaryBinaries())
                .withCacheGigabytes(cacheGigabytes)
                .withEphemeral(true));
        return new Lab(home, mongod, form);
    }

    Form form() {
        return form;
    }

    MongoClient client() {
        return client;
    }

    String mongodVersion() {
        return client.getDatabase("admin")
                .runCommand(new Document("buildInfo", 1))
                .getString("version");
    }

    String connectionString() {
        return mongod.connectionString();
    }

    /** A name that no other contender has. */
    String newDatabase(String purpose) {
        return purpose + "_" + databases.incrementAndGet();
    }

    /** A folder that is deleted with the lab. */
    Path folder(String name) {
        return home.resolve(name);
    }

    EventLog openLog(String database) {
        return MongoEventLog.open(client, database, InstantSource.system(), new SimpleMeterRegistry());
    }

    /** The program's own encoding, with keys that are kept in that database. */
    EventEncoding encoding(String database) {
        return new EventEncoding(
                new MongoKeyring(client.getDatabase(database), Secrets.fromFileOrMake(home.resolve("secrets"))));
    }

    @Override
    public void close() throws IOException {
        client.close();
        mongod.close();
        FileSystemUtils.deleteRecursively(home);
    }
}
