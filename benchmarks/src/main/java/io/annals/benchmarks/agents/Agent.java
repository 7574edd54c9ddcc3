package io.annals.benchmarks.agents;

import io.annals.benchmarks.Http;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * One agent of the service centre: opens customers, searches, writes notes, claims, keeps tasks, with a second to three
 * between two actions. The next action is due whether or not the one before was quick.
 */
final class Agent {
    private static final AtomicLong NOTES = new AtomicLong();
    private static final List<String> SOUGHT = List.of("lamp", "flicker", "order", "delivery", "customer");
    private static final Duration KEYSTROKE = Duration.ofMillis(200);
    private static final Duration LEAST = Duration.ofMillis(500);

    private final String name;
    private final Http http;
    private final Desk desk;
    private final Colleagues colleagues;
    private final Figures figures;
    private final List<String> customers;
    private final RandomGenerator chance;
    private long clock;
    private String customer = "";
    private String task = "";

    Agent(
            String name,
            Http http,
            Desk desk,
            Colleagues colleagues,
            Figures figures,
            List<String> customers,
            RandomGenerator chance) {
        this.name = name;
        this.http = http;
        this.desk = desk;
        this.colleagues = colleagues;
        this.figures = figures;
        this.customers = customers;
        this.chance = chance;
    }

    /**
     * Works through a shift.
     *
     * @param comes when it begins, by {@link System#nanoTime}
     * @param until when it ends
     */
    void work(long comes, long until) {
        clock = comes;
        while (System.nanoTime() < until) {
            pass(Duration.ofMillis(chance.nextInt(1_000, 3_000)));
            try {
                act();
            } catch (IOException | ExecutionException | RuntimeException e) {
                figures.wrong(name.replaceAll("[0-9]+", "") + ": " + e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    void leave() {
        desk.close();
    }

    private void act() throws IOException, InterruptedException, ExecutionException {
        int what = chance.nextInt(100);
        if (customer.isEmpty() || what < 30) {
            open();
        } else if (what < 45) {
            search();
        } else if (what < 70) {
            note();
        } else if (what < 80) {
            claim();
        } else if (what < 90) {
            task();
        } else {
            lists();
        }
    }

    /** Half of the time somebody whom others deal with as well. */
    private void open() throws IOException, InterruptedException {
        int among = chance.nextBoolean() ? Math.min(20, customers.size()) : customers.size();
        customer = customers.get(chance.nextInt(among));
        long due = clock;
        desk.open(customer);
        String path = "/customers/" + customer;
        read("  the view", path);
        read("  the newest page of the timeline", path + "/timeline?limit=50");
        read("  the account", path + "/loyalty?limit=20");
        read("  the tasks", path + "/tasks");
        figures.took("a customer opened, live and read", System.nanoTime() - due);
    }

    /** As one types: an answer at each letter from the third on. */
    private void search() throws IOException, InterruptedException {
        String sought = SOUGHT.get(chance.nextInt(SOUGHT.size()));
        for (int letters = 3; letters <= sought.length(); letters++) {
            long due = clock;
            http.get("/customers?limit=20&q=" + sought.substring(0, letters));
            figures.took("search, each letter", System.nanoTime() - due);
            pass(KEYSTROKE);
        }
    }

    private void note() throws InterruptedException, ExecutionException {
        desk.types(clock);
        pass(Duration.ofMillis(chance.nextInt(1_000, 3_000)));
        String mark = "#n" + NOTES.incrementAndGet();
        String mentions = chance.nextInt(5) == 0 ? ",\"mentions\":[\"agent-" + chance.nextInt(1, 6) + "\"]" : "";
        String note = """
            {"kind":"note","channel":"desk","externalId":"%s","occurredAt":"%s","customer":{"id":"%s"},\
            "content":{"text":"Wants to be called back about the lamp after four. %s"%s}}\
            """.formatted(UUID.randomUUID(), now(), customer, mark, mentions);
        colleagues.await("a note seen by a colleague", customer, mark, desk, clock);
        if (!did("a note written", "/contacts", note, 201)) {
            colleagues.cancel(mark);
        }
        desk.stopsTyping();
    }

    private void claim() throws InterruptedException {
        if (desk.hasClaim()) {
            desk.unclaim();
            return;
        }
        long due = clock;
        boolean granted = desk.claim(chance.nextInt(3) == 0);
        figures.took(granted ? "a claim granted" : "a claim refused, as another one's", System.nanoTime() - due);
    }

    /** One is set, or the one before is done. */
    private void task() throws InterruptedException, ExecutionException {
        if (!task.isEmpty()) {
            did("a task done", "/tasks/" + task + "/completion", "", 200);
            task = "";
            return;
        }
        String id = UUID.randomUUID().toString();
        String form = """
            {"id":"%s","customer":"%s","title":"Call back","assignee":"me","due":"%s"}\
            """.formatted(
                        id, customer, Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS));
        task = did("a task set", "/tasks", form, 201) ? id : "";
    }

    private void lists() throws IOException, InterruptedException {
        switch (chance.nextInt(4)) {
            case 0 -> read("list: waiting", "/customers?list=waiting&limit=50");
            case 1 -> read("list: mine", "/customers?list=mine&limit=50");
            case 2 -> read("list: latest", "/customers?list=latest&limit=50");
            default -> read("mentions", "/mentions?limit=20");
        }
    }

    /** From now on, or from when it was due if it is late. */
    private void read(String action, String path) throws IOException, InterruptedException {
        long began = action.startsWith(" ") ? System.nanoTime() : clock;
        http.get(path);
        figures.took(action, System.nanoTime() - began);
    }

    private boolean did(String action, String path, String body, int status)
            throws InterruptedException, ExecutionException {
        HttpResponse<String> answer = http.post(path, body).get();
        figures.took(action, System.nanoTime() - clock);
        if (answer.statusCode() != status) {
            figures.wrong(action + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.statusCode() == status;
    }

    /**
     * Waits until the next thing is due. Who is late catches up, but not in no time: typing that ends at once and a claim
     * that is let go and taken at once are nothing that others could see.
     */
    private void pass(Duration pause) {
        clock += pause.toNanos();
        long next = Math.max(clock, System.nanoTime() + Math.min(pause.toNanos(), LEAST.toNanos()));
        for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
