package io.annals.benchmarks.log;

import io.annals.benchmarks.report.Machine;
import io.annals.benchmarks.report.Report;
import io.annals.benchmarks.report.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Our log beside its peers, as a table, as JSON and as a page. */
@Command(
        name = "log",
        mixinStandardHelpOptions = true,
        description = "The log beside raw inserts, axon-mongo and Axon's JDBC engine on PostgreSQL.")
public final class LogBenchmark implements Callable<Integer> {
    private static final Map<String, Experiment> EXPERIMENTS = new LinkedHashMap<>();

    static {
        EXPERIMENTS.put("append", new Append());
        EXPERIMENTS.put("alone", new Alone());
        EXPERIMENTS.put("replay", new Replay());
        EXPERIMENTS.put("stream", new OneStream());
        EXPERIMENTS.put("delivery", new Delivery());
        EXPERIMENTS.put("growth", new Growth());
        EXPERIMENTS.put("gateway", new Gateway());
        EXPERIMENTS.put("contacts", new Contacts());
    }

    @Option(names = "--full", description = "the long form; otherwise a short one of a few minutes")
    boolean full;

    @Option(names = "--short", description = "the short form, as without any option")
    boolean shortForm;

    @Option(
            names = "--only",
            split = ",",
            description = "some of: append, alone, replay, stream, delivery, growth, gateway, contacts")
    List<String> only = List.of();

    @Option(names = "--rounds", description = "that count, other than the form has it", defaultValue = "0")
    int rounds;

    @Option(names = "--seconds", description = "of a round, other than the form has it", defaultValue = "0")
    double seconds;

    @Option(names = "--out", description = "where log.json and log.html go", defaultValue = "benchmarks/target/log")
    Path out = Path.of("");

    @Option(names = "--cache", description = "gigabytes of mongod's cache", defaultValue = "2")
    double cache;

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        for (String name : only) {
            if (!EXPERIMENTS.containsKey(name)) {
                throw new ParameterException(
                        java.util.Objects.requireNonNull(spec).commandLine(),
                        name + " is none of " + EXPERIMENTS.keySet());
            }
        }
        Form form = form();
        Map<String, String> circumstances = circumstances(form);
        List<Section> sections = new ArrayList<>();
        for (Map.Entry<String, Experiment> experiment : EXPERIMENTS.entrySet()) {
            if (only.isEmpty() || only.contains(experiment.getKey())) {
                System.err.println(experiment.getKey());
                try (Lab lab = Lab.open(form, cache)) {
                    circumstances.put("mongod", lab.mongodVersion() + ", " + cache + " GB of cache");
                    sections.addAll(experiment.getValue().run(lab));
                }
            }
        }
        Report report = new Report("The log beside its peers", circumstances, sections);
        report.publish(System.out, out, "log");
        return 0;
    }

    private Form form() {
        Form form = full ? Form.FULL : Form.SHORT;
        if (rounds > 0) {
            form = form.withRounds(rounds);
        }
        return seconds > 0 ? form.withRound(Duration.ofMillis(Math.round(seconds * 1_000))) : form;
    }

    private static Map<String, String> circumstances(Form form) {
        Map<String, String> all = Machine.circumstances();
        all.put("form", form.toString());
        all.put("durability", "w: majority, j: true, a replica set of one");
        return all;
    }
}
