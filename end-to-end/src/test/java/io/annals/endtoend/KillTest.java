package io.annals.endtoend;

import static io.annals.edge.Role.ADMINISTRATOR;
import static io.annals.edge.Role.AUDITOR;
import static io.annals.edge.Role.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** {@code kill -9} in the middle of an import, of the application and of its mongod: imported again, everything is exact. */
class KillTest {
    private static final Logger log = LoggerFactory.getLogger(KillTest.class);
    private static final int KILLS = 3;
    private static final int LINES_A_REQUEST = 500;

    private final long seed = Seeds.next(KillTest.class);
    private final List<String> lines = CdnowSample.lines();

    /** What the server has acknowledged, whoever was killed afterwards. */
    private final Map<String, Long> acknowledged = new TreeMap<>();

    @Test
    void an_import_killed_again_and_again_ends_with_the_sums_of_the_file() {
        try (Home home = Home.fresh()) {
            Annals annals = Annals.start(home);
            try (Watcher watcher = annals.watch("all", 0).open()) {
                for (int kill = 0; kill < KILLS; kill++) {
                    importUntilKilled(annals, kill, annals::kill);
                    annals = annals.again(home);
                    watcher.moveTo(annals.url());
                }
                importUntilKilled(annals, KILLS, home.mongod()::destroyForcibly);
                annals.kill();
                annals = annals.again(home);
                watcher.moveTo(annals.url());
                Map<String, Integer> outcome = imported(annals);
                assertThat(outcome.keySet()).containsOnly("accepted", "known");
                try (Truth truth = Truth.of(home.mongoUri())) {
                    everythingIsExact(annals, truth, watcher);
                }
            } finally {
                annals.close();
            }
        }
    }

    /** Whoever imported has seen enough. */
    private static final class Killed extends RuntimeException {}

    /** Kills at a random moment of the answers, while the next lines are under way and views and policies lag behind. */
    private void importUntilKilled(Annals annals, int number, Runnable kill) {
        Random random = Seeds.random(seed, number);
        int moment = 200 + random.nextInt(1_200);
        int[] accepted = {0};
        try {
            for (int from = 0; from < lines.size(); from += LINES_A_REQUEST) {
                annals.as(SERVICE).batch(part(from), answer -> {
                    acknowledge(answer);
                    if (answer.path("status").asString("").equals("accepted") && ++accepted[0] == moment) {
                        kill.run();
                        throw new Killed();
                    }
                });
            }
        } catch (Killed killed) {
            log.info("killed after {} newly accepted lines", moment);
        }
        assertThat(accepted[0]).as("accepted before the kill").isEqualTo(moment);
    }

    private List<String> part(int from) {
        return lines.subList(from, Math.min(lines.size(), from + LINES_A_REQUEST));
    }

    private Map<String, Integer> imported(Annals annals) {
        Map<String, Integer> outcome = new TreeMap<>();
        for (int from = 0; from < lines.size(); from += LINES_A_REQUEST) {
            annals.as(SERVICE).batch(part(from), answer -> {
                acknowledge(answer);
                String status = answer.path("status").asString("");
                outcome.merge(status.equals("refused") ? answer.path("reason").asString("") : status, 1, Integer::sum);
            });
        }
        return outcome;
    }

    private void acknowledge(JsonNode answer) {
        if (answer.hasNonNull("contact")) {
            long position = answer.path("position").asLong();
            Long before = acknowledged.put(answer.path("contact").asString(), position);
            assertThat(before).as("the position told before").isIn(null, position);
        }
    }

    private void everythingIsExact(Annals annals, Truth truth, Watcher watcher) {
        long head = truth.settled(Waits.LONG);
        assertThat(truth.positions())
                .as("positions, dense from 1")
                .isEqualTo(LongStream.rangeClosed(1, head).boxed().toList());
        assertThat(truth.purchases())
                .as("purchases by contact")
                .hasSize(CdnowSample.PURCHASES)
                .isEqualTo(acknowledged);
        Verdicts.holds(annals.as(AUDITOR).task("/log/verification"));
        Client administrator = annals.as(ADMINISTRATOR);
        Eventually.see(
                "the sums of the file",
                Waits.LONG,
                () -> CdnowSample.shown(administrator, truth),
                CdnowSample.addedUp()::equals);
        watcher.awaitCaughtUp(head, Waits.LONG);
        assertThat(watcher.entries()).as("what a watcher saw through all kills").isEqualTo(truth.told(_ -> true));
        assertThat(watcher.surprises()).isEmpty();
    }
}
