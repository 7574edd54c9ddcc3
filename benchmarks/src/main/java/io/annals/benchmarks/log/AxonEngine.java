package io.annals.benchmarks.log;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.annals.edge.FactPayloads;
import io.annals.encoding.EventEncoding;
import io.annals.events.Fact;
import io.annals.log.CommitIds;
import io.annals.log.EventLog;
import io.annals.log.Snapshots;
import io.annals.log.axon.LogEventStorageEngine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.extensions.mongo.DefaultMongoTemplate;
import org.axonframework.extensions.mongo.eventsourcing.eventstore.MongoEventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/**
 * One of Axon's storage engines, from the fact as an object to the durable event, each as its makers have it by default, save
 * for the serializer: JSON by Jackson instead of XML.
 */
final class AxonEngine implements Contender {
    static final String MONGO = "axon-mongo 4.12.0";
    static final String JDBC = "Axon JDBC on PostgreSQL";
    static final String OURS = "ours, through Axon's engine";

    /** More than that make PostgreSQL on two processors slower. */
    private static final int CONNECTIONS = 64;

    private final String name;
    private final EventStorageEngine engine;
    private final Samples samples;
    private final AutoCloseable closing;

    private AxonEngine(String name, EventStorageEngine engine, Samples samples, AutoCloseable closing) {
        this.name = name;
        this.engine = engine;
        this.samples = samples;
        this.closing = closing;
    }

    static AxonEngine mongo(Lab lab, Samples samples) {
        MongoEventStorageEngine engine = MongoEventStorageEngine.builder()
                .mongoTemplate(DefaultMongoTemplate.builder()
                        .mongoDatabase(lab.client(), lab.newDatabase("axon_mongo"))
                        .build())
                .eventSerializer(json())
                .snapshotSerializer(json())
                .build();
        return new AxonEngine(MONGO, engine, samples, () -> {});
    }

    /** With tables that are new. */
    static AxonEngine jdbc(PostgresServer postgres, Samples samples) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(postgres.url());
        config.setMaximumPoolSize(CONNECTIONS);
        HikariDataSource pool = new HikariDataSource(config);
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("drop table if exists DomainEventEntry, SnapshotEventEntry");
        }
        JdbcEventStorageEngine engine = JdbcEventStorageEngine.builder()
                .connectionProvider(pool::getConnection)
                .transactionManager(NoTransactionManager.INSTANCE) // one batch of statements is one transaction
                .eventSerializer(json())
                .snapshotSerializer(json())
                .build();
        engine.createSchema(PostgresEventTableFactory.INSTANCE);
        return new AxonEngine(JDBC, engine, samples, pool);
    }

    /** Closing it leaves the log open. */
    static AxonEngine ours(EventLog log, EventEncoding encoding, Snapshots snapshots, Samples samples) {
        LogEventStorageEngine engine = LogEventStorageEngine.builder(log, new FactPayloads(encoding))
                .snapshots(snapshots, new StateSnapshots())
                .build();
        return new AxonEngine(OURS, engine, samples, () -> {});
    }

    private static Serializer json() {
        return Jackson3Serializer.builder().build();
    }

    @Override
    public String name() {
        return name;
    }

    EventStorageEngine engine() {
        return engine;
    }

    @Override
    public void record(int events) {
        List<DomainEventMessage<?>> messages = new ArrayList<>(events);
        for (int i = 0; i < events; i++) {
            messages.add(message(samples.stream(), 0, samples.plain(), Instant.now()));
        }
        engine.appendEvents(messages);
    }

    DomainEventMessage<?> message(String stream, long seq, Fact fact, Instant at) {
        return new GenericDomainEventMessage<>(
                "points",
                stream,
                seq,
                fact,
                MetaData.from(samples.meta()),
                CommitIds.next().toString(),
                at);
    }

    @Override
    public void close() {
        try {
            closing.close();
        } catch (Exception e) {
            throw new IllegalStateException(name + " does not close", e);
        }
    }
}
