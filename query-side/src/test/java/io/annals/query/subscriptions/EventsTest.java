package io.annals.query.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.edge.Actor;
import io.annals.edge.Role;
import io.annals.encoding.Keyring;
import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.query.Stories;
import io.annals.query.live.RunningServer;
import io.cloudevents.CloudEvent;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventsTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private RunningServer server;

    @BeforeAll
    void start() {
        server = new RunningServer("annals.events.keep-alive=100ms", "annals.limits.followers=5");
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

    private static JsonNode data(CloudEvent event) {
        return JSON.readTree(new String(Objects.requireNonNull(event.getData()).toBytes(), StandardCharsets.UTF_8));
    }

    private HttpResponse<String> answer(String path, @Nullable String lastEventId) throws Exception {
        var request = server.get(path, Role.SERVICE).timeout(Duration.ofSeconds(20));
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        return server.http.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void an_event_is_a_cloud_event_with_the_fact_and_its_place() throws Exception {
        CustomerId ann = somebody();
        String contact = id();
        long position = server.tell(Stories.email(ann, contact, Stories.THEN, "hello"));
        try (Following following = Following.of(server, "?after=" + (position - 1), null)) {
            CloudEvent event = following.event();

            assertThat(event.getId()).isEqualTo(position + ".0");
            assertThat(event.getType()).isEqualTo("contact.EmailReceived");
            assertThat(event.getSubject()).isEqualTo(ann.toString());
            assertThat(Objects.requireNonNull(event.getTime()).toInstant()).isEqualTo(Stories.THEN);
            assertThat(event.getExtensionNames())
                    .containsExactlyInAnyOrder("position", "index", "recordedat", "stream", "seq", "revision", "actor");
            assertThat(event.getExtension("position")).isEqualTo(Long.toString(position));
            assertThat(event.getExtension("actor")).isEqualTo("agent");
            assertThat(data(event).path("text").asString()).isEqualTo("hello");
            assertThat(data(event).at("/contact/id").asString()).isEqualTo(contact);
        }
    }

    @Test
    void a_follower_that_broke_off_inside_a_commit_gets_the_rest_of_it() throws Exception {
        CustomerId ann = somebody();
        long position = server.tell(
                Stories.registered(ann, "Ann"),
                Stories.email(ann, id(), Stories.THEN, "one"),
                Stories.email(ann, id(), Stories.THEN, "two"));
        long next = server.tell(Stories.email(ann, id(), Stories.THEN, "three"));
        try (Following inside = Following.of(server, "", position + ".0");
                Following header = Following.of(server, "?after=0", position + ".2");
                Following whole = Following.of(server, "?after=" + position, null)) {
            assertThat(inside.event().getId()).isEqualTo(position + ".1");
            assertThat(inside.event().getId()).isEqualTo(position + ".2");
            assertThat(inside.event().getId()).isEqualTo(next + ".0");
            assertThat(header.event().getId()).isEqualTo(next + ".0");
            assertThat(whole.event().getId()).isEqualTo(next + ".0");
        }
    }

    @Test
    void a_follower_without_a_position_begins_with_the_present_and_can_take_up_from_there() throws Exception {
        long head = server.tell(Stories.registered(somebody(), "Ann"));
        try (Following following = Following.of(server, "", null)) {
            Following.Block first = following.next();
            assertThat(first.event()).isNull();
            assertThat(first.id()).isEqualTo(Long.toString(head));

            long coming = server.tell(Stories.registered(somebody(), "Bob"));

            assertThat(following.event().getId()).isEqualTo(coming + ".0");
        }
    }

    @Test
    void filters_let_through_what_they_name_and_the_place_goes_on_all_the_same() throws Exception {
        CustomerId ann = somebody();
        long before = server.tell(Stories.registered(ann, "Ann"));
        server.tell(Stories.email(somebody(), id(), Stories.THEN, "of another"), Stories.earned(ann, 5, id()));
        server.tell(
                Stories.email(ann, id(), Stories.THEN, "mail"), Stories.purchase(ann, id(), Stories.THEN, "USD 1.00"));
        long last = server.tell(Stories.registered(somebody(), "Bob"));
        String after = "?after=" + before;
        try (Following contacts = Following.of(server, after + "&type=contact.*&subject=" + ann, null);
                Following two =
                        Following.of(server, after + "&type=loyalty.PointsEarned&type=contact.PurchaseMade", null)) {
            assertThat(contacts.event().getType()).isEqualTo("contact.EmailReceived");
            assertThat(contacts.event().getType()).isEqualTo("contact.PurchaseMade");
            assertThat(two.event().getType()).isEqualTo("loyalty.PointsEarned");
            assertThat(two.event().getType()).isEqualTo("contact.PurchaseMade");
            Following.Block place = contacts.next();
            while (place.id() == null || Long.parseLong(place.id()) < last) {
                place = contacts.next();
            }
            assertThat(place.event()).isNull();
        }
    }

    @Test
    void a_follower_of_one_customer_who_was_away_for_long_gets_what_it_missed_and_then_the_present() throws Exception {
        CustomerId ann = somebody();
        long seen = server.tell(
                Stories.registered(ann, "Ann"),
                Stories.email(ann, id(), Stories.THEN, "0"),
                Stories.email(ann, id(), Stories.THEN, "1"));
        List<String> expected = new ArrayList<>(List.of(seen + ".2"));
        for (int i = 0; i < 100; i++) {
            server.tell(Stories.registered(somebody(), "Bob"));
            if (i % 10 == 0) {
                expected.add(server.tell(Stories.email(ann, id(), Stories.THEN, "missed " + i)) + ".0");
            }
        }
        try (Following following = Following.of(server, "?subject=" + ann, seen + ".1")) {
            for (String missed : expected) {
                assertThat(following.event().getId()).isEqualTo(missed);
            }
            long live = server.tell(Stories.email(ann, id(), Stories.THEN, "live"));

            assertThat(following.event().getId()).isEqualTo(live + ".0");
        }
    }

    @Test
    void what_an_erased_customer_said_is_erased() throws Exception {
        CustomerId ann = somebody();
        long position = server.tell(Stories.email(ann, id(), Stories.THEN, "secret"));
        server.bean(Keyring.class).destroy(ann.toString());
        try (Following following = Following.of(server, "?after=" + (position - 1), null)) {
            assertThat(data(following.event()).at("/text/erased").asBoolean()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/events?after=x,after",
        "/events?after=-1,after",
        "/events?after=0.1,after",
        "/events?after=1.x,after",
        "/events?type=Contact,type",
        "/events?type=*,type",
        "/events?subject=ann,subject"
    })
    void what_cannot_be_is_refused_with_the_field_named(String path, String field) throws Exception {
        HttpResponse<String> answer = answer(path, null);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(JSON.readTree(answer.body()).path("field").asString()).isEqualTo(field);
    }

    @Test
    void a_place_that_the_log_does_not_have_is_refused_before_the_stream_begins() throws Exception {
        long position = server.tell(Stories.registered(somebody(), "Ann"));

        HttpResponse<String> beyond = answer("/events", "1000000.0");
        HttpResponse<String> inside = answer("/events?after=" + position + ".1", null);

        assertThat(beyond.statusCode()).isEqualTo(409);
        assertThat(beyond.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(JSON.readTree(beyond.body()).path("type").asString())
                .isEqualTo("urn:annals:problem:position-beyond-head");
        assertThat(inside.statusCode()).isEqualTo(409);
        assertThat(JSON.readTree(inside.body()).path("type").asString()).isEqualTo("urn:annals:problem:no-such-event");
        assertThat(JSON.readTree(answer("/events", "nonsense").body())
                        .path("field")
                        .asString())
                .isEqualTo("Last-Event-ID");
    }

    @Test
    void every_stream_has_the_headers_that_every_answer_has() throws Exception {
        for (int i = 0; i < 200; i++) {
            HttpResponse<InputStream> answer =
                    server.http.send(server.get("/events", Role.SERVICE).build(), BodyHandlers.ofInputStream());
            answer.body().close();

            assertThat(answer.statusCode()).as("the %d-th", i).isIn(200, 429);
            assertThat(answer.headers().map())
                    .as("the %d-th", i)
                    .containsKeys(
                            "Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cache-Control");
        }
    }

    @Test
    void an_actor_follows_so_often_at_once_and_another_beside_them() throws Exception {
        String key = server.key(new Actor("greedy", Role.SERVICE));
        List<HttpResponse<InputStream>> following = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) {
                following.add(server.http.send(server.get("/events", key).build(), BodyHandlers.ofInputStream()));
                assertThat(following.getLast().statusCode()).isEqualTo(200);
            }

            HttpResponse<String> one =
                    server.http.send(server.get("/events", key).build(), BodyHandlers.ofString());

            assertThat(one.statusCode()).isEqualTo(429);
            assertThat(one.body()).contains("urn:annals:problem:too-many-requests");
            try (InputStream other = server.http
                    .send(
                            server.get("/events", server.key(new Actor("modest", Role.SERVICE)))
                                    .build(),
                            BodyHandlers.ofInputStream())
                    .body()) {
                assertThat(other.read()).isEqualTo('i');
            }
        } finally {
            for (HttpResponse<InputStream> one : following) {
                one.body().close();
            }
        }
    }

    @Test
    void who_asks_for_the_head_alone_gets_it_and_follows_nothing() throws Exception {
        HttpResponse<String> answer = server.http.send(
                server.get("/events", server.key(new Actor("head", Role.SERVICE)))
                        .timeout(Duration.ofSeconds(20))
                        .method("HEAD", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=UTF-8");
    }

    @ParameterizedTest
    @EnumSource(names = {"AGENT", "TILL"})
    void some_roles_may_not_follow(Role role) throws Exception {
        HttpResponse<String> answer = server.http.send(
                server.get("/events", role)
                        .header("Accept", "text/event-stream")
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void a_follower_ends_when_its_client_has_gone_and_all_end_when_the_server_stops() throws Exception {
        try (RunningServer own = new RunningServer("annals.events.keep-alive=50ms")) {
            try (Following following = Following.of(own, "", null)) {
                following.next();
                assertThat(own.gauge("annals.events.followers")).isEqualTo(1);
            }
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (own.gauge("annals.events.followers") > 0) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                Thread.onSpinWait();
            }
            Following.of(own, "", null).next();
            long stopping = System.nanoTime();

            own.close();

            assertThat(Duration.ofNanos(System.nanoTime() - stopping)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void followers_that_drop_and_resume_end_with_exactly_what_the_log_holds_in_order() throws Exception {
        long seed = Long.getLong("annals.seed", System.nanoTime());
        Random chance = new Random(seed);
        try (RunningServer own = new RunningServer("annals.events.keep-alive=50ms");
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> sizes = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                sizes.add(1 + chance.nextInt(3));
            }
            String last = sizes.size() + "." + (sizes.getLast() - 1);
            List<Future<List<String>>> followers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Random its = new Random(chance.nextLong());
                followers.add(clients.submit(() -> dropAndResume(own, its, last)));
            }

            List<String> expected = new ArrayList<>();
            CompletableFuture<Long> told = CompletableFuture.completedFuture(0L);
            long before = 0;
            for (int size : sizes) {
                long position = ++before;
                told = own.told(IntStream.range(0, size)
                        .mapToObj(i -> Stories.email(Stories.customer(1), id(), Stories.THEN, "text " + i))
                        .toArray(Fact[]::new));
                IntStream.range(0, size).forEach(i -> expected.add(position + "." + i));
                if (position % 10 == 0) {
                    told.get(20, TimeUnit.SECONDS);
                }
            }
            assertThat(told.get(20, TimeUnit.SECONDS)).isEqualTo(sizes.size());

            for (Future<List<String>> follower : followers) {
                assertThat(follower.get(60, TimeUnit.SECONDS))
                        .as("seed %d", seed)
                        .isEqualTo(expected);
            }
        }
    }

    /** Ids in the order in which they came. */
    private static List<String> dropAndResume(RunningServer server, Random chance, String last) throws Exception {
        List<String> heard = new ArrayList<>();
        String seen = "0";
        while (!seen.equals(last)) {
            try (Following following = Following.of(server, "", seen)) {
                for (int left = chance.nextInt(100); left > 0 && !seen.equals(last); left--) {
                    Following.Block block = following.next();
                    if (block.event() != null) {
                        seen = block.event().getId();
                        heard.add(seen);
                    }
                }
            }
        }
        return heard;
    }
}
