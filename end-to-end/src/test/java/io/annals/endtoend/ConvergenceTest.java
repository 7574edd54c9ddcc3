package io.annals.endtoend;

import static io.annals.edge.Role.AUDITOR;
import static io.annals.edge.Role.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Ten thousand contacts by fifty clients at once, while three followers and twenty sockets drop and resume at random, and an
 * outside client keeps copies of the live views of busy customers.
 */
@ExtendWith(Shared.class)
class ConvergenceTest {
    private static final Logger log = LoggerFactory.getLogger(ConvergenceTest.class);
    private static final int CLIENTS = 50;
    private static final int CONTACTS_A_CLIENT = 200;
    private static final int BATCH = 20;
    private static final int CUSTOMERS = 60;
    private static final int BUSY = 5;
    private static final List<String> CHANNELS = List.of("chat", "desk", "store", "app-chat");

    private final Annals annals;
    private final Truth truth;
    private final long seed = Seeds.next(ConvergenceTest.class);
    private final Map<Integer, String> customers = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Captured> captured = new ConcurrentLinkedQueue<>();

    ConvergenceTest(Annals annals, Truth truth) {
        this.annals = annals;
        this.truth = truth;
    }

    /** A live answer as somebody outside kept it. */
    private record Captured(String path, long position, JsonNode body) {}

    @Test
    void whoever_followed_ends_with_what_the_log_holds_and_the_past_is_what_was_seen_then() throws Exception {
        for (int i = 0; i < BUSY; i++) {
            record(i, Contacts.note("first-" + i, known(i), "hello"));
        }
        long before = truth.head();
        List<Watcher> watchers = watchers(before);
        List<EventFollower> followers = followers();
        try {
            everybodyWrites();
            long head = truth.settled(Waits.LONG);
            assertThat(head - before).as("commits").isGreaterThan(CLIENTS * CONTACTS_A_CLIENT);
            followersHaveTheLog(followers);
            watchersHaveTheLog(watchers, before, head);
            pastIsWhatWasSeenThen();
        } finally {
            watchers.forEach(Watcher::close);
            for (EventFollower follower : followers) {
                follower.close();
            }
        }
    }

