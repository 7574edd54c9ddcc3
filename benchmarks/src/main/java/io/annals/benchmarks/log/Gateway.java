package io.annals.benchmarks.log;

import io.annals.benchmarks.report.Claim;
import io.annals.benchmarks.report.Section;
import io.annals.command.CommandSide;
import io.annals.command.CustomerStatus;
import io.annals.command.decision.Answer;
import io.annals.command.decision.Commands;
import io.annals.command.decision.Decision;
import io.annals.command.decision.Decisions;
import io.annals.command.decision.Fold;
import io.annals.command.decision.Sender;
import io.annals.encoding.EventEncoding;
import io.annals.encoding.Keyring;
import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.contact.ContactEvent;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.customer.CustomerEvent;
import io.annals.events.customer.CustomerEvent.CustomerRegistered;
import io.annals.events.customer.PartyKind;
import io.annals.events.loyalty.LoyaltyEvent;
import io.annals.events.loyalty.LoyaltyEvent.PointsEarned;
import io.annals.events.loyalty.LoyaltyStreams;
import io.annals.log.CommitIds;
import io.annals.log.EventLog;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Commands a second through Axon's gateway, each decided by the program's own command side on remembered states and durable as one
 * event before it is answered. No view runs; the policies do, as everywhere on the command side.
 */
final class Gateway implements Experiment {
    private static final int CALLERS = 256;
    private static final String COMMANDS = "ours, commands through the gateway";
    private static final String NOTES = "a note of a known customer";
    private static final String POINTS = "points on a known account";

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(CommandSide.class)
    static class Application {
        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }

    record TakeNote(NoteTaken note) {}

    record EarnPoints(PointsEarned points) {}

    /** What the program's shells do: say what the decision must see, and take it. */
    static final class Shell {
        private static final Fold<Boolean, ContactEvent> CONTACT = Fold.of(ContactEvent.class, false, (_, _) -> true);
        private static final Fold<CustomerStatus, CustomerEvent> STANDING =
                Fold.of(CustomerEvent.class, CustomerStatus.UNKNOWN, CustomerStatus::after);
        private static final Fold<Long, LoyaltyEvent> BALANCE = Fold.of(
                LoyaltyEvent.class,
                0L,
                (balance, event) -> event instanceof PointsEarned earned ? balance + earned.points() : balance);

        private final Decisions decisions;

        Shell(Decisions decisions) {
            this.decisions = decisions;
        }

        @CommandHandler
        Answer<CustomerId> on(TakeNote c) {
            CustomerId customer = c.note().customer();
            String stream = c.note().contact().id().stream();
            return decisions.take(List.of(stream), reading -> {
                CustomerStatus standing = reading.state(STANDING, customer.stream());
                if (reading.stateOfNew(CONTACT, stream) || standing != CustomerStatus.REGISTERED) {
                    throw new IllegalStateException("taken already, or of nobody who is known");
                }
                return Decision.record(List.of(c.note()), customer);
            });
        }

        @CommandHandler
        Answer<Long> on(EarnPoints c) {
            String account = LoyaltyStreams.account(c.points().customer());
            return decisions.take(List.of(account), reading -> {
                long balance = reading.state(BALANCE, account);
                return Decision.record(List.of(c.points()), balance + c.points().points());
            });
        }
    }

