package io.annals.endtoend;

import static io.annals.edge.Role.AGENT;
import static io.annals.edge.Role.SERVICE;
import static io.annals.edge.Role.TILL;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.mongod.EmbeddedMongod;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Two nodes on one log, and whatever is merged and parted on both at the same moment. */
class MergeOnTwoNodesTest {
    private static final int HISTORIES = Integer.getInteger("annals.merge.histories", 40);
    private static final int CUSTOMERS = 4; // of each history

    private static final long SEED = Seeds.next(MergeOnTwoNodesTest.class);

    private static Home home;
    private static EmbeddedMongod mongod;
    private static Truth truth;
    private static List<Annals> nodes;

    @BeforeAll
    static void start() {
        home = Home.fresh();
        mongod = EmbeddedMongod.start(KillBeforeTokenTest.options(home));
        truth = Truth.of(mongod.connectionString());
        String uri = "--annals.mongodb.uri=" + mongod.connectionString();
        Annals first = Annals.start(home, uri);
        nodes = List.of(first, first.again(home, uri));
    }

    @AfterAll
    static void stop() {
        nodes.reversed().forEach(Annals::close);
        truth.close();
        mongod.close();
        home.close();
    }

    private static Client agent(int node) {
        return nodes.get(node % 2).as(AGENT);
    }

    @Test
    void two_hundred_concurrent_claims_of_one_address_make_one_customer() throws Exception {
        List<String> customers = Together.call(
                200,
                n -> agent(n).post(
                                "/contacts",
                                Contacts.note("claim-" + n, Map.of("email", "One@Example.org"), "note " + n))
                        .expect(201)
                        .text("customer"));

        assertThat(customers).hasSize(200).containsOnly(customers.getFirst());
        assertThat(truth.told(event -> event.type().equals("customer.CustomerRegistered")
                        && event.subject().equals(customers.getFirst())))
                .hasSize(1);
    }

    @Test
    void whatever_is_merged_on_both_they_show_the_same_and_all_of_it_is_undone_exactly() throws Exception {
        Map<String, List<String>> histories = customers();
        long begun = truth.settled(Waits.LONG);
        Map<String, JsonNode> before = shown(histories, 0, begun);
        Map<String, Long> spent = new HashMap<>();

        int number = 0;
        for (Map.Entry<String, List<String>> history : histories.entrySet()) {
            Random chance = Seeds.random(SEED, number++);
            for (int step = 0; step < 6; step++) {
                Work[] both = {anything(history.getValue(), chance), anything(history.getValue(), chance)};
                Together.call(2, node -> both[node].at(nodes.get(node)));
            }
            if (chance.nextInt(3) == 0) {
                spend(history, spent, chance);
            }
        }
        long merged = truth.settled(Waits.LONG);
        Map<String, JsonNode> together = shown(histories, 0, merged);
        assertThat(shown(histories, 1, merged)).isEqualTo(together);
        histories.values().forEach(customers -> oneAnswerEach(customers, together));

        histories.values().forEach(MergeOnTwoNodesTest::partAll);
        long parted = truth.settled(Waits.LONG);
        Map<String, JsonNode> after = shown(histories, 1, parted);

        histories.forEach((history, customers) -> {
            long balance = customers.stream()
                    .mapToLong(one -> balance(after, one) - balance(before, one))
                    .sum();
            assertThat(balance).as("%s, seed %d", history, SEED).isEqualTo(-spent.getOrDefault(history, 0L));
            customers.forEach(one -> assertThat(withoutPoints(after, one))
                    .as("%s, seed %d", one, SEED)
                    .isEqualTo(withoutPoints(before, one)));
        });
        assertThat(nodes).allSatisfy(node -> assertThat(node.complaints()).isEmpty());
    }

    /** Four customers a history, each with a purchase and an identity. */
    private static Map<String, List<String>> customers() {
        List<String> lines = new ArrayList<>();
        for (int history = 0; history < HISTORIES; history++) {
            for (int one = 0; one < CUSTOMERS; one++) {
                String name = "h" + history + "-" + one;
                lines.add(Answer.JSON.writeValueAsString(
                        Contacts.purchase(name, Map.of("externalId", name), (10 + one) + ".00")));
            }
        }
        Map<String, List<String>> histories = new LinkedHashMap<>();
        List<String> made = new ArrayList<>();
        nodes.getFirst()
                .as(SERVICE)
                .batch(lines, answer -> made.add(answer.path("customer").asString()));
        for (int history = 0; history < HISTORIES; history++) {
            histories.put("history " + history, made.subList(history * CUSTOMERS, (history + 1) * CUSTOMERS));
        }
        return histories;
    }

