package io.annals.query.projection;

import static io.annals.query.Stories.ANN;
import static io.annals.query.Stories.registered;
import static io.annals.query.customer.CustomerProjection.CUSTOMER;
import static io.annals.query.loyalty.LoyaltyProjection.LOYALTY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.edge.refusal.BadInput;
import io.annals.events.Fact;
import io.annals.log.Commit;
import io.annals.log.EventLog.Cursor;
import io.annals.query.Stories;
import io.annals.query.World;
import io.annals.query.projection.History.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HistoryTest {
    private final World world = new World();
    private final History history = new History(world.log, world.encoding, world.keyring, Duration.ofMillis(50));

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void the_view_of_then_is_what_the_live_view_was_then() throws Exception {
        Projections projections = world.projections(CUSTOMER, LOYALTY);
        projections.start();
        try {
            Fact[] life = Stories.life(ANN, new Random(5), 60, "h").toArray(Fact[]::new);
            for (int i = 0; i + 1 < life.length; i += 2) {
                long position = world.tell(life[i], life[i + 1]);

                assertSame(projections.views(CUSTOMER), position);
                assertSame(projections.views(LOYALTY), position);
            }
        } finally {
            projections.stop();
        }
    }

    private <V> void assertSame(Views<V> views, long position) {
        Shown<V> live = views.one(ANN.toString(), position).orElseThrow();

        assertThat(history.view(views.projection(), ANN.toString(), live.position()))
                .contains(live);
    }

    @Test
    void an_instant_is_the_last_position_recorded_by_then() throws Exception {
        world.tell(registered(ANN, "Ann"));
        world.tell(registered(Stories.customer(2), "Bob"));
        try (Cursor<Commit> all = world.log.read(0)) {
            List<Commit> commits = new ArrayList<>();
            all.forEach(commits::add);

            assertThat(history.moment(commits.getFirst().at().minusSeconds(60).toString())
                            .position())
                    .isZero();
            assertThat(history.moment("1"))
                    .isEqualTo(new Moment(1, commits.getFirst().at()));
            assertThat(history.moment("2126-01-01T00:00:00Z").position()).isEqualTo(2);
        }
    }

    @Test
    void a_position_that_is_not_there_yet_and_what_is_no_moment_at_all_are_refused() {
        assertThatThrownBy(() -> history.moment("3")).isInstanceOf(NotYetProcessed.class);
        assertThatThrownBy(() -> history.moment("yesterday")).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> history.head(7L)).isInstanceOf(NotYetProcessed.class);
    }
}
