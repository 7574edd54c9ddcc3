package io.annals.log;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.annals.mongod.EmbeddedMongod;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** The contract, held by the log on a real MongoDB. */
class MongoEventLogTest extends EventLogContract {
    private static MongoClient client;

    private final String database = "log-" + UUID.randomUUID();

    @BeforeAll
    static void connect() {
        client = MongoClients.create(EmbeddedMongod.forTests().connectionString());
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @AfterEach
    void drop() {
        client.getDatabase(database).drop();
    }

    @Override
    EventLog open(InstantSource clock) {
        return MongoEventLog.open(client, database, clock, new SimpleMeterRegistry());
    }
}
