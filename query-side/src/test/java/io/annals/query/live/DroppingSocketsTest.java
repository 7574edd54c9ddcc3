package io.annals.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.contact.ContactEvent.EmailReceived;
import io.annals.events.contact.ContactEvent.PurchaseMade;
import io.annals.query.Stories;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Twenty sockets that drop at random moments and take up again, while contacts come in. */
class DroppingSocketsTest {
    private static final int SOCKETS = 20;
    private static final int COMMITS = 1_500;
    private static final int CUSTOMERS = 3;
    private static final List<String> TOPICS = List.of(
            "all",
            "channel/mail",
            "channel/store-12",
            "customer/" + Stories.customer(0),
            "customer/" + Stories.customer(1));

    @Test
    void each_ends_with_exactly_what_the_log_holds_in_order() throws Exception {
        long seed = Long.getLong("annals.seed", System.nanoTime());
        try (RunningServer server = new RunningServer("annals.live.beat=50ms", "annals.live.queue=200");
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Random chance = new Random(seed);
            Map<Long, List<Fact>> recorded = new ConcurrentSkipListMap<>();
            CompletableFuture<Long> end = new CompletableFuture<>();
            List<Future<Map<Long, Integer>>> heard = new ArrayList<>();
            for (int i = 0; i < SOCKETS; i++) {
                Random own = new Random(chance.nextLong());
                String topic = TOPICS.get(i % TOPICS.size());
                heard.add(clients.submit(() -> dropAndResume(server, topic, own, end)));
            }

            record(server, chance, recorded);
            end.complete(new TreeMap<>(recorded).lastKey());

            for (int i = 0; i < SOCKETS; i++) {
                String topic = TOPICS.get(i % TOPICS.size());
                assertThat(heard.get(i).get(60, TimeUnit.SECONDS))
                        .as("socket %d on %s, seed %d", i, topic, seed)
                        .isEqualTo(expected(topic, recorded));
            }
        }
    }

    private static void record(RunningServer server, Random chance, Map<Long, List<Fact>> recorded) throws Exception {
        List<CompletableFuture<?>> underWay = new ArrayList<>();
        for (int i = 0; i < COMMITS; i++) {
            List<Fact> facts = someFacts(chance, i);
            underWay.add(server.told(facts.toArray(Fact[]::new)).thenAccept(position -> recorded.put(position, facts)));
            if (underWay.size() == 20) {
                CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new))
                        .get(20, TimeUnit.SECONDS);
                underWay.clear();
            }
        }
        CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
    }

    private static List<Fact> someFacts(Random chance, int number) {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i <= chance.nextInt(3); i++) {
            CustomerId customer = Stories.customer(chance.nextInt(CUSTOMERS));
            String id = number + "-" + i;
            facts.add(
                    switch (chance.nextInt(3)) {
                        case 0 -> Stories.email(customer, id, Stories.THEN, id);
                        case 1 -> Stories.purchase(customer, id, Stories.THEN, "USD 1.00");
                        default -> Stories.earned(customer, 1, id);
                    });
        }
        return facts;
    }

    /** Positions with how many entries each showed. */
    private static Map<Long, Integer> dropAndResume(
            RunningServer server, String topic, Random chance, CompletableFuture<Long> end) throws Exception {
        Map<Long, Integer> heard = new TreeMap<>();
        long after = 0;
        while (!end.isDone() || after < end.join()) {
            try (Watcher watcher = Watcher.of(server).subscribe(topic, after)) {
                int messages = chance.nextInt(400);
                for (int i = 0; i < messages && !(end.isDone() && after >= end.join()); i++) {
                    JsonNode message = watcher.poll(20);
                    if (message != null) {
                        after = hear(message, after, heard);
                    }
                }
            }
        }
        return heard;
    }

    private static long hear(JsonNode message, long after, Map<Long, Integer> heard) {
        long position = message.path("position").asLong();
        switch (message.path("type").asString()) {
            case "commit" -> {
                assertThat(position).as("in order, and once").isGreaterThan(after);
                heard.put(position, message.path("entries").size());
            }
            case "live" -> assertThat(position).isGreaterThanOrEqualTo(after);
            default -> throw new AssertionError(message);
        }
        return position;
    }

    private static Map<Long, Integer> expected(String topic, Map<Long, List<Fact>> recorded) {
        Map<Long, Integer> expected = new TreeMap<>();
        recorded.forEach((position, facts) -> {
            int shown = (int) facts.stream().filter(fact -> shows(topic, fact)).count();
            if (shown > 0) {
                expected.put(position, shown);
            }
        });
        return expected;
    }

    private static boolean shows(String topic, Fact fact) {
        return switch (topic) {
            case "all" -> true;
            case "channel/mail" -> fact instanceof EmailReceived;
            case "channel/store-12" -> fact instanceof PurchaseMade;
            default -> topic.equals("customer/" + fact.customer());
        };
    }
}