    private interface Work {
        int at(Annals node);
    }

    private static Work anything(List<String> customers, Random chance) {
        String one = customers.get(chance.nextInt(CUSTOMERS));
        String other = customers.get(chance.nextInt(CUSTOMERS));
        if (chance.nextInt(4) == 0) {
            return node -> part(node, one, other);
        }
        return node -> node.as(AGENT)
                .post("/customers/" + one + "/merges", Map.of("absorbed", other))
                .status();
    }

    private static int part(Annals node, String one, String other) {
        return node.as(AGENT)
                .send("DELETE", "/customers/" + one + "/merges/" + other, BodyPublishers.noBody())
                .status();
    }

    private static void spend(Map.Entry<String, List<String>> history, Map<String, Long> spent, Random chance) {
        String one = history.getValue().get(chance.nextInt(CUSTOMERS));
        Answer answer = nodes.get(chance.nextInt(2))
                .as(TILL)
                .post("/customers/" + one + "/loyalty/redemptions", Map.of("id", history.getKey(), "points", 11));
        if (answer.status() == 201) {
            spent.put(history.getKey(), 11L);
        }
    }

    /** What is shown of each, by one of the nodes. */
    private static Map<String, JsonNode> shown(Map<String, List<String>> histories, int node, long head)
            throws Exception {
        List<String> all = histories.values().stream().flatMap(List::stream).toList();
        List<JsonNode> views = Together.call(8, part -> {
                    List<JsonNode> some = new ArrayList<>();
                    for (int i = part; i < all.size(); i += 8) {
                        some.add(still(agent(node)
                                .get("/customers/" + all.get(i) + "?atLeast=" + head)
                                .expect(200)
                                .json()));
                    }
                    return some;
                })
                .stream()
                .<JsonNode>mapMulti((some, sink) -> some.forEach(sink))
                .toList();
        List<String> order = IntStream.range(0, 8)
                .boxed()
                .flatMap(part ->
                        IntStream.iterate(part, i -> i < all.size(), i -> i + 8).mapToObj(all::get))
                .toList();
        Map<String, JsonNode> shown = new HashMap<>();
        for (int i = 0; i < order.size(); i++) {
            shown.put(order.get(i), views.get(i));
        }
        return shown;
    }

    private static JsonNode still(JsonNode view) {
        ObjectNode still = view.deepCopy().asObject();
        still.remove("position");
        ((ObjectNode) still.path("purchases")).remove("recencyDays");
        return still;
    }

    /** Whoever is one is answered alike, and each is in one answer. */
    private static void oneAnswerEach(List<String> customers, Map<String, JsonNode> shown) {
        Set<String> seen = new HashSet<>();
        for (String one : customers) {
            JsonNode view = Objects.requireNonNull(shown.get(one));
            List<String> members = new ArrayList<>(List.of(view.path("id").asString()));
            view.path("merged").forEach(other -> members.add(other.asString()));
            assertThat(members).as("seed %d", SEED).contains(one).doesNotHaveDuplicates();
            members.forEach(member -> assertThat(shown.get(member)).isEqualTo(view));
            seen.addAll(members);
        }
        assertThat(seen).isEqualTo(Set.copyOf(customers));
    }

    private static void partAll(List<String> customers) {
        for (String one : customers) {
            JsonNode merges =
                    agent(0).get("/customers/" + one + "/merges").expect(200).json();
            merges.path("merges")
                    .forEach(merge -> assertThat(part(
                                    nodes.get(1),
                                    merge.path("survivor").asString(),
                                    merge.path("absorbed").asString()))
                            .isEqualTo(200));
        }
    }

    private static long balance(Map<String, JsonNode> shown, String customer) {
        return Objects.requireNonNull(shown.get(customer))
                .path("loyalty")
                .path("balance")
                .asLong();
    }

    private static JsonNode withoutPoints(Map<String, JsonNode> shown, String customer) {
        ObjectNode view = Objects.requireNonNull(shown.get(customer)).deepCopy().asObject();
        ((ObjectNode) view.path("loyalty")).remove("balance");
        return view;
    }
}
