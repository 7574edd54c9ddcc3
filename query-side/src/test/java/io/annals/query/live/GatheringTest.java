package io.annals.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.events.CustomerId;
import io.annals.query.Stories;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Several commits in one text message, and messages that are still under way when somebody leaves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatheringTest {
    private RunningServer server;

    @BeforeAll
    void start() {
        server = new RunningServer();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static CustomerId somebody() {
        return new CustomerId(UUID.randomUUID());
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    @Test
    void what_is_recorded_at_once_comes_in_few_messages_and_every_commit_once() throws Exception {
        CustomerId ann = somebody();
        double frames = server.count("annals.live.frames");
        try (Watcher watcher = Watcher.of(server).subscribe("customer/" + ann)) {
            watcher.next("live");
            List<CompletableFuture<Long>> told = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                told.add(server.told(Stories.email(ann, id(), Stories.THEN, "line one\nline two, on the same line")));
            }
            List<Long> positions = new ArrayList<>();
            for (CompletableFuture<Long> one : told) {
                positions.add(one.get(20, TimeUnit.SECONDS));
            }

            List<JsonNode> commits = watcher.commitsUntil(Collections.max(positions));

            assertThat(commits.stream().map(c -> c.path("position").asLong()))
                    .isSorted()
                    .containsExactlyInAnyOrderElementsOf(positions);
            assertThat(commits.getLast().at("/entries/0/content/text").asString())
                    .contains("\n");
            assertThat(watcher.texts()).isLessThan(150);
            assertThat(server.count("annals.live.frames") - frames).isEqualTo(301);
        }
    }

    @Test
    void whoever_drops_in_the_middle_of_a_message_gets_the_rest_of_it() throws Exception {
        CustomerId ann = somebody();
        long before = server.tell(Stories.registered(ann, "Ann"));
        List<Long> positions = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            positions.add(server.tell(Stories.email(ann, id(), Stories.THEN, "text " + i)));
        }
        try (Watcher watcher = Watcher.of(server).subscribe("customer/" + ann, before)) {
            assertThat(watcher.commitsUntil(positions.getLast())).hasSize(10);
            assertThat(watcher.texts()).as("all in one message, and live").isLessThanOrEqualTo(2);
        }
        long middle = positions.get(4);
        try (Watcher watcher = Watcher.of(server).subscribe("customer/" + ann, middle)) {
            assertThat(watcher.commitsUntil(positions.getLast()).stream()
                            .map(c -> c.path("position").asLong()))
                    .containsExactlyElementsOf(positions.subList(5, 10));
        }
    }

    @Test
    void whoever_leaves_without_having_read_what_was_sent_leaves_nothing_behind() throws Exception {
        CustomerId ann = somebody();
        String topic = "customer/" + ann;
        try (Watcher stuck = Watcher.thatDoesNotRead(server).subscribe(topic);
                Watcher witness = Watcher.of(server)) {
            stuck.readOne();
            stuck.next("live");
            witness.subscribe(topic).next("live");
            long last = 0;
            for (int i = 0; i < 100; i++) {
                last = server.tell(Stories.email(ann, id(), Stories.THEN, "x".repeat(5_000)));
            }
            witness.commitsUntil(last);
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(8); // sooner than any sending is given up
        while (server.gauge("annals.live.sockets") > 0) {
            assertThat(System.nanoTime()).as("all are let go").isLessThan(deadline);
            Thread.onSpinWait();
        }
        assertThat(server.gauge("annals.live.subscriptions")).isZero();
    }
}
