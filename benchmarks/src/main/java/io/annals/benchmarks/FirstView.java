package io.annals.benchmarks;

import io.annals.edge.Role;
import io.annals.mongod.EmbeddedMongod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/**
 * What an agent waits for when a customer is opened: the view, the newest page of the timeline and the account of points,
 * one after the other over HTTP, for customers with more and more contacts. Beside it a page around an instant at random
 * places of the timeline, and the lists and the search of the same program.
 */
@Command(
        name = "first-view",
        mixinStandardHelpOptions = true,
        description = "The first view of a customer, by how many contacts the customer has.")
final class FirstView implements Callable<Integer> {
    private static final int AIM = 300;
    private static final int AIMED_AT = 10_000;
    private static final Instant BEGIN = Instant.parse("2016-01-01T09:00:00Z");
    private static final Duration APART = Duration.ofMinutes(47);

    @Option(
            names = "--sizes",
            description = "contacts of each customer",
            split = ",",
            defaultValue = "100,1000,10000,100000")
    List<Integer> sizes = List.of();

    @Option(
            names = "--customers",
            description = "others, with a purchase or two each, for the lists and the numbers",
            defaultValue = "100000")
    int customers;

    @Option(names = "--views", description = "of which p50 and p99 are taken, for each size", defaultValue = "300")
    int views;

