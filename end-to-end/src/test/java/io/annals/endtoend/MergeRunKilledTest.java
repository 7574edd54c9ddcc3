package io.annals.endtoend;

import static io.annals.edge.Role.ADMINISTRATOR;
import static io.annals.edge.Role.AGENT;
import static io.annals.edge.Role.AUDITOR;
import static io.annals.edge.Role.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code kill -9} in the middle of a run of 5,000 merges, and in the middle of undoing it: there is nothing half. */
class MergeRunKilledTest {
    private static final Logger log = LoggerFactory.getLogger(MergeRunKilledTest.class);
    private static final String MERGED = "merge.CustomersMerged";
    private static final String PARTED = "merge.CustomersParted";
    private static final int PAIRS = Integer.getInteger("annals.merge.pairs", 1_000);
    private static final int AT_ONCE = 2_000;

    private final long seed = Seeds.next(MergeRunKilledTest.class);

    @Test
    void a_run_that_is_killed_and_undone_leaves_everybody_alone() throws Exception {
        Random random = Seeds.random(seed, 0);
        try (Home home = Home.fresh()) {
            Annals annals = Annals.start(home);
            List<String> customers = customers(annals);
            String run = UUID.randomUUID().toString();
            Map<String, Object> asked = Map.of("run", run, "reason", "Two shops", "pairs", pairs(customers));
            try (Truth truth = Truth.of(home.mongoUri())) {
                killedIn(annals, truth, "/merge-runs", asked, MERGED, PAIRS / 10 + random.nextInt(2 * PAIRS / 5));
                annals = annals.again(home);
                long merged = commits(truth, MERGED);
                killedIn(
                        annals,
                        truth,
                        "/merge-runs/" + run + "/undo",
                        Map.of(),
                        PARTED,
                        (int) merged / 10 + random.nextInt((int) merged / 2));
                annals = annals.again(home);
                annals.as(ADMINISTRATOR)
                        .post("/merge-runs/" + run + "/undo", Map.of())
                        .expect(200);
                annals.as(ADMINISTRATOR).post("/merge-runs", asked).expect(409);

                long head = truth.settled(Waits.LONG);
                log.info("{} of {} pairs were merged before the kill, and parted", merged, PAIRS);
                assertThat(commits(truth, MERGED)).isEqualTo(merged);
                assertThat(commits(truth, PARTED)).isEqualTo(merged);
                assertThat(annals.as(AGENT)
                                .get("/customers?limit=1&atLeast=" + head)
                                .json()
                                .path("total")
                                .asLong())
                        .isEqualTo(2L * PAIRS);
                annals.untilProjectionsHave(head);
                for (String name : truth.database().listCollectionNames()) {
                    if (name.endsWith("_members")) {
                        assertThat(truth.database().getCollection(name).countDocuments())
                                .as(name)
                                .isZero();
                    }
                }
                Verdicts.holds(annals.as(AUDITOR).task("/log/verification"));
                assertThat(annals.complaints()).isEmpty();
            } finally {
                annals.close();
            }
        }
    }

    private static List<String> customers(Annals annals) {
        List<String> customers = new ArrayList<>();
        for (int from = 0; from < 2 * PAIRS; from += AT_ONCE) {
            List<String> lines = new ArrayList<>();
            for (int i = from; i < from + AT_ONCE; i++) {
                lines.add(
                        Answer.JSON.writeValueAsString(Contacts.note("n" + i, Map.of("externalId", "c" + i), "known")));
            }
            annals.as(SERVICE)
                    .batch(
                            lines,
                            answer -> customers.add(answer.path("customer").asString()));
        }
        assertThat(customers).hasSize(2 * PAIRS).doesNotHaveDuplicates();
        return customers;
    }

    private static List<Map<String, String>> pairs(List<String> customers) {
        List<Map<String, String>> pairs = new ArrayList<>();
        for (int i = 0; i < customers.size(); i += 2) {
            pairs.add(Map.of("survivor", customers.get(i), "absorbed", customers.get(i + 1)));
        }
        return pairs;
    }

    /** How many commits tell of it; each tells it of both. */
    private static long commits(Truth truth, String type) {
        return truth.database().getCollection("log").countDocuments(Filters.eq("events.type", type));
    }

    private static void killedIn(Annals annals, Truth truth, String path, Object body, String type, int moment)
            throws Exception {
        CompletableFuture<Integer> answered = CompletableFuture.supplyAsync(() -> {
            try {
                return annals.as(ADMINISTRATOR).post(path, body).status();
            } catch (UncheckedIOException brokenOff) {
                return 0;
            }
        });
        Eventually.see("some of " + path, Waits.LONG, () -> commits(truth, type), done -> done >= moment);
        annals.kill();
        assertThat(answered.get(30, TimeUnit.SECONDS))
                .as("killed before it was done")
                .isZero();
    }
}
