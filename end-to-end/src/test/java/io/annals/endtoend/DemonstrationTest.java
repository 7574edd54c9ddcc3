package io.annals.endtoend;

import static io.annals.edge.Role.ADMINISTRATOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The first start with the demonstration, and the second. */
class DemonstrationTest {
    private static final Path SAMPLE =
            Path.of(System.getProperty("annals.root", ".."), "samples", "cdnow", "CDNOW_sample.txt");

    /** What one customer comes to; each of them has a card. */
    private record Sum(long purchases, BigDecimal dollars, long points, boolean hasCard) {
        static final Sum NOTHING = new Sum(0, new BigDecimal("0.00"), 0, true);

        Sum plus(BigDecimal price) {
            return new Sum(
                    purchases + 1,
                    dollars.add(price),
                    points + price.setScale(0, RoundingMode.DOWN).longValueExact(),
                    hasCard);
        }
    }

    private static final String DEMO = "--spring.profiles.active=demo";
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    @Test
    void the_demonstration_gives_each_customer_what_the_file_adds_up_to_and_a_second_start_doubles_nothing_and_lives()
            throws IOException {
        Map<String, Sum> expected = fromTheFile();
        assertThat(expected).hasSize(2_357);
        try (Home home = Home.fresh()) {
            Annals first = Annals.start(home, DEMO, "--annals.demo.rate=0");
            long head;
            try (first) {
                assertThat(first.output())
                        .anyMatch(line -> line.contains("6,919 purchases of 2,357 customers (6,919 new"))
                        .anyMatch(line -> line.matches("The company: 60 customers, \\d{3,} contacts of .*"))
                        .noneMatch(line -> line.contains("by themselves"));
                awaitViews(first.as(ADMINISTRATOR), expected);
                seeTheCompany(first.as(ADMINISTRATOR));
                head = head(first.as(ADMINISTRATOR));
                assertThat(first.complaints()).isEmpty();
            }
            Instant restarted = Instant.now();
            try (Annals second = first.again(home, DEMO)) {
                assertThat(second.output())
                        .anyMatch(line -> line.contains("(0 new, 6,919 known already)"))
                        .anyMatch(line -> line.contains("60 customers and their weeks are known already"));
                seeItLive(second, head, restarted);
                awaitViews(second.as(ADMINISTRATOR), expected);
                assertThat(second.complaints()).isEmpty();
            }
        }
    }

    /** As the desk hears of it: three contacts that nobody here has sent, within a minute, and nothing of the weeks again. */
    private static void seeItLive(Annals annals, long head, Instant since) {
        List<JsonNode> seen = new ArrayList<>();
        long deadline = System.nanoTime() + A_MINUTE.toNanos();
        try (Socket desk = Socket.open(annals.url(), annals.keyOf(ADMINISTRATOR))) {
            desk.say("{\"subscribe\":\"all\",\"after\":%d}".formatted(head));
            while (seen.stream().filter(DemonstrationTest::isContact).count() < 3) {
                desk.next(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))
                        .path("entries")
                        .forEach(seen::add);
            }
        }
        assertThat(seen.stream().filter(DemonstrationTest::isContact))
                .allSatisfy(entry -> assertThat(
                                Instant.parse(entry.path("occurredAt").asString()))
                        .isAfter(since));
    }

    private static boolean isContact(JsonNode entry) {
        return entry.path("family").asString("").equals("contact");
    }

    private static void seeTheCompany(Client client) {
        List<JsonNode> people = client.all("/customers?limit=200&list=latest", "customers").stream()
                .filter(one -> one.path("team").isString())
                .toList();
        assertThat(people)
                .hasSize(60)
                .allSatisfy(one -> assertThat(one.path("loyalty").path("card").asString(""))
                        .isNotEmpty());
        assertThat(people).anyMatch(one -> one.path("waiting").isObject());
        assertThat(people).anyMatch(one -> one.path("name").asString("").equals("Олена Ковальчук"));
        assertThat(client.task("/log/statistics").path("eventsByType").propertyNames())
                .contains(
                        "task.TaskSet",
                        "task.TaskCompleted",
                        "customer.ConsentGiven",
                        "customer.RegionAssigned",
                        "loyalty.GoodwillGranted",
                        "loyalty.PointsRedeemed",
                        "contact.InterviewHeld",
                        "contact.PurchaseReturned",
                        "contact.VisitMade",
                        "opportunity.OpportunityOpened",
                        "opportunity.OpportunityWon",
                        "opportunity.OpportunityLost");
        assertThat(client.get("/opportunities").expect(200).json().path("total").asLong())
                .isPositive();
        assertThat(client.all("/users?limit=50", "users"))
                .extracting(user -> user.path("name").asString())
                .contains("oksana.hnat", "dusan.tech", "vera.lead");
    }

    private static Map<String, Sum> fromTheFile() throws IOException {
        Map<String, Sum> sums = new HashMap<>();
        for (String line : Files.readAllLines(SAMPLE)) {
            String[] cells = line.strip().split("\\s+", -1);
            BigDecimal dollars = new BigDecimal(cells[4]);
            sums.compute("cdnow-" + cells[0], (_, sum) -> (sum == null ? Sum.NOTHING : sum).plus(dollars));
        }
        return sums;
    }

    /** Cards and points come by commands of their own, a moment after the purchase. */
    private static void awaitViews(Client client, Map<String, Sum> expected) {
        Eventually.see("the sums of the file", Duration.ofSeconds(60), () -> fromTheViews(client), expected::equals);
    }

    private static long head(Client client) {
        return client.get("/log/head").expect(200).json().path("position").asLong();
    }

    private static Map<String, Sum> fromTheViews(Client client) {
        Map<String, Sum> sums = new HashMap<>();
        for (JsonNode customer : client.all("/customers?limit=200", "customers")) {
            customer.path("identities")
                    .valueStream()
                    .filter(identity -> identity.path("kind").asString().equals("externalId"))
                    .forEach(identity -> sums.put(identity.path("value").asString(), sum(customer)));
        }
        return sums;
    }

    private static Sum sum(JsonNode customer) {
        JsonNode purchases = customer.path("purchases");
        return new Sum(
                purchases.path("count").asLong(),
                new BigDecimal(purchases.path("money").path(0).path("amount").asString()),
                customer.path("loyalty").path("balance").asLong(),
                !customer.path("loyalty").path("card").asString("").isEmpty());
    }
}
