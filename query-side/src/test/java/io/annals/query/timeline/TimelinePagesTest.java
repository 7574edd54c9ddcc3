package io.annals.query.timeline;

import static io.annals.query.Stories.ANN;
import static io.annals.query.Stories.day;
import static io.annals.query.timeline.TimelineProjection.TIMELINE;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.events.Fact;
import io.annals.query.Stories;
import io.annals.query.World;
import io.annals.query.projection.History;
import io.annals.query.projection.Projections;
import io.annals.query.projection.Views;
import io.annals.query.timeline.Timeline.Asked;
import io.annals.query.timeline.Timeline.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stretch against the whole timeline, as it is made by sorting all that the log holds. */
@Timeout(60)
class TimelinePagesTest {
    private static final int LENGTH = 120;

    private final World world = new World();
    private final Projections projections = world.projections(TIMELINE);
    private final Views<TimelineView> views = projections.views(TIMELINE);
    private final History history = new History(world.log, world.encoding, world.keyring, Duration.ofSeconds(1));
    private final Timeline timeline = new Timeline(history, views);

    @AfterEach
    void end() {
        projections.stop();
        world.close();
    }

    private long tell(List<Fact> facts) throws Exception {
        long last = 0;
        for (int from = 0; from < facts.size(); from += 3) {
            last = world.tell(facts.subList(from, Math.min(facts.size(), from + 3)));
        }
        return last;
    }

    private static Asked all(long upTo) {
        return new Asked(upTo, null, null, null, null, Set.of());
    }

    private List<TimelineEntry> whole(Asked asked) {
        return history.events(ANN.toString(), asked.upTo()).stream()
                .flatMap(where -> TimelineEntry.of(where, history.fact(where)).stream())
                .filter(asked::fits)
                .sorted(TimelineEntry.NEWEST_FIRST)
                .toList();
    }

    private void pagesMakeTheWhole(Asked asked) {
        List<TimelineEntry> whole = whole(asked);
        for (int limit : List.of(1, 7, 50, 500)) {
            List<TimelineEntry> down = new ArrayList<>();
            PageCursor cursor = null;
            Stretch page;
            do {
                page = timeline.read(ANN.toString(), asked, cursor, limit);
                down.addAll(page.entries());
                cursor = page.older();
            } while (cursor != null);
            assertThat(down).isEqualTo(whole);
            assertThat(up(asked, page, limit)).isEqualTo(whole);
        }
    }

    /** From the last page back to the first. */
    private List<TimelineEntry> up(Asked asked, Stretch last, int limit) {
        List<TimelineEntry> all = new ArrayList<>(last.entries());
        @Nullable PageCursor cursor = last.newer();
        while (cursor != null) {
            Stretch page = timeline.read(ANN.toString(), asked, cursor, limit);
            all.addAll(0, page.entries());
            cursor = page.newer();
        }
        return all;
    }

    @Test
    void pages_of_any_size_make_the_whole_also_while_the_rows_are_behind_the_log() throws Exception {
        List<Fact> life = Stories.life(ANN, new Random(42), LENGTH, "s");
        long none = tell(life.subList(0, 40));
        pagesMakeTheWhole(all(none));

        projections.start();
        views.one(ANN.toString(), none);
        pagesMakeTheWhole(all(none));

        projections.stop();
        long head = tell(life.subList(40, LENGTH));
        pagesMakeTheWhole(all(head));
        assertThat(timeline.read(ANN.toString(), all(head), null, 5).total())
                .isEqualTo(whole(all(head)).size());

        projections.start();
        views.one(ANN.toString(), head);
        pagesMakeTheWhole(all(head));
        pagesMakeTheWhole(all(none));
        pagesMakeTheWhole(new Asked(head, "email", null, null, null, Set.of()));
        pagesMakeTheWhole(new Asked(head, null, "channel-1", day(20), day(200), Set.of()));
        assertThat(timeline.read(ANN.toString(), all(0), null, 5).known()).isFalse();
    }

    @Test
    void a_page_around_an_instant_has_what_happened_up_to_then_and_what_came_after() throws Exception {
        long head = tell(Stories.life(ANN, new Random(7), LENGTH, "s"));
        projections.start();
        views.one(ANN.toString(), head);
        Instant then = day(150);

        Stretch page = timeline.around(ANN.toString(), all(head), then, 20);

        List<TimelineEntry> whole = whole(all(head));
        int first = whole.indexOf(page.entries().getFirst());
        assertThat(page.entries()).isEqualTo(whole.subList(first, first + 20));
        assertThat(page.entries().get(9).occurredAt()).isAfter(then);
        assertThat(page.entries().get(10).occurredAt()).isBeforeOrEqualTo(then);
        PageCursor newer = Objects.requireNonNull(page.newer());
        assertThat(timeline.read(ANN.toString(), all(head), newer, 5).entries())
                .isEqualTo(whole.subList(first - 5, first));
    }
}
