package io.annals.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.events.CustomerId;
import io.annals.query.Stories;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SlowReaderTest {
    private static final int QUEUE = 50;
    private static final int COMMITS = 400;
    private static final String LONG_TEXT = "x".repeat(5_000);

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** At the pace of one who reads. */
    private static long tellMuch(RunningServer server, CustomerId customer, Watcher pace) throws Exception {
        long position = 0;
        for (int sent = 0; sent < COMMITS; sent += QUEUE / 2) {
            List<CompletableFuture<Long>> told = new ArrayList<>();
            for (int i = 0; i < QUEUE / 2; i++) {
                told.add(server.told(Stories.email(customer, UUID.randomUUID().toString(), Stories.THEN, LONG_TEXT)));
            }
            for (CompletableFuture<Long> one : told) {
                position = Math.max(position, one.get(20, TimeUnit.SECONDS));
            }
            pace.commitsUntil(position);
        }
        return position;
    }

    @Test
    void a_slow_reader_is_closed_with_where_to_resume_and_the_others_get_everything() throws Exception {
        CustomerId ann = new CustomerId(UUID.randomUUID());
        String topic = "customer/" + ann;
        try (RunningServer server = new RunningServer("annals.live.queue=" + QUEUE);
                Watcher slow = Watcher.thatDoesNotRead(server).subscribe(topic, 0);
                Watcher quick = Watcher.of(server).subscribe(topic, 0);
                Watcher another = Watcher.of(server).subscribe("all", 0)) {
            quick.next("live");
            another.next("live");
            slow.readOne();
            slow.next("live");

            long end = tellMuch(server, ann, quick);

            assertThat(another.commitsUntil(end)).hasSize(COMMITS);
            assertThat(server.count("annals.live.overflows")).isEqualTo(1);
            slow.readAll();
            assertThat(slow.closing()).startsWith("4008 resume after ");
            long resume = Long.parseLong(slow.closing().substring("4008 resume after ".length()));
            List<Long> positions = positions(slow.commitsUntil(resume));
            assertThat(positions.getLast()).isEqualTo(resume);
            try (Watcher again = Watcher.of(server).subscribe(topic, resume)) {
                positions.addAll(positions(again.commitsUntil(end)));
            }
            assertThat(positions).hasSize(COMMITS).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void who_stops_reading_or_answering_is_cut_and_who_watches_what_is_quiet_is_told_how_far_it_is() throws Exception {
        CustomerId ann = new CustomerId(UUID.randomUUID());
        try (RunningServer server = new RunningServer(
                        "annals.live.send-within=1500ms", "annals.live.beat=100ms", "annals.live.silence=3s");
                Watcher stuck = Watcher.thatDoesNotRead(server).subscribe("customer/" + ann);
                Watcher silent = Watcher.thatDoesNotRead(server);
                Watcher quick = Watcher.of(server).subscribe("customer/" + ann);
                Watcher quiet = Watcher.of(server).subscribe("channel/quiet")) {
            quick.next("live");
            assertThat(quiet.nextBeat().path("every").asLong()).isEqualTo(100);

            long end = tellMuch(server, ann, quick);

            assertThat(end).isEqualTo(COMMITS);
            await("two sessions are gone", () -> server.gauge("annals.live.sockets") == 2);
            assertThat(server.gauge("annals.live.subscriptions")).isEqualTo(2);
            assertThat(server.count("annals.live.overflows")).isZero();
            assertThat(List.of(stuck.closed.isDone(), silent.closed.isDone())).containsOnly(false);
            assertThat(quiet.commitsUntil(end)).isEmpty();
            assertThat(quiet.nextBeat()).isNotNull();
        }
    }

    private static List<Long> positions(List<JsonNode> commits) {
        return new ArrayList<>(
                commits.stream().map(c -> c.path("position").asLong()).toList());
    }
}
