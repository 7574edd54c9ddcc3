package io.annals.log;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.annals.mongod.EmbeddedMongod;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bson.Document;

/** A database of a test's own, logs on it, and the raw driver to look behind them. */
final class Databases implements AutoCloseable {
    final MongoClient client;
    final String name;
    private final String connectionString;
    private final String applicationName;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<EventLog> logs = new ArrayList<>();

    private Databases(String connectionString, String name, String applicationName) {
        this.connectionString = connectionString;
        this.name = name;
        this.applicationName = applicationName;
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(connectionString))
                .applicationName(applicationName)
                .build());
    }

    static Databases fresh() {
        return freshOn(EmbeddedMongod.forTests().connectionString());
    }

    static Databases freshOn(String connectionString) {
        String name = "log-" + UUID.randomUUID();
        return new Databases(connectionString, name, name);
    }

    /** The same database by a client of its own, as another process has it. */
    Databases again() {
        return new Databases(connectionString, name, name + "-again");
    }

    MongoEventLog log() {
        return log(LogSettings.ordinary());
    }

    MongoEventLog log(LogSettings settings) {
        return log(InstantSource.system(), settings);
    }

    MongoEventLog log(InstantSource clock, LogSettings settings) {
        MongoEventLog log = MongoEventLog.open(client, name, clock, meters, settings);
        logs.add(log);
        return log;
    }

    MongoDatabase raw() {
        return client.getDatabase(name);
    }

    MongoCollection<Document> commits() {
        return raw().getCollection("log");
    }

    double count(String counter) {
        return meters.get(counter).counter().count();
    }

    /** From now on a command of this client fails, in this way and this often; needs a server with test commands. */
    void failing(String command, Object mode, Document how) {
        Document data = new Document("failCommands", List.of(command)).append("appName", applicationName);
        data.putAll(how);
        failPoint(mode, data);
    }

    void heal() {
        failPoint("off", new Document());
    }

    private void failPoint(Object mode, Document data) {
        try (MongoClient operator = MongoClients.create(connectionString)) {
            operator.getDatabase("admin")
                    .runCommand(new Document("configureFailPoint", "failCommand")
                            .append("mode", mode)
                            .append("data", data));
        }
    }

    @Override
    public void close() {
        logs.forEach(EventLog::close);
        raw().drop();
        client.close();
    }
}
