package io.annals.query.projection;

import static io.annals.query.Stories.ANN;
import static io.annals.query.Stories.day;
import static io.annals.query.Stories.email;
import static io.annals.query.Stories.registered;
import static io.annals.query.timeline.TimelineProjection.TIMELINE;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.events.Fact;
import io.annals.events.contact.ContactEvent.EmailReceived;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.log.RecordedEvent;
import io.annals.query.Stories;
import io.annals.query.World;
import io.annals.query.timeline.TimelineView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a projection leaves beside its views. */
@Timeout(60)
class RowsTest {
    private final World world = new World();
    private final Projections projections = world.projections(TIMELINE);
    private final Views<TimelineView> views = projections.views(TIMELINE);

    @AfterEach
    void end() {
        projections.stop();
        world.close();
    }

    private List<Document> rows() {
        return world.database
                .getCollection("view_timeline_1_rows")
                .find()
                .sort(new Document("position", 1).append("index", 1))
                .into(new ArrayList<>());
    }

    private TimelineView view(long atLeast) {
        return views.one(ANN.toString(), atLeast).orElseThrow().view();
    }

    @Test
    void a_batch_whose_views_and_token_were_lost_leaves_each_row_once() throws Exception {
        long last = 0;
        for (var fact : Stories.life(ANN, new Random(7), 50, "s")) {
            last = world.tell(fact);
        }
        projections.start();
        view(last);
        List<Document> before = rows();
        projections.stop();
        world.database.getCollection("view_timeline_1").deleteMany(new Document());
        world.database.getCollection("projection_tokens").deleteMany(new Document());

        projections.start();
        long next = world.tell(email(ANN, "after", day(400), "one more"));

        assertThat(view(next).entries()).isEqualTo(before.size() + 1);
        assertThat(rows().subList(0, before.size())).isEqualTo(before);
        assertThat(rows()).hasSize(before.size() + 1);
    }

    @Test
    void a_late_writer_does_not_bring_back_what_was_erased() throws Exception {
        world.tell(registered(ANN, "Ann"), email(ANN, "m1", day(1), "a secret"));
        var told = world.log.at(List.of(1L)).get(1);
        Record row = Objects.requireNonNull(
                TIMELINE.fold().row(TIMELINE.fold().empty(ANN.toString()), told, world.encoding.decode(told.event())));
        projections.start();
        view(1);
        assertThat(rows().get(1).get("row", Document.class).getList("words", String.class))
                .contains("secret");
        world.keyring.destroy(ANN.toString());
        view(world.tell(new CustomerErased(ANN, day(2)), email(ANN, "m2", day(3), "another")));

        StoredRows stored =
                new StoredRows(world.database, "view_timeline_1_rows", Objects.requireNonNull(TIMELINE.rows()));
        stored.write(List.of(stored.added(ANN.toString(), told, row)));

        assertThat(rows())
                .hasSize(4)
                .noneMatch(left -> left.get("row", Document.class).containsKey("words"));
    }

    @Test
    void a_parked_subject_keeps_its_rows_up_to_there_and_a_retry_leaves_each_once() throws Exception {
        Touchy fold = new Touchy();
        Projection<TimelineView> touchy =
                new Projection<>("touchy", 1, fold, TimelineView.class, List.of(), TIMELINE.rows());
        Projections parking = world.projections(touchy);
        var collection = world.database.getCollection("view_touchy_1_rows");
        try {
            parking.start();
            long last = world.tell(
                    registered(ANN, "Ann"), email(ANN, "m1", day(1), "fine"), email(ANN, "m2", day(2), "touchy"));
            world.tell(email(ANN, "m3", day(3), "after"));
            parking.views(touchy).rows(rows -> List.of(rows.countDocuments()), last);
            assertThat(collection.countDocuments()).isLessThan(4);

            fold.well = true;
            assertThat(parking.retry("touchy")).isZero();

            long head = world.tell(email(ANN, "m4", day(4), "well again"));
            assertThat(parking.views(touchy)
                            .one(ANN.toString(), head)
                            .orElseThrow()
                            .view()
                            .entries())
                    .isEqualTo(5);
            assertThat(collection.countDocuments()).isEqualTo(5);
        } finally {
            parking.stop();
        }
    }

    /** Stumbles over one text until it is well. */
    private static final class Touchy implements Fold<TimelineView> {
        private volatile boolean well;

        @Override
        public TimelineView empty(String subject) {
            return TIMELINE.fold().empty(subject);
        }

        @Override
        public TimelineView apply(TimelineView view, RecordedEvent where, Fact fact) {
            return TIMELINE.fold().apply(view, where, fact);
        }

        @Override
        public @Nullable Record row(TimelineView before, RecordedEvent where, Fact fact) {
            if (!well
                    && fact instanceof EmailReceived mail
                    && mail.text().orElse("").equals("touchy")) {
                throw new IllegalStateException("touchy");
            }
            return TIMELINE.fold().row(before, where, fact);
        }
    }
}
