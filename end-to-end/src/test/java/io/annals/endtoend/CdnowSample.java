package io.annals.endtoend;

import io.annals.app.cdnow.CdnowLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The sample's 6,919 purchases: as the lines of a batch, added up by hand, and added up by the server. */
final class CdnowSample {
    static final int PURCHASES = 6_919;

    private static final Path FILE =
            Path.of(System.getProperty("annals.root", ".."), "samples", "cdnow", "CDNOW_sample.txt");

    private CdnowSample() {}

    /** What one customer comes to, by two views: both know the points. */
    record Sum(long purchases, BigDecimal dollars, long points, long account) {
        static final Sum NOTHING = new Sum(0, new BigDecimal("0.00"), 0, 0);

        /** A point a whole dollar of each purchase. */
        Sum plus(BigDecimal price) {
            long earned = price.setScale(0, RoundingMode.DOWN).longValueExact();
            return new Sum(purchases + 1, dollars.add(price), points + earned, account + earned);
        }
    }

    static List<String> lines() {
        try {
            return CdnowLines.contacts(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By the customer's external id. */
    static Map<String, Sum> addedUp() {
        Map<String, Sum> sums = new TreeMap<>();
        try (Stream<String> lines = Files.lines(FILE)) {
            lines.map(line -> line.strip().split("\\s+"))
                    .forEach(cells -> sums.compute(
                            "cdnow-" + cells[0],
                            (_, sum) -> (sum == null ? Sum.NOTHING : sum).plus(new BigDecimal(cells[4]))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sums;
    }

    /** By the customer's external id, from the server's list of customers and the accounts in the database. */
    static Map<String, Sum> shown(Client client, Truth truth) {
        Map<String, Long> accounts = new TreeMap<>();
        truth.views("loyalty").forEach((subject, view) -> {
            var account = view.getDocument("view");
            accounts.put(
                    subject,
                    account.getNumber("earned").longValue()
                            - account.getNumber("takenBack").longValue()
                            - account.getNumber("redeemed").longValue());
        });
        Map<String, Sum> sums = new TreeMap<>();
        client.all("/customers?limit=200", "customers")
                .forEach(customer -> sums.put(
                        customer.path("identities").path(0).path("value").asString(""), sum(customer, accounts)));
        return sums;
    }

    private static Sum sum(JsonNode customer, Map<String, Long> accounts) {
        JsonNode purchases = customer.path("purchases");
        return new Sum(
                purchases.path("count").asLong(),
                new BigDecimal(purchases.path("money").path(0).path("amount").asString("-1")),
                customer.path("loyalty").path("balance").asLong(),
                accounts.getOrDefault(customer.path("id").asString(""), -1L));
    }
}
