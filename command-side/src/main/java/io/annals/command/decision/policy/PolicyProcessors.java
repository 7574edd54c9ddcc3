package io.annals.command.decision.policy;

import com.mongodb.client.MongoDatabase;
import io.annals.command.decision.Commands;
import io.annals.command.decision.Decisions;
import io.annals.encoding.EventEncoding;
import io.annals.log.EventLog;
import io.annals.log.axon.BatchInvoker;
import io.annals.log.axon.LogMessageSource;
import io.annals.log.axon.LogToken;
import io.annals.log.axon.LogTokenForm;
import io.annals.log.axon.PromptCoordinator;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.extensions.mongo.DefaultMongoTemplate;
import org.axonframework.extensions.mongo.eventsourcing.tokenstore.MongoTokenStore;
import org.springframework.context.SmartLifecycle;

/** Runs the policies: one Axon processor a feature, in one segment, following the log from its beginning. */
public final class PolicyProcessors implements SmartLifecycle {
    private static final int BATCH = 1_000;
    private static final Duration CLAIM_LIVES = Duration.ofSeconds(5);

    /** Each costs a round trip a processor also when nothing happens. */
    private static final Duration CLAIM_EXTENDED = CLAIM_LIVES.dividedBy(4);

    private static final Duration CLAIM_TRIED = CLAIM_LIVES.dividedBy(4);

    private final Map<String, Reactions> reactions = new LinkedHashMap<>();
    private final Map<String, PooledStreamingEventProcessor> processors = new LinkedHashMap<>();
    private final LogMessageSource source;
    private final TokenStore tokens;
    private final PolicySettings settings;
    private ScheduledExecutorService coordinators = Executors.newScheduledThreadPool(0);
    private ScheduledExecutorService workers = Executors.newScheduledThreadPool(0);

    PolicyProcessors(
            List<Policies> all,
            Commands commands,
            Decisions decisions,
            EventEncoding encoding,
            EventLog log,
            LogMessageSource source,
            MongoDatabase database,
            TokenStore tokens,
            PolicySettings settings,
            MeterRegistry meters) {
        this.source = source;
        this.tokens = tokens;
        this.settings = settings;
        ParkedReactions parked = new ParkedReactions(database);
        for (Policies policies : all) {
            reactions.put(policies.name(), new Reactions(policies, commands, decisions, encoding, log, parked));
            Gauge.builder(
                            "annals.policies.parked",
                            () -> reactions(policies.name()).parked())
                    .description("facts whose reaction failed, with all later ones of the same customers")
                    .tag("policies", policies.name())
                    .register(meters);
            Gauge.builder("annals.policies.position", () -> position(policies.name()))
                    .description("the last position that has been reacted to")
                    .tag("policies", policies.name())
                    .register(meters);
        }
    }

    /** The tokens of policies, in a collection of their own. */
    static TokenStore tokens(MongoDatabase database) {
        return MongoTokenStore.builder()
                .mongoTemplate(DefaultMongoTemplate.builder()
                        .mongoDatabase(database)
                        .trackingTokensCollectionName("policy_tokens")
                        .build())
                .serializer(new LogTokenForm())
                .claimTimeout(CLAIM_LIVES)
                .build();
    }

    /** How a feature's policies are doing. */
    public record CustomerStatus(String policies, long position, boolean failing, long parked) {}

    public List<CustomerStatus> standings() {
        return reactions.keySet().stream()
                .map(name -> new CustomerStatus(
                        name, position(name), failing(name), reactions(name).parked()))
                .toList();
    }

    public boolean knows(String policies) {
        return reactions.containsKey(policies);
    }

    /** Takes up again what is parked; tells how many facts are done now. */
    public int retry(String policies) {
        return reactions(policies).retry();
    }

    @Override
    public synchronized void start() {
        if (settings.run() && !isRunning()) {
            coordinators = new PromptCoordinator(reactions.size(), threads("policies-coordinator-"));
            workers = Executors.newScheduledThreadPool(reactions.size(), threads("policies-worker-"));
            reactions.forEach((name, own) -> processors.put(name, processor(name, own)));
            processors.values().forEach(PooledStreamingEventProcessor::start);
        }
    }

    @Override
    public synchronized void stop() {
        processors.values().forEach(PooledStreamingEventProcessor::shutDown);
        processors.clear();
        coordinators.shutdown();
        workers.shutdown();
    }

    private static ThreadFactory threads(String name) {
        return Thread.ofPlatform().daemon().name(name, 0).factory();
    }

    @Override
    public synchronized boolean isRunning() {
        return !processors.isEmpty();
    }

    private PooledStreamingEventProcessor processor(String name, Reactions own) {
        return PooledStreamingEventProcessor.builder()
                .name(name)
                .eventHandlerInvoker(new BatchInvoker(new Reacting(own)))
                .errorHandler(PropagatingErrorHandler.instance())
                .messageSource(source)
                .tokenStore(tokens)
                .transactionManager(NoTransactionManager.INSTANCE)
                .coordinatorExecutor(coordinators)
                .workerExecutor(workers)
                .initialSegmentCount(1)
                .initialToken(_ -> source.tokenAfter(settings.after()))
                .tokenClaimInterval(CLAIM_TRIED.toMillis())
                .claimExtensionThreshold(CLAIM_EXTENDED.toMillis())
                .enableCoordinatorClaimExtension()
                .batchSize(BATCH)
                .build();
    }

    private Reactions reactions(String name) {
        Reactions own = reactions.get(name);
        if (own == null) {
            throw new IllegalArgumentException("no policies of this name: " + name);
        }
        return own;
    }

    private long position(String name) {
        return statuses(name).stream()
                .mapToLong(status -> status.getTrackingToken() instanceof LogToken token ? token.completed() : 0)
                .min()
                .orElse(0);
    }

    private boolean failing(String name) {
        return statuses(name).stream().anyMatch(EventTrackerStatus::isErrorState);
    }

    private synchronized List<EventTrackerStatus> statuses(String name) {
        PooledStreamingEventProcessor processor = processors.get(name);
        return processor == null
                ? List.of()
                : List.copyOf(processor.processingStatus().values());
    }
}