    /** Of every kind of topic; all but the first four drop again and again. */
    private List<Watcher> watchers(long before) {
        List<Watcher> watchers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String topic = switch (i % 4) {
                case 0 -> "all";
                case 1 -> "customer/" + customers.get(i / 4 % BUSY);
                case 2 -> "channel/" + CHANNELS.get(i / 4 % CHANNELS.size());
                default -> i < 8 ? "all" : "customer/" + customers.get(i / 4 % BUSY);
            };
            Watcher watcher = annals.watch(topic, i % 3 == 0 ? 0 : before);
            if (i >= 4) {
                Random random = Seeds.random(seed, i);
                int most = topic.equals("all") ? 2_000 : 200;
                watcher.dropping(() -> 1 + random.nextInt(most));
            }
            watchers.add(watcher.open());
        }
        return watchers;
    }

    private List<EventFollower> followers() {
        LongSupplier never = () -> Long.MAX_VALUE;
        Random random = Seeds.random(seed, 100);
        LongSupplier drops = () -> 1 + random.nextInt(3_000);
        return List.of(
                new EventFollower(annals.url(), annals.keyOf(SERVICE), "", never).open(),
                new EventFollower(annals.url(), annals.keyOf(AUDITOR), "", drops).open(),
                new EventFollower(
                                annals.url(), annals.keyOf(SERVICE), "?type=contact.*&type=loyalty.PointsEarned", drops)
                        .open());
    }

    private void everybodyWrites() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < CLIENTS; writer++) {
                int number = writer;
                writers.add(threads.submit(() -> write(number)));
            }
            Future<?> capturing = threads.submit(() -> capture(writers));
            for (Future<?> writer : writers) {
                writer.get();
            }
            capturing.get();
        }
    }

    /** Half of the contacts one by one, half in small batches. */
    private void write(int writer) {
        Random random = Seeds.random(seed, 1_000 + writer);
        int written = 0;
        while (written < CONTACTS_A_CLIENT) {
            if (random.nextInt(BATCH + 1) > 0) {
                int customer = customer(random);
                record(customer, contact(random, customer, writer + "-" + written++));
            } else {
                List<String> lines = new ArrayList<>();
                while (lines.size() < BATCH && written < CONTACTS_A_CLIENT) {
                    lines.add(Contacts.line(contact(random, customer(random), writer + "-" + written++)));
                }
                List<String> statuses = new ArrayList<>();
                annals.as(SERVICE)
                        .batch(
                                lines,
                                answer -> statuses.add(answer.path("status").asString("")));
                assertThat(statuses).hasSize(lines.size()).containsOnly("accepted");
            }
        }
    }

    private void record(int number, Map<String, Object> contact) {
        Answer answer = annals.as(SERVICE).post("/contacts", contact).expect(201);
        customers.putIfAbsent(number, answer.text("customer"));
    }

    /** Every second contact is with one of the busy ones. */
    private static int customer(Random random) {
        return random.nextBoolean() ? random.nextInt(BUSY) : random.nextInt(CUSTOMERS);
    }

    private static Map<String, String> known(int customer) {
        return Map.of("externalId", "convergence-" + customer);
    }

    private static Map<String, Object> contact(Random random, int customer, String id) {
        return switch (random.nextInt(4)) {
            case 0 -> Contacts.note("n-" + id, known(customer), "note " + id);
            case 1 -> Contacts.chat("chat", "c-" + id, known(customer), "chat " + id);
            case 2 -> Contacts.chat("app-chat", "a-" + id, known(customer), "app chat " + id);
            default -> Contacts.purchase("p-" + id, known(customer), random.nextInt(100) + ".50");
        };
    }

    /** Looks at the busy customers as long as anybody writes. */
    private void capture(List<Future<?>> writers) {
        Random random = Seeds.random(seed, 200);
        Client auditor = annals.as(AUDITOR);
        while (!writers.stream().allMatch(Future::isDone)) {
            String path = "/customers/" + customers.get(random.nextInt(BUSY))
                    + List.of("", "/loyalty").get(random.nextInt(2));
            Answer seen = auditor.get(path).expect(200);
            captured.add(new Captured(path, seen.position(), seen.json()));
        }
    }

    private void followersHaveTheLog(List<EventFollower> followers) {
        List<Truth.Recorded> events = truth.events();
        List<String> all = events.stream().map(Truth.Recorded::id).toList();
        List<String> some = events.stream()
                .filter(event ->
                        event.type().startsWith("contact.") || event.type().equals("loyalty.PointsEarned"))
                .map(Truth.Recorded::id)
                .toList();
        for (int i = 0; i < followers.size(); i++) {
            EventFollower follower = followers.get(i);
            List<String> expected = i < 2 ? all : some;
            follower.await(expected.getLast(), Waits.LONG);
            assertThat(follower.events()).as("follower %s", i).isEqualTo(expected);
            assertThat(follower.refusals()).isEmpty();
        }
        assertThat(followers.get(1).connections()).isGreaterThan(1);
    }

    private void watchersHaveTheLog(List<Watcher> watchers, long before, long head) {
        int connections = 0;
        for (int i = 0; i < watchers.size(); i++) {
            Watcher watcher = watchers.get(i);
            watcher.awaitCaughtUp(head, Waits.LONG);
            long after = i % 3 == 0 ? 0 : before;
            List<String> expected = truth.told(event -> event.position() > after && isIn(watcher.topic(), event));
            assertThat(watcher.entries())
                    .as("%s, watcher %s", watcher.topic(), i)
                    .isEqualTo(expected);
            assertThat(watcher.surprises()).as(watcher.topic()).isEmpty();
            connections += watcher.connections();
        }
        log.info("{} connections of {} watchers", connections, watchers.size());
        assertThat(connections).isGreaterThan(3 * watchers.size());
    }

    private static boolean isIn(String topic, Truth.Recorded event) {
        return topic.equals("all")
                || topic.equals("customer/" + event.subject())
                || topic.equals("channel/" + event.channel());
    }

    private void pastIsWhatWasSeenThen() {
        Map<String, Captured> different = new LinkedHashMap<>();
        captured.forEach(one -> different.putIfAbsent(one.path() + one.position(), one));
        List<Captured> twenty = new ArrayList<>(different.values());
        Collections.shuffle(twenty, Seeds.random(seed, 300));
        assertThat(twenty).as("what was captured").hasSizeGreaterThanOrEqualTo(20);
        IntStream.range(0, 20).mapToObj(twenty::get).forEach(seen -> {
            Answer then = annals.as(AUDITOR)
                    .get(seen.path() + "?asOf=" + seen.position())
                    .expect(200);
            assertThat(comparable(then.json()))
                    .as("%s at %s", seen.path(), seen.position())
                    .isEqualTo(comparable(seen.body()));
            assertThat(then.position()).isEqualTo(seen.position());
        });
    }

    /** Without what is said only of one of the two: that it is of the past, and how many days ago the last purchase was, and how long an answer is waited for. */
    private static JsonNode comparable(JsonNode body) {
        ObjectNode copy = (ObjectNode) body.deepCopy();
        copy.remove("asOf");
        if (copy.get("purchases") instanceof ObjectNode purchases) {
            purchases.remove("recencyDays");
        }
        if (copy.get("waiting") instanceof ObjectNode waiting) {
            waiting.remove("seconds");
        }
        return copy;
    }
}
