package io.annals.faults;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.annals.faults.cluster.Cluster;
import io.annals.faults.history.Checker;
import io.annals.faults.history.History;
import io.annals.faults.history.LogScan;
import io.annals.faults.history.Operation;
import io.annals.faults.history.Operation.Stopped;
import io.annals.faults.history.Report;
import io.annals.faults.history.Shows;
import io.annals.faults.history.Violation;
import io.annals.faults.nemesis.Nemesis;
import io.annals.faults.nemesis.Scene;
import io.annals.faults.workload.AppenderProcess;
import io.annals.faults.workload.Client;
import io.annals.faults.workload.ContactClient;
import io.annals.faults.workload.Crm;
import io.annals.faults.workload.EventReader;
import io.annals.faults.workload.SocketReader;
import io.annals.faults.workload.TailReader;
import io.annals.log.EventLog;
import io.annals.log.MongoEventLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** One run from a fresh cluster to the checker's word. Two logs lie on it: that of the appenders, and the program's own. */
public final class Run implements AutoCloseable {
    private static final String DATABASE = "faults";
    private static final List<String> TAILS = List.of("tail-0", "tail-1");

    /** Of the appenders in turn: outlasts most faults, and hardly any. */
    private static final List<Duration> PATIENCE = List.of(Duration.ofSeconds(8), Duration.ofMillis(1_500));

    private static final Duration TO_CATCH_UP = Duration.ofSeconds(60);

    private final Settings settings;
    private final Consumer<String> told;
    private final Path ofLog;
    private final Path ofCrm;
    private final List<AutoCloseable> open = new ArrayList<>();

    /**
     * How to run.
     *
     * @param seed of the faults' order and of the workload
     * @param history folder for what is told, and for what the members log
     * @param appenders processes that append to one log
     * @param rate commits a second that each of them tries
     * @param contacts a second to the program, 0 for none and no program
     * @param pastSessions whether appenders may be paused for more than a minute
     */
    public record Settings(
            long seed,
            Path history,
            Duration electionTimeout,
            int appenders,
            double rate,
            int contacts,
            boolean pastSessions) {}

    /**
     * What came of it.
     *
     * @param log of the appenders' log
     * @param crm of the program's; null without one
     * @param nemesis what was done
     * @param recoveries nanoseconds from a primary's death to the next acknowledged contact, or commit without a program
     */
    public record Result(Report log, @Nullable Report crm, List<Operation> nemesis, List<Long> recoveries) {
        public List<Violation> violations() {
            return Stream.concat(log.violations().stream(), crm == null ? Stream.empty() : crm.violations().stream())
                    .toList();
        }
    }

    /** What to do while the workload runs. */
    public interface Plan {
        void follow(Nemesis nemesis) throws InterruptedException;
    }

    private Run(Settings settings, Consumer<String> told) throws IOException {
        this.settings = settings;
        this.told = told;
        this.ofLog = Files.createDirectories(settings.history().resolve("log"));
        this.ofCrm = Files.createDirectories(settings.history().resolve("crm"));
    }

    /** Starts everything, follows the plan, ends everything, checks. */
    public static Result of(Settings settings, Consumer<String> told, Plan plan)
            throws IOException, InterruptedException {
        try (Run run = new Run(settings, told)) {
            return run.follow(plan);
        }
    }

    private Result follow(Plan plan) throws IOException, InterruptedException {
        Cluster cluster = opened(Cluster.start(
                Files.createTempDirectory("annals-cluster-"),
                Files.createDirectories(settings.history().resolve("mongod")),
                settings.electionTimeout()));
        MongoClient client = opened(Client.of(cluster.connectionString()));
        List<TailReader> tails = tails(client);
        List<AppenderProcess> appenders = appenders(cluster);
        Program program = settings.contacts() == 0 ? null : started(cluster);
        Scene scene = new Scene(
                cluster,
                client,
                DATABASE,
                appenders,
                program == null ? null : program.crm,
                opened(History.in(ofLog.resolve("nemesis.jsonl"))),
                new Random(settings.seed()),
                settings.pastSessions());
        plan.follow(new Nemesis(scene, told));
        cluster.calm();
        if (program != null) {
            program.contacts.close();
        }
        for (AppenderProcess appender : appenders) {
            if (scene.isAsleep(appender)) {
                appender.resume();
            }
            appender.close();
        }
        told.accept("the faults are over; readers catch up, then all is checked");
        return checked(client, tails, program);
    }

    private List<TailReader> tails(MongoClient client) throws IOException {
        EventLog log = opened(MongoEventLog.open(client, DATABASE, InstantSource.system(), new SimpleMeterRegistry()));
        History ofTails = opened(History.in(ofLog.resolve("readers.jsonl")));
        List<TailReader> tails = new ArrayList<>();
        for (int i = 0; i < TAILS.size(); i++) {
            tails.add(opened(new TailReader(log, TAILS.get(i), ofTails, settings.seed() + i)));
        }
        return tails;
    }