    @Override
    public List<Section> run(Lab lab) throws Exception {
        Samples samples = new Samples(4717);
        Documents notes = Documents.harvest(lab, samples, RawInsertMany.BATCH, 1, samples::personal);
        Documents points = Documents.harvest(lab, samples, RawInsertMany.BATCH, 1, samples::plain);
        try (ConfigurableApplicationContext side = start(lab)) {
            register(side, samples);
            Decisions decisions = side.getBean(Decisions.class);
            new AnnotationCommandHandlerAdapter<>(new Shell(decisions)).subscribe(side.getBean(CommandBus.class));
            Commands commands = side.getBean(Commands.class);
            remember(side, commands, samples);
            Rounds rounds = new Rounds();
            add(lab, rounds, NOTES, notes, () -> commands.send(new TakeNote(samples.personal()), sender(samples)));
            add(lab, rounds, POINTS, points, () -> commands.send(new EarnPoints(samples.plain()), sender(samples)));
            Section section = new Section(
                    "gateway",
                    "Commands through Axon's gateway",
                    CALLERS
                            + " callers; each command is decided on remembered states (of 10,000 customers) and"
                            + " answered when its one event is durable. A note begins a stream of its own and has"
                            + " personal components; points continue the customer's account. The ceiling inserts"
                            + " documents of the same facts.",
                    "events a second",
                    rounds.columns(),
                    rounds.run(lab.form().rounds()),
                    RawInsertMany.NAME,
                    List.of(),
                    List.of());
            return List.of(section.withClaims(rounds.columns().stream()
                    .map(column -> Claim.atLeast(
                            0.35,
                            column + ", to the ceiling",
                            section.value(COMMANDS, column) / section.value(RawInsertMany.NAME, column)))
                    .toArray(Claim[]::new)));
        }
    }

    /** One command of each kind for each customer, so that all states and keys are at hand: what is measured is deciding. */
    private static void remember(ConfigurableApplicationContext side, Commands commands, Samples samples)
            throws InterruptedException, ExecutionException {
        side.getBean(Keyring.class)
                .prepare(samples.customers().stream().map(CustomerId::toString).toList());
        Semaphore callers = new Semaphore(CALLERS);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> answers = new ArrayList<>();
            for (CustomerId customer : samples.customers()) {
                callers.acquire();
                answers.add(threads.submit(() -> {
                    try {
                        commands.send(new TakeNote(samples.personal(customer)), sender(samples));
                        commands.send(new EarnPoints(samples.plain(customer)), sender(samples));
                    } finally {
                        callers.release();
                    }
                }));
            }
            for (Future<?> answer : answers) {
                answer.get();
            }
        }
    }

    private static void add(Lab lab, Rounds rounds, String column, Documents documents, Load.Call command) {
        RawInsertMany ceiling = new RawInsertMany(Documents.collectionLikeTheLogs(lab, "ceiling"), documents);
        rounds.add(
                        RawInsertMany.NAME,
                        column,
                        () -> RawInsertMany.BATCH
                                * Load.callsASecond(1, lab.form().round(), () -> ceiling.record(RawInsertMany.BATCH)))
                .add(
                        COMMANDS,
                        column,
                        () -> Load.callsASecond(CALLERS, lab.form().round(), command));
    }

    private static Sender sender(Samples samples) {
        return new Sender("service", "desk", samples.hash(), null);
    }

    private static ConfigurableApplicationContext start(Lab lab) {
        Path home = lab.folder("gateway");
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.SERVLET)
                .run( // as arguments: they come before what the program itself has set
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--spring.main.banner-mode=off",
                        "--logging.config=classpath:benchmarks-logback.xml",
                        "--springdoc.api-docs.enabled=false",
                        "--springdoc.swagger-ui.enabled=false",
                        "--spring.threads.virtual.enabled=true",
                        "--annals.home=" + home,
                        "--annals.mongodb.uri=" + lab.connectionString(),
                        "--annals.mongodb.database=" + lab.newDatabase("gateway"));
    }

    private static void register(ConfigurableApplicationContext side, Samples samples) {
        EventEncoding encoding = side.getBean(EventEncoding.class);
        List<CustomerId> customers = samples.customers();
        Function<CustomerId, Fact> registered =
                customer -> new CustomerRegistered(customer, PartyKind.PERSON, Set.of(), null, null, Instant.now());
        Filling.ours(
                side.getBean(EventLog.class),
                customers.size(),
                n -> encoding.encode(
                        customers.get((int) n).stream(),
                        0,
                        CommitIds.next().toString(),
                        samples.meta(),
                        registered.apply(customers.get((int) n))));
    }
}
