package io.annals.query.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.annals.edge.Role;
import io.annals.encoding.Keyring;
import io.annals.events.CustomerId;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.query.Stories;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveTest {
    private RunningServer server;

    @BeforeAll
    void start() {
        server = new RunningServer("annals.live.mistakes=3", "annals.live.subscriptions=4");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static CustomerId somebody() {
        return new CustomerId(UUID.randomUUID());
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    @Test
    void a_watcher_without_a_position_begins_with_the_present_and_is_told_so_at_once() throws Exception {
        CustomerId ann = somebody();
        long before = server.tell(Stories.email(ann, id(), Stories.THEN, "old"));
        try (Watcher watcher = Watcher.of(server).subscribe("customer/" + ann)) {
            assertThat(watcher.next("live").path("position").asLong()).isGreaterThanOrEqualTo(before - 1);

            long position = server.tell(Stories.email(ann, id(), Stories.THEN, "new"));

            List<JsonNode> commits = watcher.commitsUntil(position);
            assertThat(commits.getLast().path("position").asLong()).isEqualTo(position);
            assertThat(commits.getLast().at("/entries/0/content/text").asString())
                    .isEqualTo("new");
        }
    }

    @Test
    void whoever_was_away_gets_what_was_missed_then_is_told_then_what_comes() throws Exception {
        CustomerId ann = somebody();
        long seen = server.tell(Stories.registered(ann, "Ann"));
        long missed = server.tell(Stories.email(ann, id(), Stories.THEN, "missed"));
        server.tell(Stories.email(somebody(), id(), Stories.THEN, "of another"));
        try (Watcher watcher = Watcher.of(server).subscribe("customer/" + ann, seen)) {
            assertThat(watcher.next("commit").path("position").asLong()).isEqualTo(missed);
            assertThat(watcher.next("live").path("position").asLong()).isGreaterThanOrEqualTo(missed);

            long coming = server.tell(Stories.email(ann, id(), Stories.THEN, "coming"));

            assertThat(watcher.next("commit").path("position").asLong()).isEqualTo(coming);
        }
    }

    @Test
    void a_long_history_comes_whole_by_customer_by_channel_and_altogether() throws Exception {
        CustomerId ann = somebody();
        long before = server.tell(Stories.registered(ann, "Ann"));
        String channel = "store-12";
        List<CompletableFuture<Long>> told = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            told.add(server.told(Stories.purchase(ann, id(), Stories.day(i), "USD 1.00")));
            told.add(server.told(Stories.email(somebody(), id(), Stories.day(i), "of others")));
        }
        CompletableFuture.allOf(told.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
        long last = server.tell(Stories.purchase(ann, id(), Stories.THEN, "USD 2.00"));
        try (Watcher watcher = Watcher.of(server)) {
            assertThat(watcher.subscribe("customer/" + ann, before).commitsUntil(last))
                    .hasSize(41);
            assertThat(watcher.next("live").path("topic").asString()).isEqualTo("customer/" + ann);
            assertThat(watcher.subscribe("channel/" + channel, before).commitsUntil(last))
                    .hasSize(41);
            watcher.next("live");
            assertThat(watcher.subscribe("all", before).commitsUntil(last)).hasSize(81);
        }
    }

    @Test
    void a_commit_about_two_customers_shows_to_each_watcher_what_is_theirs() throws Exception {
        CustomerId ann = somebody();
        CustomerId bob = somebody();
        try (Watcher ofAnn = Watcher.of(server).subscribe("customer/" + ann);
                Watcher ofAll = Watcher.of(server, Role.AUDITOR).subscribe("all")) {
            ofAnn.next("live");
            ofAll.next("live");

            long position = server.tell(
                    Stories.email(ann, id(), Stories.THEN, "one"),
                    Stories.purchase(bob, id(), Stories.THEN, "USD 9.00"),
                    Stories.earned(ann, 9, id()));

            JsonNode anns = ofAnn.next("commit");
            assertThat(anns.path("entries")
                            .valueStream()
                            .map(e -> e.path("index").asInt()))
                    .containsExactly(0, 2);
            assertThat(ofAll.commitsUntil(position).getLast().path("entries")).hasSize(3);
        }
    }

    @Test
    void a_contact_that_happened_long_ago_comes_when_it_is_recorded() throws Exception {
        CustomerId ann = somebody();
        try (Watcher watcher = Watcher.of(server).subscribe("customer/" + ann)) {
            watcher.next("live");
            server.tell(Stories.email(ann, id(), Stories.day(50), "new"));
            server.tell(Stories.email(ann, id(), Stories.day(1), "late"));

            watcher.next("commit");
            assertThat(watcher.next("commit").at("/entries/0/occurredAt").asString())
                    .isEqualTo(Stories.day(1).toString());
        }
    }

    @Test
    void after_unsubscribing_nothing_comes_and_subscribing_again_starts_anew() throws Exception {
        CustomerId ann = somebody();
        String topic = "customer/" + ann;
        try (Watcher witness = Watcher.of(server).subscribe(topic);
                Watcher watcher = Watcher.of(server).subscribe(topic)) {
            witness.next("live");
            long begin = watcher.next("live").path("position").asLong();
            watcher.say("{\"unsubscribe\":\"" + topic + "\"}");
            watcher.subscribe("channel/none");
            watcher.next("live");
            long first = server.tell(Stories.email(ann, id(), Stories.THEN, "unheard"));
            witness.next("commit"); // durable is not yet told: until then "live" may come first
            watcher.subscribe(topic, begin);
            assertThat(watcher.next("commit").path("position").asLong()).isEqualTo(first);
            watcher.next("live");

            watcher.subscribe(topic, begin);

            assertThat(watcher.next("commit").path("position").asLong()).isEqualTo(first);
            watcher.next("live");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "99999999999999999999999", "-1"})
    void an_impossible_position_gets_a_reset_with_one_that_can_be_used(String after) throws Exception {
        server.tell(Stories.registered(somebody(), "Ann"));
        try (Watcher watcher = Watcher.of(server)) {
            watcher.say("{\"subscribe\":\"all\",\"after\":" + after + "}");
            JsonNode reset = watcher.next("reset");
            assertThat(reset.path("topic").asString()).isEqualTo("all");
            long position = reset.path("position").asLong();
            assertThat(position).isPositive();

            watcher.subscribe("all", position);

            assertThat(watcher.commitsUntil(position))
                    .allMatch(c -> c.path("position").asLong() > position);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"subscribe\":\"customer/ann\"}|subscribe",
                "{\"subscribe\":\"channel/Mail\"}|subscribe",
                "{\"subscribe\":\"channel/\"}|subscribe",
                "{\"subscribe\":7}|subscribe",
                "{\"subscribe\":\"all\",\"after\":\"7\"}|after",
                "{\"subscribe\":\"all\",\"after\":null}|after",
                "{\"subscribe\":\"all\",\"after\":1.5}|after",
                "{\"subscribe\":\"all\",\"from\":7}|from",
                "{\"unsubscribe\":\"all\",\"after\":7}|after",
                "{}|subscribe"
            })
    void what_is_not_understood_is_answered_with_a_problem_and_the_socket_stays_open(String said, String field)
            throws Exception {
        try (Watcher watcher = Watcher.of(server)) {
            watcher.say(said);
            JsonNode problem = watcher.next("error").path("problem");
            assertThat(problem.path("status").asInt()).isEqualTo(422);
            assertThat(problem.path("field").asString()).isEqualTo(field);

            watcher.subscribe("channel/none");

            watcher.next("live");
        }
    }

    /** Many times: the close comes while the last answer may still be under way. */
    @RepeatedTest(50)
    void malformed_json_is_answered_with_a_problem_until_it_is_too_much() throws Exception {
        try (Watcher watcher = Watcher.of(server)) {
            for (int i = 0; i < 3; i++) {
                watcher.say("{\"subscribe\":");
                assertThat(watcher.next("error").at("/problem/status").asInt()).isBetween(400, 499);
            }
            watcher.say("[]");
            assertThat(watcher.closing()).startsWith("1008");
        }
    }

    @Test
    void a_message_that_is_too_long_closes_the_socket() throws Exception {
        try (Watcher watcher = Watcher.of(server)) {
            watcher.say("{\"subscribe\":\"channel/" + "x".repeat(9000) + "\"}");
            assertThat(watcher.closing()).startsWith("1009");
        }
    }

    @Test
    void a_session_watches_only_so_many_topics() throws Exception {
        try (Watcher watcher = Watcher.of(server)) {
            for (int i = 0; i < 4; i++) {
                watcher.subscribe("channel/c" + i);
                watcher.next("live");
            }
            watcher.subscribe("channel/one-more");
            assertThat(watcher.next("error").at("/problem/type").asString())
                    .isEqualTo("urn:annals:problem:too-many-subscriptions");
            watcher.subscribe("channel/c1");
            watcher.next("live");
        }
    }

    @Test
    void what_an_erased_customer_said_is_erased_in_new_frames_and_in_history() throws Exception {
        CustomerId ann = somebody();
        long before = server.tell(Stories.email(ann, id(), Stories.THEN, "secret"));
        try (Watcher watcher = Watcher.of(server).subscribe("customer/" + ann, before - 1)) {
            assertThat(watcher.next("commit").at("/entries/0/content/text").asString())
                    .isEqualTo("secret");
            watcher.next("live");

            server.bean(Keyring.class).destroy(ann.toString());
            server.tell(new CustomerErased(ann, Stories.THEN));
            server.tell(Stories.email(ann, id(), Stories.THEN, "too late"));

            assertThat(watcher.next("commit").at("/entries/0/kind").asString()).isEqualTo("erased");
            assertThat(watcher.next("commit")
                            .at("/entries/0/content/text/erased")
                            .asBoolean())
                    .isTrue();
            watcher.subscribe("customer/" + ann, before - 1);
            assertThat(watcher.next("commit")
                            .at("/entries/0/content/text/erased")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void nobody_comes_in_without_a_key() {
        assertThat(refusal(() -> open(Map.of()))).isEqualTo(401);
        assertThat(refusal(() -> open(Map.of("Authorization", "Bearer nobody"))))
                .isEqualTo(401);
    }

    @Test
    void a_till_may_not_watch() {
        assertThat(refusal(() -> Watcher.of(server, Role.TILL))).isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource(names = "TILL", mode = EnumSource.Mode.EXCLUDE)
    void everybody_else_may(Role role) throws Exception {
        try (Watcher watcher = Watcher.of(server, role).subscribe("customer/" + somebody())) {
            watcher.next("live");
        }
    }

    @Test
    void a_cookie_opens_the_socket_from_our_own_page_alone() throws Exception {
        String cookie = "annals_key=" + server.key(Role.AGENT);
        String ours = server.address("").toString();

        open(Map.of("Cookie", cookie, "Origin", ours)).abort();

        assertThat(refusal(() -> open(Map.of("Cookie", cookie, "Origin", "https://elsewhere.example"))))
                .isEqualTo(403);
    }

    @Test
    void a_plain_request_is_told_that_this_is_a_socket() throws Exception {
        var answer = server.http.send(server.get("/live", Role.AGENT).build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    private WebSocket open(Map<String, String> headers) {
        WebSocket.Builder socket = server.http.newWebSocketBuilder();
        headers.forEach(socket::header);
        URI address = URI.create("ws" + server.address("/live").toString().substring("http".length()));
        return socket.buildAsync(address, new WebSocket.Listener() {}).join();
    }

    /** The status with which a handshake was refused. */
    private static int refusal(ThrowingCallable opening) {
        return assertThatThrownBy(opening)
                .cause()
                .asInstanceOf(type(WebSocketHandshakeException.class))
                .actual()
                .getResponse()
                .statusCode();
    }
}
