package io.annals.faults.workload;

import io.annals.edge.Role;
import io.annals.faults.history.History;
import io.annals.faults.history.Operation.Acknowledged;
import io.annals.faults.history.Operation.Proposed;
import io.annals.faults.history.Operation.Stopped;
import io.annals.faults.history.Operation.Unknown;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A channel that brings contacts over HTTP at a steady pace, however long the answers take, and brings each again until it is
 * answered with a position. It learns a contact's id only from the answer, so what it proposed goes into its history then, with the time of the first try.
 */
public final class ContactClient implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final int CUSTOMERS = 40;
    private static final int MOST_UNDER_WAY = 100;

    private final Crm crm;
    private final String name;
    private final History history;
    private final SplittableRandom random;
    private final Duration pause;
    private final Semaphore underWay = new Semaphore(MOST_UNDER_WAY);
    private final Thread thread;
    private volatile boolean closed;

    /** @param pause between the beginnings of two contacts */
    public ContactClient(Crm crm, String name, History history, long seed, Duration pause) {
        this.crm = crm;
        this.name = name;
        this.history = history;
        this.random = new SplittableRandom(seed);
        this.pause = pause;
        this.thread = Thread.ofVirtual().name(name).start(this::run);
    }

    private void run() {
        try {
            for (int n = 0; !closed; n++) {
                underWay.acquire();
                String externalId = name + "-" + n;
                String contact = contact(n);
                Thread.startVirtualThread(() -> settle(contact, externalId));
                Thread.sleep(pause);
            }
            underWay.tryAcquire(MOST_UNDER_WAY, 30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void settle(String contact, String externalId) {
        try {
            bring(contact, externalId);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            history.add(new Stopped(name, System.nanoTime(), e.toString()));
        } finally {
            underWay.release();
        }
    }

    private String contact(int n) {
        boolean purchase = random.nextInt(4) == 0;
        Map<String, Object> content = purchase
                ? Map.of(
                        "lines",
                        List.of(Map.of(
                                "id",
                                "1",
                                "product",
                                "Lamp",
                                "quantity",
                                1,
                                "price",
                                Map.of("amount", (1 + random.nextInt(90)) + ".50", "currency", "USD"))))
                : Map.of("text", "note " + n + " of " + name);
        return JSON.writeValueAsString(Map.of(
                "kind",
                purchase ? "purchase" : "note",
                "channel",
                purchase ? "store" : "desk",
                "externalId",
                name + "-" + n,
                "occurredAt",
                Instant.now().toString(),
                "customer",
                Map.of("externalId", "faults-" + random.nextInt(CUSTOMERS)),
                "content",
                content));
    }

    private void bring(String contact, String externalId) throws InterruptedException {
        long proposed = System.nanoTime();
        while (!closed) {
            long sent = System.nanoTime();
            try {
                HttpResponse<String> answer = crm.http().send(request(contact), BodyHandlers.ofString());
                if (answer.statusCode() == 200 || answer.statusCode() == 201) {
                    JsonNode result = JSON.readTree(answer.body());
                    String id = result.path("contact").asString("");
                    history.add(new Proposed(name, proposed, id, List.of(), Map.of()));
                    history.add(new Acknowledged(
                            name, System.nanoTime(), id, result.path("position").asLong()));
                    return;
                }
                if (answer.statusCode() / 100 == 4 && answer.statusCode() != 429) {
                    throw new IllegalStateException(answer.statusCode() + " " + answer.body() + " to " + contact);
                }
                history.add(new Unknown(name, sent, externalId, Integer.toString(answer.statusCode())));
            } catch (IOException noAnswer) {
                history.add(new Unknown(name, sent, externalId, noAnswer.toString()));
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private HttpRequest request(String contact) {
        return crm.request(Role.SERVICE, "/contacts")
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(contact))
                .build();
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(Duration.ofSeconds(40));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
