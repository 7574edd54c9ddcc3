package io.annals.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.edge.Actor;
import io.annals.edge.Role;
import io.annals.log.EventLog;
import io.annals.query.Stories;
import io.annals.query.visibility.ReplayTurns;
import io.annals.query.visibility.Visibility;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveFeedTest {
    private RunningServer server;

    @BeforeAll
    void start() {
        server = new RunningServer();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static final Topic TOPIC = new Topic.Customer(Stories.ANN.toString());

    private static FrameBatch next(BlockingQueue<FrameBatch> frames) throws InterruptedException {
        return Objects.requireNonNull(frames.poll(20, TimeUnit.SECONDS));
    }

    @Test
    void all_who_watch_a_topic_get_the_very_same_frame() throws Exception {
        LiveFeed feed = server.bean(LiveFeed.class);
        BlockingQueue<FrameBatch> one = new LinkedBlockingQueue<>();
        BlockingQueue<FrameBatch> two = new LinkedBlockingQueue<>();
        feed.join(Watched.alone(TOPIC), Visibility.WHOLE, one::offer);
        feed.join(Watched.alone(TOPIC), Visibility.WHOLE, two::offer);

        long position = server.tell(Stories.registered(Stories.ANN, "Ann"));

        FrameBatch first = next(one);
        FrameBatch second = next(two);
        assertThat(first.position()).isEqualTo(position);
        assertThat(second).isSameAs(first);
        assertThat(second.message()).isSameAs(first.message());
    }

    @Test
    void whoever_has_no_room_gets_no_more_and_whoever_leaves_neither() throws Exception {
        LiveFeed feed = server.bean(LiveFeed.class);
        BlockingQueue<FrameBatch> full = new LinkedBlockingQueue<>(1);
        BlockingQueue<FrameBatch> gone = new LinkedBlockingQueue<>();
        BlockingQueue<FrameBatch> stays = new LinkedBlockingQueue<>();
        LiveFeed.Receiver leaving = gone::offer;
        feed.join(Watched.alone(TOPIC), Visibility.WHOLE, full::offer);
        feed.join(Watched.alone(TOPIC), Visibility.WHOLE, leaving);
        feed.join(Watched.alone(TOPIC), Visibility.WHOLE, stays::offer);
        feed.leave(TOPIC, Visibility.WHOLE, leaving);

        for (int i = 0; i < 3; i++) {
            server.tell(Stories.email(Stories.ANN, "mail-" + i, Stories.THEN, "text"));
        }

        for (int frames = 0; frames < 3; ) {
            frames += next(stays).frames().size();
        }
        assertThat(full).hasSize(1);
        assertThat(gone).isEmpty();
    }

    @Test
    void what_nobody_watches_is_not_even_decoded() throws Exception {
        LiveFeed feed = server.bean(LiveFeed.class);
        BlockingQueue<FrameBatch> frames = new LinkedBlockingQueue<>();
        feed.join(Watched.alone(TOPIC), Visibility.WHOLE, frames::offer);
        long before = server.timed("annals.live.encoding");
        server.tell(Stories.email(Stories.customer(5), "unwatched", Stories.THEN, "text"));

        server.tell(Stories.email(Stories.ANN, "watched", Stories.THEN, "text"));

        next(frames);
        assertThat(server.timed("annals.live.encoding")).isEqualTo(before + 1);
    }

    @Test
    void a_client_that_has_seen_more_than_this_process_gets_only_what_is_new_to_it() throws Exception {
        LiveFeed feed = server.bean(LiveFeed.class);
        List<Long> sent = new ArrayList<>();
        Replay.Sink sink = batch -> sent.add(batch.position());
        long here = feed.position();
        Subscription ahead = new Subscription(Watched.alone(TOPIC), Visibility.WHOLE, here + 2, feed, _ -> true);

        assertThat(ahead.unheard(commits(here, 1, 2, 3)))
                .as("nothing off the queue before the replay is done")
                .isEmpty();
        ahead.catchUp(
                server.bean(EventLog.class),
                server.bean(Frames.class),
                server.bean(ReplayTurns.class).of(new Actor("ahead", Role.SERVICE)),
                sink);

        assertThat(ahead.isJoined()).isTrue();
        assertThat(sent).isEmpty();
        assertThat(ahead.unheard(commits(here, 1, 2))).isEmpty();
        assertThat(ahead.unheard(commits(here, 1, 2, 3, 4))).contains(commits(here, 3, 4));
        assertThat(ahead.unheard(commits(here, 3, 4))).isEmpty();
        assertThat(ahead.unheard(commits(here, 5, 7))).contains(commits(here, 5, 7));
        ahead.leave();
    }

    @Test
    void those_who_see_the_same_get_the_very_same_frame_and_others_their_own() throws Exception {
        LiveFeed feed = server.bean(LiveFeed.class);
        Visibility technician = Visibility.of(new Actor("tom", Role.TECHNICIAN));
        BlockingQueue<FrameBatch> whole = new LinkedBlockingQueue<>();
        BlockingQueue<FrameBatch> one = new LinkedBlockingQueue<>();
        BlockingQueue<FrameBatch> two = new LinkedBlockingQueue<>();
        feed.join(Watched.alone(TOPIC), Visibility.WHOLE, whole::offer);
        feed.join(Watched.alone(TOPIC), technician, one::offer);
        feed.join(Watched.alone(TOPIC), Visibility.of(new Actor("tim", Role.TECHNICIAN)), two::offer);
        long before = server.timed("annals.live.encoding");

        server.tell(Stories.purchase(Stories.ANN, "priced", Stories.THEN, "USD 29.33"));

        FrameBatch first = next(one);
        assertThat(next(two)).isSameAs(first);
        assertThat(text(first)).contains("shoes").doesNotContain("29.33");
        assertThat(text(next(whole))).contains("29.33");
        assertThat(server.timed("annals.live.encoding")).isEqualTo(before + 2);
    }

    private static String text(FrameBatch batch) {
        return batch.frames().getFirst().text();
    }

    private static FrameBatch commits(long base, long... positions) {
        List<Frame> frames = Arrays.stream(positions)
                .mapToObj(i -> new Frame(TOPIC, false, base + i, StandardCharsets.UTF_8.encode("{" + i + "}")))
                .toList();
        return FrameBatch.of(frames).getFirst();
    }
}
