package io.annals.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.edge.Actor;
import io.annals.edge.Grant;
import io.annals.edge.Role;
import io.annals.edge.Scope;
import io.annals.events.CustomerId;
import io.annals.events.customer.CustomerEvent.TeamAssigned;
import io.annals.query.Stories;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Who may watch what, for how long, and what they hear when that changes. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest {
    private static final CustomerId ANN = Stories.customer(1);
    private static final CustomerId BOB = Stories.customer(2);

    private RunningServer server;
    private long annSeq;

    @BeforeAll
    void start() throws Exception {
        server = new RunningServer("annals.live.origins=https://desk.example.com");
        move(ANN, "north");
        server.tellOf(new TeamAssigned(BOB, "south", Stories.THEN), 0);
    }

    private void move(CustomerId customer, String team) throws Exception {
        server.tellOf(new TeamAssigned(customer, team, Stories.THEN), annSeq++);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static Actor north(String name, @Nullable Instant until, Role... roles) {
        return new Actor(name, Set.of(roles), new Scope.Team("north"), "north", new Grant("session/" + name, until));
    }

    private static String topicOf(JsonNode message) {
        return message.path("topic").asString();
    }

    @Test
    void a_role_watches_what_it_may_and_is_told_what_it_may_not() throws Exception {
        try (Watcher technician = Watcher.of(server, Role.TECHNICIAN)) {
            technician.subscribe("all");

            JsonNode refused = technician.next("error");
            technician.subscribe("customer/" + BOB);

            assertThat(topicOf(refused)).isEqualTo("all");
            assertThat(refused.path("problem").path("type").asString()).isEqualTo("urn:annals:problem:role-may-not");
            assertThat(topicOf(technician.next("live"))).isEqualTo("customer/" + BOB);
        }
    }

    @Test
    void whoever_sees_one_team_s_customers_gets_no_frame_of_others() throws Exception {
        try (Watcher anna = Watcher.by(server, server.key(north("anna", null, Role.AGENT)))) {
            anna.subscribe("customer/" + BOB);
            JsonNode beyond = anna.next("error");
            anna.subscribe("customer/" + Stories.customer(99));
            JsonNode unknown = anna.next("error");
            anna.subscribe("all").next("live");

            server.tell(Stories.email(BOB, "of-bob", Stories.THEN, "not for anna"));
            server.tell(
                    Stories.email(BOB, "of-bob-2", Stories.THEN, "not for anna"),
                    Stories.email(ANN, "of-ann", Stories.THEN, "for anna"));

            JsonNode commit = anna.next("commit");
            assertThat(beyond.path("problem")).isEqualTo(unknown.path("problem"));
            assertThat(commit.path("entries").size()).isEqualTo(1);
            assertThat(commit.toString()).contains("for anna").doesNotContain(BOB.toString());
            try (Watcher replaying = Watcher.by(server, server.key(north("rita", null, Role.AGENT)))) {
                replaying.subscribe("all", 0);
                assertThat(replaying.commitsUntil(commit.path("position").asLong()))
                        .isNotEmpty()
                        .noneMatch(told -> told.toString().contains(BOB.toString()));
            }
        }
    }

    @Test
    void who_watches_at_whom_something_changes_is_told_no_more_than_that_and_only_of_those_they_see() throws Exception {
        Actor ann =
                new Actor("ann-2", Set.of(Role.CUSTOMER), new Scope.Own(ANN), null, new Grant("session/ann-2", null));
        try (Watcher anna = Watcher.by(server, server.key(north("anna-c", null, Role.MARKETING)));
                Watcher customer = Watcher.by(server, server.key(ann))) {
            anna.subscribe("customers").next("live");
            customer.subscribe("customers");

            server.tell(Stories.email(BOB, "changed-bob", Stories.THEN, "not for anna"));
            long position = server.tell(Stories.email(ANN, "changed-ann", Stories.THEN, "not in a list either"));

            JsonNode changed = anna.next("changed");
            assertThat(changed.toString())
                    .isEqualTo("{\"type\":\"changed\",\"topic\":\"customers\",\"position\":%d,\"customers\":[\"%s\"]}"
                            .formatted(position, ANN));
            assertThat(topicOf(customer.next("error"))).isEqualTo("customers");
        }
    }

    @Test
    void a_subscription_ends_when_its_customer_goes_to_another_team() throws Exception {
        CustomerId mover = Stories.customer(3);
        server.tellOf(new TeamAssigned(mover, "north", Stories.THEN), 0);
        try (Watcher anna = Watcher.by(server, server.key(north("anna-2", null, Role.AGENT)));
                Watcher everybody = Watcher.of(server)) {
            anna.subscribe("customer/" + mover).next("live");
            everybody.subscribe("customer/" + mover).next("live");

            server.tellOf(new TeamAssigned(mover, "south", Stories.THEN), 1);
            server.tell(Stories.email(mover, "later", Stories.THEN, "not for the north"));

            JsonNode ended = anna.next("ended");
            assertThat(topicOf(ended)).isEqualTo("customer/" + mover);
            assertThat(ended.path("rule").asString()).isEqualTo("unknown-customer");
            everybody.next("commit");
            everybody.next("commit");
            assertThat(anna.poll(300)).isNull();
        }
    }

    @Test
    void nobody_is_at_a_customer_whom_they_do_not_see_and_customers_do_not_hear_of_colleagues() throws Exception {
        Actor ann = new Actor("ann", Set.of(Role.CUSTOMER), new Scope.Own(ANN), null, new Grant("session/ann", null));
        try (Watcher anna = Watcher.by(server, server.key(north("anna-5", null, Role.AGENT)));
                Watcher sam = Watcher.of(server, "sam");
                Watcher customer = Watcher.by(server, server.key(ann))) {
            anna.subscribe("customer/" + ANN).next("live");
            customer.subscribe("customer/" + ANN).next("live");

            anna.say("{\"here\":{\"customer\":\"" + BOB + "\",\"claim\":true}}");
            assertThat(anna.next("error").path("problem").path("type").asString())
                    .isEqualTo("urn:annals:problem:unknown-customer");
            sam.say("{\"here\":{\"customer\":\"" + ANN + "\"}}");
            assertThat(anna.next("presence").path("people").get(0).path("name").asString())
                    .isEqualTo("sam");
            customer.say("{\"here\":{}}");
            assertThat(customer.next("error").path("problem").path("type").asString())
                    .as("and no presence before it")
                    .isEqualTo("urn:annals:problem:role-may-not");
            sam.say("{\"here\":{\"customer\":\"" + BOB + "\"}}");
            assertThat(anna.next("presence").path("people").isEmpty()).isTrue();

            String present = server.http
                    .send(
                            server.get("/presence", server.key(north("anna-5", null, Role.AGENT)))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            assertThat(present).contains("\"name\":\"sam\"").doesNotContain(BOB.toString());
        }
    }

    @Test
    void a_token_that_ends_closes_its_socket_at_once() throws Exception {
        Instant until = Instant.now().plusSeconds(2);
        try (Watcher anna = Watcher.by(server, server.key(north("anna-3", until, Role.AGENT)))) {
            anna.subscribe("all").next("live");

            assertThat(anna.closing()).startsWith("4401");
            assertThat(Instant.now()).isBetween(until, until.plusSeconds(3));
        }
    }

    @Test
    void a_newer_token_of_the_same_actor_keeps_the_socket_and_changes_what_may_be_watched() throws Exception {
        Instant until = Instant.now().plusSeconds(2);
        String newer = server.key(new Actor(
                "anna-4",
                Set.of(Role.TECHNICIAN),
                new Scope.Team("north"),
                "north",
                new Grant("session/newer", until.plusSeconds(600))));
        try (Watcher anna = Watcher.by(server, server.key(north("anna-4", until, Role.AGENT)))) {
            anna.subscribe("all").next("live");
            anna.subscribe("customer/" + ANN).next("live");

            anna.say("{\"refresh\":\"" + server.key(new Actor("somebody-else", Role.AGENT)) + "\"}");
            assertThat(anna.next("error").path("problem").path("type").asString())
                    .isEqualTo("urn:annals:problem:token-not-valid");
            anna.say("{\"refresh\":\"" + newer + "\"}");

            assertThat(topicOf(anna.next("ended"))).isEqualTo("all");
            assertThat(anna.next("refreshed").path("until").asString())
                    .isEqualTo(until.plusSeconds(600).toString());
            assertThat(topicOf(anna.next("live")))
                    .as("what is left is seen anew")
                    .isEqualTo("customer/" + ANN);
            server.tell(Stories.purchase(ANN, "after-refresh", Stories.THEN, "USD 29.33"));
            JsonNode commit = anna.next("commit");
            assertThat(commit.toString()).contains("shoes").doesNotContain("29.33");
            assertThat(Instant.now()).as("the first token had not ended before").isBefore(until.plusSeconds(1));
            assertThat(anna.poll(2_500)).as("neither closed nor ended").isNull();
            assertThat(anna.closed).isNotDone();
        }
    }

    @Test
    void a_role_that_is_taken_away_takes_its_subscriptions_with_it_at_once() throws Exception {
        server.bean(RunningServer.Guests.class).admit("guest-rolf-1", north("rolf", null, Role.AGENT));
        try (Watcher rolf = Watcher.by(server, "guest-rolf-1")) {
            rolf.subscribe("all").next("live");
            rolf.subscribe("customer/" + ANN).next("live");

            RunningServer.Guests guests = server.bean(RunningServer.Guests.class);
            guests.admit("guest-rolf-2", north("rolf", null, Role.MARKETING));
            server.http.send(
                    server.get("/asyncapi.yaml", "guest-rolf-2").build(),
                    BodyHandlers.ofString()); // seen at the door, so that the grants tell of it

            assertThat(topicOf(rolf.next("ended"))).isEqualTo("all");
            assertThat(topicOf(rolf.next("live")))
                    .as("what is left is seen anew")
                    .isEqualTo("customer/" + ANN);
        }
    }

    @Test
    void an_ended_session_closes_its_socket_at_once() throws Exception {
        RunningServer.Guests guests = server.bean(RunningServer.Guests.class);
        guests.admit("guest-erna-1", north("erna", null, Role.AGENT));
        try (Watcher erna = Watcher.by(server, "guest-erna-1")) {
            erna.subscribe("all").next("live");

            guests.end("session/erna", "guest-erna-2", north("erna", null, Role.TILL));
            server.http.send(server.get("/asyncapi.yaml", "guest-erna-2").build(), BodyHandlers.ofString());

            assertThat(erna.closing()).startsWith("4401");
        }
    }

    @Test
    void a_page_from_elsewhere_opens_no_socket_unless_it_is_listed() throws Exception {
        assertThat(handshake("https://evil.example.com")).isEqualTo(403);
        assertThat(handshake("https://desk.example.com")).isNotEqualTo(403);
        assertThat(handshake(server.address("").toString())).isNotEqualTo(403);
    }

    /** Without the headers of an upgrade: whatever comes after the question for the origin is no 403. */
    private int handshake(String origin) throws Exception {
        return server.http
                .send(server.get("/live", Role.AGENT).header("Origin", origin).build(), BodyHandlers.ofString())
                .statusCode();
    }
}
