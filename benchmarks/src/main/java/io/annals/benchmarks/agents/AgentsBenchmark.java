package io.annals.benchmarks.agents;

import io.annals.benchmarks.AnnalsProcess;
import io.annals.benchmarks.Http;
import io.annals.benchmarks.Waiting;
import io.annals.benchmarks.live.JavaHeap;
import io.annals.benchmarks.live.Processes;
import io.annals.edge.Role;
import io.annals.mongod.EmbeddedMongod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** A service centre for some minutes. Ends with 1 when anything went wrong. */
@Command(
        name = "agents",
        mixinStandardHelpOptions = true,
        description = "Simulated agents at work while contacts come in: p99 of each action, lag, memory, errors.")
public final class AgentsBenchmark implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Option(names = "--agents", defaultValue = "50")
    int agents;

    @Option(names = "--rate", description = "contacts a second beside the agents' own", defaultValue = "200")
    int rate;

    @Option(names = "--minutes", description = "that are measured", defaultValue = "10")
    double minutes;

    @Option(
            names = "--warm-up",
            description =
                    "seconds before, of which the errors alone count: the agents come one after the other, and contacts"
                            + " with them, as at the beginning of a shift",
            defaultValue = "120")
    int warmUp;

    @Option(names = "--customers", defaultValue = "2000")
    int customers;

    @Option(names = "--seed", description = "of all that is left to chance; another one each time unless named")
    long seed = new Random().nextInt(Integer.MAX_VALUE);

    @Option(names = "--heap", description = "of the server, as for -Xmx", defaultValue = "1g")
    String heap = "1g";

    @Option(names = "--profile", description = "writes a flight recording of the server there")
    @Nullable
    Path profile;

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.printf(
                "%d agents, %d contacts a second over %,d customers, %s minutes after %d s of warm-up, heap %s, seed"
                        + " %d%n",
                agents, rate, customers, minutes, warmUp, heap, seed);
        Path home = Files.createTempDirectory("annals-benchmark-");
        List<String> jvm = AnnalsProcess.jvm(heap, profile);
        try (EmbeddedMongod mongod = EmbeddedMongod.start(EmbeddedMongod.Options.in(home)
                        .withBinaries(EmbeddedMongod.ordinaryBinaries())
                        .withEphemeral(true));
                AnnalsProcess annals =
                        AnnalsProcess.start(home, jvm, List.of("--annals.mongodb.uri=" + mongod.connectionString()))) {
            Figures figures = new Figures();
            work(annals, figures, List.of(annals.pid(), mongod.pid()));
            annals.output().stream()
                    .filter(line -> line.contains(" ERROR ") || line.startsWith("Caused by:"))
                    .forEach(line -> figures.wrong("the server's log: " + line));
            figures.print(System.out);
            return figures.clean() ? 0 : 1;
        }
    }

    private void work(AnnalsProcess annals, Figures figures, List<Long> pids) throws IOException, InterruptedException {
        Http administrator = new Http(annals.url(), annals.keys().getOrDefault(Role.ADMINISTRATOR, ""));
        Http service = new Http(annals.url(), annals.keys().getOrDefault(Role.SERVICE, ""));
        Random chance = new Random(seed);
        Channels before = new Channels(service, figures, chance, customers, new Channels.Load(rate, 0, 0));
        List<String> known = customers(service, before);
        Waiting.untilQuiet(administrator);
        tell("before", annals.pid(), pids);
        Colleagues colleagues = new Colleagues(figures);
        Lag lag = new Lag(administrator);
        List<Agent> all = agents(annals.url(), administrator, colleagues, figures, known);
        long began = System.nanoTime();
        long arriving = TimeUnit.SECONDS.toNanos(warmUp) * 3 / 4;
        long end = began + TimeUnit.SECONDS.toNanos(warmUp) + (long) (minutes * 60e9);
        List<Thread> threads = new ArrayList<>();
        for (Agent agent : all) {
            long comes = began + arriving * threads.size() / agents;
            threads.add(Thread.ofVirtual().unstarted(() -> agent.work(comes, end)));
        }
        Channels channels = new Channels(service, figures, chance, customers, new Channels.Load(rate, arriving, end));
        threads.add(Thread.ofPlatform().unstarted(channels));
        Duration used = Processes.processorTime(pids);
        threads.forEach(Thread::start);
        watch(colleagues, figures, lag, end);
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.printf(
                "processor time of server and mongod, with the warm-up: %d s%n",
                Processes.processorTime(pids).minus(used).toSeconds());
        long ended = System.nanoTime();
        Waiting.untilQuiet(administrator);
        System.out.printf(
                "all views quiet at the head %.1f s after the end (2 s of that to be sure)%n",
                (System.nanoTime() - ended) / 1e9);
        tell("after", annals.pid(), pids);
        all.forEach(Agent::leave);
        lag.print(System.out);
    }

    /** Each a user of their own who has logged in and has a socket. */
    private List<Agent> agents(
            String url, Http administrator, Colleagues colleagues, Figures figures, List<String> known)
            throws IOException, InterruptedException {
        List<Agent> all = new ArrayList<>();
        for (int i = 1; i <= agents; i++) {
            String name = "agent-" + i;
            String session = Joining.join(url, administrator, name);
            Desk desk = new Desk(Http.CLIENT, url, session, name, colleagues, figures);
            all.add(new Agent(name, new Http(url, session), desk, colleagues, figures, known, new Random(seed + i)));
        }
        return all;
    }

    /** Looks every second, until the end; forgets what was before the warm-up was over. */
    private void watch(Colleagues colleagues, Figures figures, Lag lag, long until)
            throws IOException, InterruptedException {
        long measured = until - (long) (minutes * 60e9);
        boolean warm = false;
        while (System.nanoTime() < until) {
            if (!warm && System.nanoTime() >= measured) {
                warm = true;
                figures.begin();
                lag.begin();
            }
            lag.look();
            colleagues.sweep();
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /** Each with some contacts of before; answers with their ids. */
    private List<String> customers(Http service, Channels channels) throws IOException, InterruptedException {
        String lines = IntStream.range(0, customers)
                .mapToObj(i -> channels.contact("first-" + i, i)
                        .replaceFirst("\"customer-[0-9]+\"", "\"customer-" + i + "\",\"name\":\"Customer " + i + "\""))
                .reduce("", (all, line) -> all + line + "\n");
        try (Stream<JsonNode> answers = service.batch(lines)) {
            return answers.map(answer -> answer.path("customer").asString()).toList();
        }
    }

    private static void tell(String when, long pid, List<Long> pids) throws IOException, InterruptedException {
        long live = JavaHeap.usedAfterCollection(pid);
        System.out.printf(
                "memory %s: server %,d MB resident, %,d MB of live heap; mongod %,d MB resident%n",
                when, Processes.residentBytes(pid) >> 20, live >> 20, Processes.residentBytes(pids.getLast()) >> 20);
    }
}
