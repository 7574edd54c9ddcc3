package io.annals.query.duplicate;

import static io.annals.query.Stories.customer;
import static io.annals.query.Stories.day;
import static io.annals.query.Stories.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.annals.edge.Actor;
import io.annals.edge.Grant;
import io.annals.edge.Role;
import io.annals.edge.Scope;
import io.annals.events.CustomerId;
import io.annals.events.Personal;
import io.annals.events.customer.CustomerEvent.AttributesCorrected;
import io.annals.events.customer.CustomerEvent.CustomerRenamed;
import io.annals.events.customer.CustomerEvent.TeamAssigned;
import io.annals.events.customer.IdentityKind;
import io.annals.events.duplicate.DuplicateEvent.CustomersDistinguished;
import io.annals.events.duplicate.DuplicateEvent.DistinctionWithdrawn;
import io.annals.events.merge.MergeEvent.CustomersMerged;
import io.annals.events.merge.MergeEvent.CustomersParted;
import io.annals.query.RunningSide;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** From a registration to the queue, through the doors of the whole side. */
@Timeout(120)
class DuplicatesTest {
    private static final CustomerId ANN = customer(1);
    private static final CustomerId ANNE = customer(2);
    private static final CustomerId BOB = customer(3);

    private RunningSide side;

    @BeforeEach
    void start() throws Exception {
        side = new RunningSide();
        side.tell("sam", registered(ANN, "Ann Mammadova"), told(ANN, "1980-04-12"));
        side.tell("sam", registered(BOB, "Bob Sample"), told(BOB, "1955-11-30"));
    }

    @AfterEach
    void end() {
        side.close();
    }

    private static AttributesCorrected told(CustomerId of, String birthDate) {
        return new AttributesCorrected(
                of, Personal.of(Map.of("birthDate", birthDate, "city", "Baku")), List.of(), day(1));
    }

    private void anneComes() throws Exception {
        side.tell("sam", registered(ANNE, "Anne Mammedova"), told(ANNE, "1980-04-12"));
    }

    private JsonNode queue() throws Exception {
        return side.get("/duplicates", "sam").path("duplicates");
    }