    private List<AppenderProcess> appenders(Cluster cluster) {
        List<AppenderProcess> appenders = new ArrayList<>();
        for (int i = 0; i < settings.appenders(); i++) {
            appenders.add(opened(new AppenderProcess(
                    cluster.connectionString(),
                    DATABASE,
                    "a" + i,
                    ofLog,
                    settings.seed() + i,
                    settings.rate(),
                    PATIENCE.get(i % PATIENCE.size()))));
        }
        return appenders;
    }

    private Result checked(MongoClient client, List<TailReader> tails, @Nullable Program program)
            throws IOException, InterruptedException {
        try (History late = History.in(ofLog.resolve("late.jsonl"))) {
            for (TailReader tail : tails) {
                catchUp(client, DATABASE, late, "a follower", tail::position);
                tail.close();
            }
        }
        List<Operation> history = History.all(ofLog);
        Map<String, Shows> shows = TAILS.stream().collect(Collectors.toMap(name -> name, _ -> Shows.COMMITS));
        Report ofAppenders = Checker.check(history, new LogScan(client, DATABASE), shows);
        Report ofProgram = program == null ? null : checked(client, program);
        List<Operation> nemesis = history.stream()
                .filter(operation -> operation.by().equals("nemesis"))
                .toList();
        List<Long> recoveries = Recovery.times(nemesis, program == null ? history : History.all(ofCrm));
        return new Result(ofAppenders, ofProgram, nemesis, recoveries);
    }

    private record Program(Crm crm, ContactClient contacts, EventReader events, SocketReader socket, History history) {}

    private Program started(Cluster cluster) throws IOException {
        Crm crm = opened(Crm.start(cluster.connectionString(), ofCrm));
        History ofReaders = opened(History.in(ofCrm.resolve("readers.jsonl")));
        History ofContacts = opened(History.in(ofCrm.resolve("contacts.jsonl")));
        return new Program(
                crm,
                opened(new ContactClient(
                        crm, "contacts", ofContacts, settings.seed(), Duration.ofMillis(1_000 / settings.contacts()))),
                opened(new EventReader(crm, "sse", ofReaders)),
                opened(new SocketReader(crm, "socket", ofReaders)),
                ofReaders);
    }

    private Report checked(MongoClient client, Program program) throws IOException, InterruptedException {
        if (!program.crm.isAlive()) {
            program.history.add(new Stopped("the program", System.nanoTime(), "it has ended by itself"));
        }
        settle(client, program.history);
        catchUp(client, Crm.DATABASE, program.history, "the SSE follower", program.events::position);
        program.socket.comeBack();
        catchUp(client, Crm.DATABASE, program.history, "the socket", program.socket::position);
        program.events.close();
        program.socket.close();
        return Checker.check(
                History.all(ofCrm),
                new LogScan(client, Crm.DATABASE),
                Map.of("sse", Shows.EVENTS, "socket", Shows.ENTRIES));
    }

    /** Waits, bounded, until the policies have answered every purchase: a kill must not make them forget one. */
    private static void settle(MongoClient client, History history) throws InterruptedException {
        long until = System.nanoTime() + TO_CATCH_UP.toNanos();
        while (true) {
            long made = count(client, "contact.PurchaseMade");
            long rewarded = count(client, "loyalty.PurchaseRewarded");
            if (made == rewarded) {
                return;
            }
            if (System.nanoTime() > until) {
                String answered = "have answered " + rewarded + " of " + made + " purchases";
                history.add(new Stopped("the policies", System.nanoTime(), answered));
                return;
            }
            Thread.sleep(500);
        }
    }

    private static long count(MongoClient client, String type) {
        return client.getDatabase(Crm.DATABASE).getCollection("log").countDocuments(new Document("events.type", type));
    }

    private static void catchUp(MongoClient client, String database, History history, String who, LongSupplier position)
            throws InterruptedException {
        long head = head(client, database);
        long until = System.nanoTime() + TO_CATCH_UP.toNanos();
        while (position.getAsLong() < head) {
            if (System.nanoTime() > until) {
                history.add(new Stopped(
                        who, System.nanoTime(), "still at " + position.getAsLong() + ", the head is " + head));
                return;
            }
            Thread.sleep(50);
        }
    }

    private static long head(MongoClient client, String database) {
        Document last = client.getDatabase(database)
                .getCollection("log")
                .find()
                .projection(Projections.include("_id"))
                .sort(Sorts.descending("_id"))
                .first();
        return last == null ? 0 : last.getLong("_id");
    }

    private <T extends AutoCloseable> T opened(T it) {
        open.add(it);
        return it;
    }

    @Override
    public void close() {
        for (AutoCloseable each : open.reversed()) {
            try {
                each.close();
            } catch (Exception e) {
                told.accept("closing " + each + " failed: " + e);
            }
        }
    }
}
