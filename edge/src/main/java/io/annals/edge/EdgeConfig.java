package io.annals.edge;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.annals.edge.identities.IdentityKeys;
import io.annals.encoding.EventEncoding;
import io.annals.encoding.Keyring;
import io.annals.encoding.MongoKeyring;
import io.annals.encoding.Pseudonyms;
import io.annals.encoding.Secrets;
import io.annals.log.EventLog;
import io.annals.log.MongoEventLog;
import io.annals.log.MongoSnapshots;
import io.annals.log.Snapshots;
import io.annals.log.axon.LogEventStorageEngine;
import io.annals.log.axon.LogMessageSource;
import io.annals.log.axon.PayloadEncoding;
import io.annals.log.axon.SnapshotEncoding;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bson.UuidRepresentation;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * The rooms below both sides, put together once: either side imports it, both together share it. The client of MongoDB
 * comes from {@code annals.mongodb.uri}, or else as a bean from whoever starts a mongod.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EdgeSettings.class, LimitSettings.class, HomeSettings.class})
@Import({SecurityConfig.class, WebMvcConfig.class, Degraded.class})
public class EdgeConfig {
    private static final int CONNECTIONS = 64;
    private static final int SECONDS_TO_WAIT = 10;

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnProperty("annals.mongodb.uri")
    MongoClient mongoClient(HomeSettings settings) {
        String uri = settings.mongodb().uri();
        if (uri == null) {
            throw new IllegalStateException("annals.mongodb.uri is empty");
        }
        return client(uri);
    }

    /**
     * A client as this product wants it: reads what the majority has, writes what survives, gives up after 10 seconds.
     * Virtual threads are many and wait in it for a connection; more connections would only wait inside mongod.
     */
    public static MongoClient client(String uri) {
        return MongoClients.create(MongoClientSettings.builder()
                .uuidRepresentation(UuidRepresentation.STANDARD)
                .readConcern(ReadConcern.MAJORITY)
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .applyToConnectionPoolSettings(
                        pool -> pool.maxSize(CONNECTIONS).maxWaitTime(SECONDS_TO_WAIT, TimeUnit.SECONDS))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(SECONDS_TO_WAIT, TimeUnit.SECONDS))
                .applyConnectionString(new ConnectionString(uri)) // last: what the operator wrote wins
                .build());
    }

    @Bean
    MongoDatabase database(MongoClient client, HomeSettings settings) {
        return client.getDatabase(settings.mongodb().database());
    }

    @Bean
    EventLog eventLog(MongoClient client, HomeSettings settings, Clock clock, ObjectProvider<MeterRegistry> meters) {
        return MongoEventLog.open(
                client, settings.mongodb().database(), clock, meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    Snapshots snapshots(MongoClient client, HomeSettings settings) {
        return new MongoSnapshots(client, settings.mongodb().database());
    }

    /** What must never lie in the database: from the environment, else from a file that is made on the first start. */
    @Bean
    Secrets secrets(HomeSettings settings) {
        return Secrets.of(System.getenv(), settings.secrets());
    }

    @Bean
    Pseudonyms pseudonyms(Secrets secrets) {
        return new Pseudonyms(secrets.deploymentKey());
    }

    @Bean
    IdentityKeys identityKeys(Pseudonyms pseudonyms, EdgeSettings settings) {
        return new IdentityKeys(pseudonyms, settings.phoneRegion());
    }

    @Bean
    MongoKeyring keyring(MongoDatabase database, Secrets secrets) {
        return new MongoKeyring(database, secrets);
    }

    @Bean
    EventEncoding eventEncoding(Keyring keyring) {
        return new EventEncoding(keyring);
    }

    @Bean
    PayloadEncoding payloadEncoding(EventEncoding encoding) {
        return new FactPayloads(encoding);
    }

    /** Streams have snapshots where a side says so with a {@link SnapshotEncoding}. */
    @Bean
    LogEventStorageEngine eventStorageEngine(
            EventLog log,
            PayloadEncoding payloads,
            Snapshots snapshots,
            ObjectProvider<SnapshotEncoding> snapshotEncoding) {
        return LogEventStorageEngine.builder(log, payloads)
                .snapshots(snapshots, snapshotEncoding.getIfAvailable(() -> SnapshotEncoding.NONE))
                .build();
    }

    @Bean
    LogMessageSource logMessageSource(EventLog log, PayloadEncoding payloads) {
        return new LogMessageSource(log, payloads);
    }

    @Bean
    Limits limits(LimitSettings settings) {
        return new Limits(settings);
    }

    /** Our issuer's own address is a name of ours too, where it is set. */
    @Bean
    KnownHosts knownHosts(EdgeSettings settings, Environment environment) {
        List<String> names = new ArrayList<>(settings.hosts());
        names.add(environment.getProperty("server.address", ""));
        String issuer = environment.getProperty("annals.security.own-issuer");
        if (issuer != null) {
            names.add(Objects.requireNonNullElse(URI.create(issuer).getHost(), ""));
        }
        return new KnownHosts(names);
    }

    /** For whoever has a filter chain of their own. */
    @Bean
    GuardFilters guardFilters(
            KnownHosts hosts, Limits limits, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return new GuardFilters(hosts, limits, problems);
    }

    @Bean
    GrantChanges bell(MongoDatabase database) {
        return new GrantChanges(database);
    }

    @Bean
    Keys keys(MongoClient client, MongoDatabase database, GrantChanges bell, Clock clock) {
        return new Keys(client, database, bell, clock);
    }

    @Bean
    LiveGrants grants(List<Register> registers, Clock clock) {
        return new LiveGrants(registers, clock);
    }

    @Bean
    Listener listener(GrantChanges bell, LiveGrants grants) {
        return new Listener(bell, grants);
    }
}
