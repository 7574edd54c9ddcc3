package io.annals.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.faults.history.Operation.Struck;
import io.annals.faults.history.Report;
import io.annals.faults.nemesis.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The short form: some faults of every family, against appenders, followers and the real program with its readers. */
class ShortRunTest {
    private static final Logger log = LoggerFactory.getLogger(ShortRunTest.class);
    private static final List<Fault> FAULTS = List.of(
            Fault.KILL_PRIMARY,
            Fault.PAUSE_PRIMARY,
            Fault.CUT_REPLIES,
            Fault.ROLLBACK,
            Fault.ZOMBIE,
            Fault.FAIL_COMMAND,
            Fault.STEP_DOWN,
            Fault.CLOCK_JUMP,
            Fault.RESET,
            Fault.RESTORE);

    /** Each has to take in the end; a member that does not answer an operator in time may keep one from it. */
    private static final int TRIES = 3;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void no_promise_is_broken_by_one_fault_of_every_family() throws Exception {
        long seed = Long.getLong("faults.seed", System.currentTimeMillis());
        log.info("seed {}, to be had again with -Dfaults.seed", seed);
        List<Fault> faults = new ArrayList<>(FAULTS);
        Collections.shuffle(faults, new Random(seed));
        Run.Settings settings = new Run.Settings(seed, folder, Duration.ofSeconds(2), 2, 40, 10, false);

        Run.Result result = Run.of(settings, log::info, nemesis -> {
            for (Fault fault : faults) {
                for (int tries = 1; !nemesis.strike(fault) && tries < TRIES; tries++) {
                    log.info("{} once more", fault);
                }
            }
        });

        log.info("\n{}", Summary.of(result, settings));
        assertThat(result.violations()).isEmpty();
        assertThat(result.nemesis().stream()
                        .filter(operation -> operation instanceof Struck struck && struck.took())
                        .map(operation -> ((Struck) operation).kind())
                        .collect(Collectors.toSet()))
                .hasSize(FAULTS.size());
        somethingHappened(result.log());
        Report crm = result.crm();
        assertThat(crm).isNotNull();
        somethingHappened(crm);
        assertThat(result.recoveries()).isNotEmpty();
    }

    private static void somethingHappened(Report report) {
        assertThat(report.acknowledged()).isGreaterThan(50);
        assertThat(report.seen())
                .hasSize(2)
                .allSatisfy((_, seen) -> assertThat(seen).isGreaterThan(50));
    }
}
