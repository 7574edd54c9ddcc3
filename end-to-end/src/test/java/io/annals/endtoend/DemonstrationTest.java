package io.annals.endtoend;

import static io.annals.edge.Role.ADMINISTRATOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
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

    @Test
    void the_demonstration_gives_each_customer_what_the_file_adds_up_to_and_a_second_start_doubles_nothing()
            throws IOException {
        Map<String, Sum> expected = fromTheFile();
        assertThat(expected).hasSize(2_357);
        try (Home home = Home.fresh()) {
            Annals first = Annals.start(home, "--spring.profiles.active=demo");
            long head;
            try (first) {
                assertThat(first.output())
                        .anyMatch(line -> line.contains("6,919 purchases of 2,357 customers (6,919 new"));
                awaitViews(first.as(ADMINISTRATOR), expected);
                head = head(first.as(ADMINISTRATOR));
            }
            try (Annals second = first.again(home, "--spring.profiles.active=demo")) {
                assertThat(second.output()).anyMatch(line -> line.contains("(0 new, 6,919 known already)"));
                awaitViews(second.as(ADMINISTRATOR), expected);
                assertThat(head(second.as(ADMINISTRATOR))).isEqualTo(head);
            }
        }
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