    @Option(names = "--heap", description = "of the server, as for -Xmx", defaultValue = "512m")
    String heap = "512m";

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("annals-benchmark-");
        try (EmbeddedMongod mongod = EmbeddedMongod.start(EmbeddedMongod.Options.in(home)
                        .withBinaries(EmbeddedMongod.ordinaryBinaries())
                        .withEphemeral(true));
                AnnalsProcess annals = AnnalsProcess.start(
                        home, List.of("-Xmx" + heap), List.of("--annals.mongodb.uri=" + mongod.connectionString()))) {
            Http http = new Http(annals.url(), annals.keys().getOrDefault(Role.ADMINISTRATOR, ""));
            Map<Integer, String> opened = new LinkedHashMap<>();
            for (int size : sizes) {
                opened.put(size, send(http, IntStream.range(0, size).mapToObj(i -> contact(size, i))));
            }
            send(http, IntStream.range(0, customers + customers / 2).mapToObj(this::purchaseOfAnother));
            Waiting.untilQuiet(http);
            System.out.printf(
                    "one client, %d views a size, server's heap %s; milliseconds, p50 and p99%n", views, heap);
            System.out.printf("%10s %18s %18s %18s%n", "contacts", "first view", "page anywhere", "next page there");
            boolean met = true;
            for (Map.Entry<Integer, String> customer : opened.entrySet()) {
                met &= measure(http, customer.getKey(), customer.getValue());
            }
            lists(http);
            System.out.printf(
                    "aim: first view of %,d contacts, p99 at most %d ms: %s%n", AIMED_AT, AIM, met ? "met" : "missed");
            return 0;
        }
    }

    /** Answers with the customer of the last one. */
    private static String send(Http http, Stream<String> contacts) throws IOException, InterruptedException {
        String customer = "";
        for (List<String> share : contacts.gather(Gatherers.windowFixed(2_000)).toList()) {
            try (Stream<JsonNode> answers = http.batch(String.join("\n", share) + "\n")) {
                for (JsonNode answer : answers.toList()) {
                    if (answer.path("status").asString("").equals("refused")) {
                        throw new IOException(answer.toString());
                    }
                    customer = answer.path("customer").asString(customer);
                }
            }
        }
        return customer;
    }

    private String purchaseOfAnother(int i) {
        return Http.JSON.writeValueAsString(Map.of(
                "kind",
                "purchase",
                "channel",
                "store-" + i % 20,
                "externalId",
                "other-" + i,
                "occurredAt",
                BEGIN.plus(Duration.ofMinutes(10).multipliedBy(i)).toString(),
                "customer",
                Map.of("externalId", "other-" + i % customers),
                "content",
                Map.of(
                        "lines",
                        List.of(Map.of(
                                "id",
                                "1",
                                "product",
                                "Lamp " + i % 97,
                                "quantity",
                                1,
                                "price",
                                Map.of("amount", "12.95", "currency", "USD"))))));
    }

    private static String contact(int size, int i) {
        String text = "Contact " + i + " of a customer who has been with us for long: the lamp of order A-" + i
                + " flickers, and the second one does not, since Tuesday at least.";
        String kind = List.of("email", "chat", "note", "call", "purchase").get(i % 5);
        Map<String, Object> content = switch (i % 5) {
            case 0 -> Map.of("from", "first-view@example.com", "subject", "Order A-" + i, "text", text);
            case 1, 2 -> Map.of("text", text);
            case 3 -> Map.of("durationSeconds", 245, "outcome", "answered", "summary", text);
            default ->
                Map.of(
                        "lines",
                        List.of(Map.of(
                                "id",
                                "1",
                                "product",
                                "Lamp " + i % 97,
                                "quantity",
                                1,
                                "price",
                                Map.of("amount", "12.95", "currency", "USD"))));
        };
        return Http.JSON.writeValueAsString(Map.of(
                "kind",
                kind,
                "channel",
                List.of("mail", "chat", "desk", "phone", "store-12").get(i % 5),
                "externalId",
                "first-view-" + size + "-" + i,
                "occurredAt",
                BEGIN.plus(APART.multipliedBy(i)).toString(),
                "customer",
                Map.of("email", "customer-" + size + "@example.com", "name", "Customer " + size),
                "content",
                content));
    }

    private boolean measure(Http http, int size, String customer) throws IOException, InterruptedException {
        String path = "/customers/" + customer;
        Histogram first = timed(_ -> {
            http.get(path);
            http.get(path + "/timeline?limit=50");
            http.get(path + "/loyalty?limit=20");
        });
        List<String> nexts = new ArrayList<>();
        Histogram anywhere = timed(i -> {
            Instant there = BEGIN.plus(APART.multipliedBy((long) size * i / views));
            nexts.add(http.get(path + "/timeline?limit=50&around=" + there)
                    .path("next")
                    .asString(""));
        });
        Histogram next = timed(
                i -> http.get(path + "/timeline?limit=50" + (nexts.get(i).isEmpty() ? "" : "&cursor=" + nexts.get(i))));
        System.out.printf("%,10d %s %s %s%n", size, told(first), told(anywhere), told(next));
        return size != AIMED_AT || first.getValueAtPercentile(99) <= AIM * 1_000L;
    }

    private void lists(Http http) throws IOException, InterruptedException {
        for (String path : List.of(
                "/customers?list=latest",
                "/customers?list=waiting",
                "/customers?q=customer",
                "/customers?q=flick",
                "/customers?q=A-4711",
                "/numbers/contacts?day=2017-03-03",
                "/numbers/loyalty?day=2017-03-03",
                "/numbers/customers",
                "/numbers/answers?day=2017-03-03")) {
            System.out.printf("%-40s %s%n", path, told(timed(_ -> http.get(path))));
        }
    }

    private interface Asking {
        void ask(int round) throws IOException, InterruptedException;
    }

    /** Microseconds of each, after as many that do not count. */
    private Histogram timed(Asking asking) throws IOException, InterruptedException {
        Histogram times = new Histogram(3);
        for (int i = 0; i < views / 3; i++) {
            asking.ask(i);
        }
        for (int i = 0; i < views; i++) {
            long began = System.nanoTime();
            asking.ask(i);
            times.recordValue((System.nanoTime() - began) / 1_000);
        }
        return times;
    }

    private static String told(Histogram times) {
        return String.format("%8.1f %9.1f", times.getValueAtPercentile(50) / 1e3, times.getValueAtPercentile(99) / 1e3);
    }
}
