package io.annals.benchmarks.agents;

import io.annals.benchmarks.Http;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** What comes in beside the agents' work: purchases, e-mails, chats and calls, in an open loop. */
final class Channels implements Runnable {
    private static final int MOST_OPEN = 5_000;

    private final Http http;
    private final Figures figures;
    private final RandomGenerator chance;
    private final int customers;
    private final Load load;
    private final AtomicInteger open = new AtomicInteger();

    /**
     * How many come when.
     *
     * @param rate contacts a second
     * @param growing nanoseconds in which it grows to that, evenly
     * @param until when the last one comes, by {@link System#nanoTime}
     */
    record Load(int rate, long growing, long until) {
        /** When the n-th is due, in nanoseconds from the beginning. */
        long due(long n) {
            double whole = rate / 1e9;
            double growth = whole * growing / 2; // that many while it grows
            return (long) (n < growth ? Math.sqrt(2 * n * growing / whole) : growing + (n - growth) / whole);
        }
    }

    Channels(Http http, Figures figures, RandomGenerator chance, int customers, Load load) {
        this.http = http;
        this.figures = figures;
        this.chance = chance;
        this.customers = customers;
        this.load = load;
    }

    @Override
    public void run() {
        long start = System.nanoTime();
        for (long n = 0; ; n++) {
            long due = start + load.due(n);
            if (due - load.until() > 0) {
                return;
            }
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            if (open.get() > MOST_OPEN) {
                figures.wrong("a contact was not sent: " + MOST_OPEN + " others wait for an answer");
                continue;
            }
            send(contact("c-" + n, Math.toIntExact(n)), due);
        }
    }

    private void send(String contact, long due) {
        open.incrementAndGet();
        var _ = http.post("/contacts", contact).whenComplete((answer, failure) -> {
            figures.took("a contact of a channel, until durable", System.nanoTime() - due);
            open.decrementAndGet();
            if (failure != null) {
                figures.wrong("a contact: " + failure);
            } else if (answer.statusCode() != 201) {
                figures.wrong("a contact: " + answer.statusCode() + " " + answer.body());
            }
        });
    }

    /** One of the customers who are known by {@code customer-<n>}. */
    String contact(String externalId, int n) {
        int kind = chance.nextInt(10);
        String what = kind < 4 ? "purchase" : kind < 7 ? "email" : kind < 9 ? "chat" : "call";
        String content = switch (what) {
            case "purchase" -> """
                {"lines":[{"id":"1","product":"Lamp %d","quantity":1,"price":{"amount":"%d.95","currency":"USD"}}]}\
                """.formatted(n % 97, 5 + chance.nextInt(95));
            case "email" -> """
                {"from":"c@example.org","subject":"Order A-%d","text":"The lamp flickers since Tuesday."}\
                """.formatted(n);
            case "chat" -> "{\"text\":\"Where is the delivery of order A-" + n + "?\"}";
            default ->
                "{\"durationSeconds\":120,\"outcome\":\"answered\",\"summary\":\"Asked about order A-" + n + "\"}";
        };
        return """
            {"kind":"%s","channel":"%s","externalId":"%s","occurredAt":"%s",\
            "customer":{"externalId":"customer-%d"},"content":%s}\
            """.formatted(
                        what,
                        what.equals("purchase") ? "store-" + n % 20 : what,
                        externalId,
                        Instant.now().truncatedTo(ChronoUnit.MILLIS),
                        chance.nextInt(customers),
                        content);
    }
}
