package io.annals.endtoend;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static io.annals.edge.Role.AGENT;
import static io.annals.edge.Role.AUDITOR;
import static io.annals.edge.Role.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.mongod.EmbeddedMongod;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A kill between an effect and the token that covers it. The database is told to refuse every move of the token, by a
 * validator on its collection: the effect is there and its token is not, for as long as it takes to look and to kill.
 */
class KillBeforeTokenTest {
    private static final Map<String, String> CUSTOMER = Map.of("externalId", "before-token");

    @Test
    void what_was_done_but_not_noted_is_done_once() {
        try (Home home = Home.fresh();
                EmbeddedMongod mongod = EmbeddedMongod.start(options(home));
                Truth truth = Truth.of(mongod.connectionString())) {
            String uri = "--annals.mongodb.uri=" + mongod.connectionString();
            Annals annals = Annals.start(home, uri);
            try {
                String customer = buy(annals, "one", "10.10");
                awaitSums(annals, truth, customer, 1, "10.10", 10);

                holdBack(truth, "projection_tokens", "projections-1");
                long second = position(annals, "two", "20.20");
                Eventually.see(
                        "the view's effect of position " + second,
                        Waits.SHORT,
                        () -> truth.views("customer").get(customer),
                        view -> view != null && view.getNumber("position").longValue() >= second);
                assertThat(tokenOf(truth, "projection_tokens", "projections-1")).isLessThan(second);
                annals.kill();
                letGo(truth, "projection_tokens");
                annals = annals.again(home, uri);
                awaitSums(annals, truth, customer, 2, "30.30", 30);

                holdBack(truth, "policy_tokens", "loyalty");
                long third = position(annals, "three", "30.30");
                truth.settled(Waits.SHORT);
                assertThat(tokenOf(truth, "policy_tokens", "loyalty")).isLessThan(third);
                annals.kill();
                letGo(truth, "policy_tokens");
                annals = annals.again(home, uri);
                awaitSums(annals, truth, customer, 3, "60.60", 60);
                awaitPoliciesBeyond(truth, third);
                awaitSums(annals, truth, customer, 3, "60.60", 60);
                assertThat(truth.told(event -> event.type().equals("loyalty.PointsEarned")))
                        .hasSize(3);
                Verdicts.holds(annals.as(AUDITOR).task("/log/verification"));
            } finally {
                annals.close();
            }
        }
    }

    @Test
    void a_server_goes_on_by_itself_when_its_killed_database_comes_back() {
        try (Home home = Home.fresh()) {
            EmbeddedMongod mongod = EmbeddedMongod.start(options(home));
            try (Annals annals = Annals.start(home, "--annals.mongodb.uri=" + mongod.connectionString());
                    Watcher watcher = annals.watch("all", 0).open()) {
                String customer = buy(annals, "one", "10.00");
                mongod.kill();
                Answer meanwhile = annals.as(AGENT).post("/contacts", Contacts.purchase("two", CUSTOMER, "20.00"));
                assertThat(meanwhile.status()).as(meanwhile.text()).isEqualTo(503);
                mongod.close();
                mongod = EmbeddedMongod.start(options(home));
                try (Truth truth = Truth.of(mongod.connectionString())) {
                    Eventually.see(
                            "the purchase taken after all",
                            Waits.LONG,
                            () -> annals.as(AGENT)
                                    .post("/contacts", Contacts.purchase("two", CUSTOMER, "20.00"))
                                    .status(),
                            status -> status == 201 || status == 200);
                    awaitSums(annals, truth, customer, 2, "30.00", 30);
                    watcher.awaitCaughtUp(truth.settled(Waits.LONG), Waits.LONG);
                    assertThat(watcher.entries()).isEqualTo(truth.told(_ -> true));
                }
            } finally {
                mongod.close();
            }
        }
    }

    static EmbeddedMongod.Options options(Home home) {
        return EmbeddedMongod.Options.in(home.folder().resolve("database"))
                .withBinaries(EmbeddedMongod.ordinaryBinaries());
    }

    private static String buy(Annals annals, String receipt, String dollars) {
        return annals.as(SERVICE)
                .post("/contacts", Contacts.purchase(receipt, CUSTOMER, dollars))
                .expect(201)
                .text("customer");
    }

    private static long position(Annals annals, String receipt, String dollars) {
        return annals.as(SERVICE)
                .post("/contacts", Contacts.purchase(receipt, CUSTOMER, dollars))
                .expect(201)
                .position();
    }

    private static void awaitSums(
            Annals annals, Truth truth, String customer, int purchases, String dollars, int points) {
        long head = truth.settled(Waits.LONG);
        JsonNode view = Eventually.see(
                        "the view at " + head,
                        Waits.LONG,
                        () -> annals.as(AGENT).get("/customers/" + customer + "?atLeast=" + head),
                        answer -> answer.status() == 200)
                .json();
        assertThat(view.path("purchases").path("count").asInt()).isEqualTo(purchases);
        assertThat(view.path("purchases").path("money").path(0).path("amount").asString(""))
                .isEqualTo(dollars);
        assertThat(view.path("loyalty").path("balance").asInt()).isEqualTo(points);
    }

    private static void awaitPoliciesBeyond(Truth truth, long position) {
        Eventually.see(
                "the policies' token beyond " + position,
                Waits.LONG,
                () -> tokenOf(truth, "policy_tokens", "loyalty"),
                token -> token >= position);
    }

    /** The position in a processor's stored token. */
    private static long tokenOf(Truth truth, String collection, String processor) {
        Object token = stored(truth, collection, processor).get("token");
        String json = token instanceof Binary binary
                ? new String(binary.getData(), StandardCharsets.UTF_8)
                : String.valueOf(token);
        return Document.parse(json).get("commit", Number.class).longValue();
    }

    private static Document stored(Truth truth, String collection, String processor) {
        return Objects.requireNonNull(truth.database()
                .getCollection(collection)
                .find(eq("processorName", processor))
                .first());
    }

    /** From now on a processor's token cannot be moved; its claim can still be renewed, so its work goes on. */
    private static void holdBack(Truth truth, String collection, String processor) {
        Object token = stored(truth, collection, processor).get("token");
        validate(truth, collection, or(ne("processorName", processor), eq("token", token)));
    }

    private static void letGo(Truth truth, String collection) {
        validate(truth, collection, new Document());
    }

    private static void validate(Truth truth, String collection, Bson validator) {
        truth.database()
                .runCommand(new Document("collMod", collection).append("validator", validator.toBsonDocument()));
    }
}
