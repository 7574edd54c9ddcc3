package io.annals.benchmarks.live;

import io.annals.benchmarks.live.Contender.Running;
import io.annals.benchmarks.report.Machine;
import io.annals.benchmarks.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The live path and its peers, one after the other on this machine, each in a process of its own. */
@Command(
        name = "live",
        mixinStandardHelpOptions = true,
        description = "From a contact to every socket, beside NATS and Socket.IO.")
public final class LiveBenchmark implements Callable<Integer> {
    @Option(names = "--full", description = "longer runs, for the figures that are quoted")
    boolean full;

    @Option(
            names = "--scenarios",
            split = ",",
            converter = Scenario.ByName.class,
            description = "own-50, same-20, same-100, stuck-20, stuck-100, idle-20; all unless named")
    List<Scenario> scenarios = Scenario.ALL;

    @Option(
            names = "--only",
            split = ",",
            description = "contenders, by the beginning of their names; all unless named")
    List<String> only = List.of("");

    @Option(names = "--warm-up", description = "seconds, once for each server", defaultValue = "90")
    int warmUp;

    @Option(names = "--heap", description = "of our server, as for -Xmx", defaultValue = "2g")
    String heap = "2g";

    @Option(names = "--setting", description = "of our server, such as annals.live.senders=2")
    List<String> settings = List.of();

    @Option(names = "--profile", description = "writes a flight recording of our server there")
    @Nullable
    Path profile;

    @Option(names = "--out", description = "where live.json and live.html go", defaultValue = "benchmarks/target/live")
    Path out = Path.of("");

    @Override
    public Integer call() throws IOException, InterruptedException {
        Tables tables = new Tables();
        List<Contender> contenders = List.of(
                new AnnalsServer(heap, settings, profile),
                new NatsServer(false),
                new NatsServer(true),
                NodeServer.socketIo(),
                NodeServer.ws());
        for (Contender contender : contenders) {
            if (only.stream().anyMatch(contender.name().toLowerCase(Locale.ROOT)::startsWith)) {
                Optional<String> missing = contender.missing();
                if (missing.isPresent()) {
                    System.out.println(contender.name() + " is left out: " + missing.get());
                } else {
                    measure(contender, tables);
                }
            }
        }
        Report report = new Report("The live path beside its peers", circumstances(), tables.sections());
        report.publish(System.out, out, "live");
        return 0;
    }

    private Map<String, String> circumstances() {
        Map<String, String> all = Machine.circumstances();
        all.put("form", (full ? "full" : "short") + ", " + warmUp + " s of warm-up");
        return all;
    }

    private void measure(Contender contender, Tables tables) throws IOException, InterruptedException {
        try (Running server = contender.start()) {
            List<String> topics = server.topics(1_000);
            System.out.println(contender.name() + " warms up");
            for (Scenario warming : Scenario.WARMING) {
                System.out.println(new Run(warming, server, topics, 0, warmUp / 2)
                        .measure()
                        .frame());
            }
            for (Scenario scenario : scenarios) {
                System.out.println(contender.name() + ", " + scenario.told());
                if (scenario.own()) {
                    server.durableInserts(1_000, Duration.ZERO)
                            .ifPresent(nanos -> tables.oneAfterTheOther(scenario, nanos));
                    server.durableInserts(
                                    scenario.rate() * 10, Duration.ofSeconds(1).dividedBy(scenario.rate()))
                            .ifPresent(nanos -> tables.asOftenAsContacts(scenario, nanos));
                }
                try {
                    tables.add(
                            scenario,
                            contender,
                            new Run(scenario, server, topics, full ? 10 : 3, full ? 60 : 10).measure());
                } catch (IllegalStateException failed) {
                    tables.failed(scenario, contender, failed.getMessage());
                }
            }
        }
    }
}