    @Test
    void whoever_registers_is_compared_at_once_and_the_reasons_come_to_the_score() throws Exception {
        assertThat(queue().size()).isZero();

        anneComes();

        JsonNode pair = queue().get(0);
        assertThat(queue().size()).isEqualTo(1);
        assertThat(pair.path("customers").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder(ANN.toString(), ANNE.toString());
        double sum = pair.path("reasons")
                .valueStream()
                .mapToDouble(reason -> reason.path("bits").asDouble())
                .sum();
        assertThat(pair.path("bits").asDouble())
                .isCloseTo(sum + pair.path("prior").asDouble(), within(1e-9));
        assertThat(pair.path("probability").asDouble()).isGreaterThan(0.9);
        assertThat(RunningSide.texts(pair.path("reasons"), "field")).contains("birth", "family", "given", "place");
    }

    @Test
    void a_correction_is_compared_as_well_and_may_end_the_likeness() throws Exception {
        anneComes();
        assertThat(queue().size()).isEqualTo(1);

        side.tell("sam", told(ANNE, "1933-09-21"), new CustomerRenamed(ANNE, Personal.of("Zoe Quist"), day(3)));

        assertThat(queue().size()).isZero();
    }

    @Test
    void that_two_are_not_the_same_is_remembered_whatever_becomes_known_and_may_be_taken_back() throws Exception {
        anneComes();
        side.tell("sam", new CustomersDistinguished(ANN, ANNE, day(2)), new CustomersDistinguished(ANNE, ANN, day(2)));
        assertThat(queue().size()).isZero();

        side.tell("sam", new CustomerRenamed(ANNE, Personal.of("Ann Mammadova"), day(3)));
        assertThat(queue().size()).isZero();

        side.tell("sam", new DistinctionWithdrawn(ANN, ANNE, day(4)), new DistinctionWithdrawn(ANNE, ANN, day(4)));
        assertThat(queue().size()).isEqualTo(1);
    }

    @Test
    void whoever_is_merged_is_no_suggestion_and_is_one_again_when_parted() throws Exception {
        CustomerId anna = customer(4);
        anneComes();
        side.tell("sam", registered(anna, "Anna Mammadova"), told(anna, "1980-04-12"));
        assertThat(queue().size()).isEqualTo(3);

        side.tell(
                "sam",
                new CustomersMerged(ANN, ANNE, true, null, null, null, day(2)),
                new CustomersMerged(ANNE, ANN, false, null, null, null, day(2)));
        assertThat(queue().size()).isEqualTo(1);

        side.tell(
                "sam",
                new CustomersParted(ANN, ANNE, true, null, null, day(3)),
                new CustomersParted(ANNE, ANN, false, null, null, day(3)));
        assertThat(queue().size()).isEqualTo(3);
    }

    @Test
    void an_erasure_takes_whoever_is_erased_out_of_the_queue() throws Exception {
        anneComes();
        assertThat(queue().size()).isEqualTo(1);

        side.erase(ANNE);

        assertThat(queue().size()).isZero();
    }

    @Test
    void only_pairs_of_whom_one_sees_both_are_told_and_counted() throws Exception {
        anneComes();
        side.tell("sam", new TeamAssigned(ANN, "north", day(2)));
        Actor north =
                new Actor("nora", Set.of(Role.AGENT), new Scope.Team("north"), "north", new Grant("key/nora", null));
        queue(); // all of that has been compared

        assertThat(RunningSide.json(side.send("GET", "/duplicates", north, ""), 200)
                        .path("total")
                        .asLong())
                .isZero();
        assertThat(likely("/duplicates/likely?name=Anne+Mammedova&birthDate=1980-04-12", north))
                .containsExactly(ANN.toString());

        side.tell("sam", new TeamAssigned(ANNE, "north", day(3)));
        queue();
        assertThat(RunningSide.json(side.send("GET", "/duplicates", north, ""), 200)
                        .path("total")
                        .asLong())
                .isEqualTo(1);
    }

    private List<String> likely(String path, Actor actor) throws Exception {
        return RunningSide.texts(
                RunningSide.json(side.send("GET", path, actor, ""), 200).path("customers"), "customer");
    }

    @Test
    void whoever_is_typed_in_is_compared_before_there_is_anybody() throws Exception {
        side.tell("sam", side.known(ANN, IdentityKind.EMAIL, "ann.mammadova@example.org"));
        queue();
        Actor sam = new Actor("sam", Role.AGENT);

        assertThat(likely("/duplicates/likely?name=Mammadova+Ann&city=Baku", sam))
                .containsExactly(ANN.toString());
        assertThat(likely("/duplicates/likely?name=A+Mammadova&email=Ann.Mammadova@example.com", sam))
                .containsExactly(ANN.toString());
        assertThat(likely("/duplicates/likely?name=Nobody+Else", sam)).isEmpty();
        assertThat(side.send("GET", "/duplicates/likely", sam, "").statusCode()).isEqualTo(422);
    }

    private JsonNode weights() throws Exception {
        return RunningSide.json(side.send("GET", "/duplicates/weights", new Actor("sam", Role.AGENT), ""), 200);
    }

    @Test
    void weights_are_learnt_when_enough_have_come_and_shown() throws Exception {
        JsonNode usual = weights();
        assertThat(usual.path("version").asLong()).isZero();
        for (int i = 10; i < 40; i++) {
            side.tell(
                    "sam", registered(customer(i), "Somebody No" + i), told(customer(i), "19%02d-01-01".formatted(i)));
        }
        queue();
        long end = System.nanoTime() + 20_000_000_000L;
        while (weights().path("version").asLong() == 0) {
            assertThat(System.nanoTime()).as("learnt in time").isLessThan(end);
            Thread.onSpinWait();
        }

        JsonNode learnt = weights();
        assertThat(learnt.path("people").asLong()).isGreaterThanOrEqualTo(20);
        assertThat(learnt.path("fields")
                        .valueStream()
                        .filter(field -> field.path("field").asString().equals("family"))
                        .flatMap(field -> field.path("levels").valueStream())
                        .mapToDouble(level -> level.path("m").asDouble())
                        .sum())
                .isCloseTo(1, within(1e-9));
    }
}
