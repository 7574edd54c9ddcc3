package io.annals.endtoend;

import static io.annals.edge.Role.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Batches of any length, on a server with a heap of 256 MB ({@link Annals#JVM}). */
@ExtendWith(Shared.class)
class BatchTest {
    private static final int LINES = 20_000;
    private static final int BAD_EVERY = 1_000;

    private final Annals annals;
    private final Truth truth;

    BatchTest(Annals annals, Truth truth) {
        this.annals = annals;
        this.truth = truth;
    }

    @Test
    void twenty_thousand_lines_stream_both_ways_in_order_and_a_bad_one_stops_nobody() throws IOException {
        CompletableFuture<String> answered = new CompletableFuture<>();
        AtomicLong last = new AtomicLong();
        Map<String, Integer> statuses = new TreeMap<>();
        DuplexPost.send(
                URI.create(annals.url() + "/contacts/batch"),
                annals.keyOf(SERVICE),
                "application/x-ndjson",
                IntStream.range(0, LINES)
                        .peek(number -> sendsTheRestOnlyWhen(answered, number))
                        .mapToObj(BatchTest::line)
                        .iterator(),
                text -> {
                    answered.complete(text);
                    JsonNode answer = Answer.JSON.readTree(text);
                    assertThat(answer.path("line").asLong()).isEqualTo(last.incrementAndGet());
                    statuses.merge(answer.path("status").asString(""), 1, Integer::sum);
                });
        assertThat(last.get()).isEqualTo(LINES);
        assertThat(statuses).isEqualTo(Map.of("accepted", LINES - LINES / BAD_EVERY, "refused", LINES / BAD_EVERY));
        assertThat(annals.isAlive()).isTrue();
        assertThat(annals.output()).noneMatch(line -> line.contains("OutOfMemoryError"));
    }

    @Test
    void a_csv_file_is_a_batch_as_well() throws IOException {
        long before = truth.head();
        Map<String, String> statuses = new TreeMap<>();
        DuplexPost.send(
                URI.create(annals.url() + "/contacts/batch"),
                annals.keyOf(SERVICE),
                "text/csv",
                List.of(
                                "kind,channel,externalId,occurredAt,customer.externalId,content.text",
                                "note,desk,csv-1," + Contacts.WHEN + ",csv-a,\"one, with a comma\"",
                                "telepathy,desk,csv-2," + Contacts.WHEN + ",csv-a,two",
                                "note,desk,csv-3," + Contacts.WHEN + ",csv-b,three")
                        .iterator(),
                text -> {
                    JsonNode answer = Answer.JSON.readTree(text);
                    statuses.put(
                            answer.path("status").asString("") + " "
                                    + answer.path("field").asString(""),
                            text);
                });
        assertThat(statuses.keySet()).containsExactlyInAnyOrder("accepted ", "refused kind");
        assertThat(truth.told(event -> event.position() > before && event.type().equals("contact.NoteTaken")))
                .hasSize(2);
    }

    /** The second half is sent once there has been an answer to the first. */
    private static void sendsTheRestOnlyWhen(CompletableFuture<String> answered, int number) {
        if (number == LINES / 2) {
            answered.orTimeout(30, TimeUnit.SECONDS).join();
        }
    }

    private static String line(int number) {
        Map<String, String> customer = Map.of("externalId", "batch-" + number % 300);
        return Contacts.line(
                number % BAD_EVERY == 7
                        ? Contacts.note("", customer, "line " + number)
                        : Contacts.note("batch-" + number, customer, "line " + number));
    }
}
