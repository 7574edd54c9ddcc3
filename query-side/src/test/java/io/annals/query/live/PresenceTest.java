package io.annals.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.annals.edge.Actor;
import io.annals.edge.Role;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Who is here, on two nodes over one mongod. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PresenceTest {
    private static final Duration SOON = Duration.ofSeconds(3);

    private String customer = UUID.randomUUID().toString();
    private RunningServer east;
    private RunningServer west;

    @BeforeAll
    void twoNodes() throws Exception {
        String database = "annals.mongodb.database=presence-"
                + UUID.randomUUID().toString().substring(0, 8);
        String home = "annals.home=" + Files.createTempDirectory("annals-presence-");
        east = new RunningServer(database, home, "annals.presence.typing=1s");
        west = new RunningServer(database, home);
        try (Watcher first = watching(east, "warm");
                Watcher second = watching(west, "up")) {
            first.say(here(""));
            until(second, people -> people.size() == 1);
        }
    }

    /** Those of the test before may not have gone yet on both nodes. */
    @BeforeEach
    void elsewhere() {
        customer = UUID.randomUUID().toString();
    }

    @AfterAll
    void stop() {
        east.bean(MongoDatabase.class).drop();
        east.close();
        west.close();
    }

    private Watcher watching(RunningServer node, String name) throws InterruptedException {
        Watcher watcher = Watcher.of(node, name).subscribe("customer/" + customer);
        assertThat(watcher.next("live").path("topic").asString()).endsWith(customer);
        return watcher;
    }

    private String here(String more) {
        return "{\"here\":{\"customer\":\"" + customer + "\"" + more + "}}";
    }

    /** Reads on until the people at the customer are as wanted. */
    private static List<JsonNode> until(Watcher watcher, Predicate<List<JsonNode>> wanted) throws InterruptedException {
        while (true) {
            JsonNode message = watcher.next();
            if (message.path("type").asString().equals("presence")) {
                List<JsonNode> people = message.path("people").valueStream().toList();
                if (wanted.test(people)) {
                    return people;
                }
            }
        }
    }

    private static boolean has(List<JsonNode> people, String name, String flag) {
        return people.stream()
                .anyMatch(one -> one.path("name").asString().equals(name)
                        && one.path(flag).asBoolean());
    }

    private static List<String> names(List<JsonNode> people) {
        return people.stream().map(one -> one.path("name").asString()).toList();
    }

    @Test
    void two_people_on_two_nodes_see_each_other_come_type_and_go_within_a_second() throws Exception {
        try (Watcher anna = watching(east, "anna");
                Watcher bob = watching(west, "bob")) {
            long came = System.nanoTime();
            anna.say(here(""));
            bob.say(here(""));
            assertThat(names(until(anna, people -> people.size() == 2))).containsExactlyInAnyOrder("anna", "bob");
            until(bob, people -> people.size() == 2);
            long typed = System.nanoTime();
            bob.say(here(",\"typing\":true"));
            until(anna, people -> has(people, "bob", "typing"));
            long left = System.nanoTime();
            bob.say("{\"here\":null}");
            assertThat(names(until(anna, people -> people.size() == 1))).containsExactly("anna");
            long end = System.nanoTime();

            assertThat(List.of(typed - came, left - typed, end - left))
                    .as("nanoseconds until each sees the other come, type and go")
                    .allSatisfy(nanos -> assertThat(Duration.ofNanos(nanos)).isLessThan(SOON));
        }
    }

    @Test
    void who_closes_the_page_is_gone_and_who_comes_later_is_told_who_is_there() throws Exception {
        try (Watcher anna = watching(east, "anna");
                Watcher carl = watching(west, "carl")) {
            anna.say(here(",\"viewing\":false"));
            until(carl, people -> people.size() == 1);
            try (Watcher bob = watching(west, "bob")) {
                JsonNode told = bob.next("presence");
                assertThat(told.path("customer").asString()).isEqualTo(customer);
                assertThat(told.path("people").get(0).path("viewing").asBoolean())
                        .isFalse();
                bob.say(here(""));
                until(anna, people -> people.size() == 2);
            }
            assertThat(names(until(anna, people -> people.size() == 1))).containsExactly("anna");
        }
    }

    @Test
    void the_first_who_claims_has_it_the_other_hears_by_whom_and_may_take_over() throws Exception {
        try (Watcher anna = watching(east, "anna");
                Watcher bob = watching(west, "bob")) {
            anna.say(here(",\"claim\":true"));
            until(bob, people -> has(people, "anna", "claim"));
            bob.say(here(",\"claim\":true"));
            JsonNode refused = refusal(bob);
            assertThat(refused.path("type").asString()).isEqualTo("urn:annals:problem:claimed-by-another");
            assertThat(refused.path("by").asString()).isEqualTo("anna");

            bob.say(here(",\"claim\":true,\"takeOver\":true"));
            until(anna, people -> has(people, "bob", "claim") && !has(people, "anna", "claim"));
            bob.say(here(",\"typing\":true,\"claim\":true"));
            until(anna, people -> has(people, "bob", "claim") && has(people, "bob", "typing"));
            bob.close();
            until(anna, people -> people.size() == 1);
            anna.say(here(",\"claim\":true"));
            until(anna, people -> has(people, "anna", "claim"));
        }
    }

    @Test
    void who_has_lost_a_claim_does_not_get_it_back_by_falling_silent() throws Exception {
        try (Watcher anna = watching(east, "anna");
                Watcher bob = watching(east, "bob");
                Watcher carl = watching(west, "carl")) {
            bob.say(here(",\"typing\":true,\"claim\":true"));
            until(anna, people -> has(people, "bob", "claim"));
            anna.say(here(",\"claim\":true,\"takeOver\":true"));
            until(bob, people -> has(people, "anna", "claim"));
            anna.say("{\"here\":null}");
            until(bob, people -> people.size() == 1);
            until(carl, people -> names(people).equals(List.of("bob")) && !has(people, "bob", "typing"));

            carl.say(here(",\"claim\":true"));

            until(anna, people -> has(people, "carl", "claim") && !has(people, "bob", "claim"));
        }
    }

    private static JsonNode refusal(Watcher watcher) throws InterruptedException {
        while (true) {
            JsonNode message = watcher.next();
            if (message.path("type").asString().equals("error")) {
                return message.path("problem");
            }
        }
    }

    @Test
    void nobody_types_for_ever() throws Exception {
        try (Watcher anna = watching(east, "anna");
                Watcher bob = watching(west, "bob")) {
            anna.say(here(",\"typing\":true"));
            until(bob, people -> has(people, "anna", "typing"));
            assertThat(names(until(bob, people -> !has(people, "anna", "typing"))))
                    .containsExactly("anna");
        }
    }

    @Test
    void a_node_that_dies_without_a_word_takes_its_people_along_within_seconds() throws Exception {
        try (Watcher bob = watching(west, "bob")) {
            MongoDatabase database = west.bean(MongoDatabase.class);
            database.getCollection("presence_nodes")
                    .updateOne(
                            Filters.eq("dead"),
                            List.of(new Document("$set", new Document("beat", "$$NOW"))),
                            new com.mongodb.client.model.UpdateOptions().upsert(true));
            database.getCollection("presence")
                    .insertOne(new Document("_id", "dead/1")
                            .append("node", "dead")
                            .append("name", "ghost")
                            .append("customer", customer)
                            .append("viewing", true)
                            .append("typing", false)
                            .append("claim", true)
                            .append("since", new java.util.Date()));
            until(bob, people -> has(people, "ghost", "claim"));
            long start = System.nanoTime();

            until(bob, List::isEmpty);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void a_seat_that_was_swept_by_mistake_comes_back_without_its_claim() throws Exception {
        try (Watcher anna = watching(east, "anna");
                Watcher bob = watching(west, "bob")) {
            anna.say(here(",\"claim\":true"));
            until(bob, people -> has(people, "anna", "claim"));

            west.bean(MongoDatabase.class).getCollection("presence").deleteMany(Filters.eq("name", "anna"));

            until(bob, people -> names(people).contains("anna") && !has(people, "anna", "claim"));
        }
    }

    @Test
    void who_is_here_is_answered_by_any_node() throws Exception {
        try (Watcher dora = watching(east, "dora");
                Watcher emil = watching(west, "emil")) {
            dora.say(here(""));
            until(emil, people -> people.size() == 1); // so the west has heard of her
            dora.say("{\"here\":{}}");
            until(emil, List::isEmpty);
            emil.say(here(""));
            until(emil, people -> people.size() == 1);
            String key = west.key(new Actor("carl", Role.AGENT));
            String present = west.http
                    .send(
                            java.net.http.HttpRequest.newBuilder(west.address("/presence"))
                                    .header("Authorization", "Bearer " + key)
                                    .build(),
                            BodyHandlers.ofString())
                    .body();

            assertThat(present).contains("\"me\":\"carl\"").contains("{\"name\":\"dora\",\"customers\":[]}");
            assertThat(present).contains("{\"name\":\"emil\",\"customers\":[\"" + customer + "\"]}");
        }
    }

    @Test
    void what_is_no_place_is_refused_by_its_field() throws Exception {
        try (Watcher anna = Watcher.of(east, "anna")) {
            for (String wrong : List.of(
                    "{\"here\":{\"customer\":\"x\"}}",
                    "{\"here\":{\"customer\":7}}",
                    "{\"here\":{\"typing\":\"yes\"}}",
                    "{\"here\":{\"mood\":true}}",
                    "{\"here\":5}",
                    "{\"here\":{},\"subscribe\":\"all\"}")) {
                anna.say(wrong);
                assertThat(anna.next("error").path("problem").path("status").asInt())
                        .as(wrong)
                        .isEqualTo(422);
            }
        }
    }

    @Test
    void nothing_of_it_is_in_the_log() throws Exception {
        long head = east.bean(io.annals.log.EventLog.class).head();
        try (Watcher anna = watching(east, "anna")) {
            anna.say(here(",\"claim\":true,\"typing\":true"));
            until(anna, people -> has(people, "anna", "claim"));
        }
        assertThat(east.bean(io.annals.log.EventLog.class).head()).isEqualTo(head);
    }
}
