package io.annals.query.projection;

import static io.annals.query.Stories.customer;
import static io.annals.query.Stories.earned;
import static io.annals.query.Stories.registered;
import static io.annals.query.loyalty.LoyaltyProjection.LOYALTY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.loyalty.LoyaltyEvent.PointsEarned;
import io.annals.log.RecordedEvent;
import io.annals.query.World;
import io.annals.query.loyalty.LoyaltyView;
import io.annals.query.projection.State.Condition;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.health.contributor.Status;

@Timeout(60)
class ParkingTest {
    private static final long INDIGESTIBLE = 13;
    private static final CustomerId ANN = customer(1);
    private static final CustomerId BOB = customer(2);

    private final World world = new World();
    private final AtomicBoolean sick = new AtomicBoolean(true);
    private final Projection<LoyaltyView> touchy =
            new Projection<>("touchy", new Touchy(), LoyaltyView.class, LOYALTY.indexes());
    private final Projections projections = world.projections(touchy);
    private final Views<LoyaltyView> accounts = projections.views(touchy);

    /** Cannot digest thirteen points as long as it is sick. */
    private final class Touchy implements Fold<LoyaltyView> {
        @Override
        public LoyaltyView empty(String subject) {
            return LOYALTY.fold().empty(subject);
        }

        @Override
        public LoyaltyView apply(LoyaltyView view, RecordedEvent where, Fact fact) {
            if (fact instanceof PointsEarned earned && earned.points() == INDIGESTIBLE && sick.get()) {
                throw new IllegalStateException("will not have it: ann@example.com");
            }
            return LOYALTY.fold().apply(view, where, fact);
        }
    }

    @BeforeEach
    void aCustomerWhoCannotBeDigestedBesideOneWhoCan() throws Exception {
        projections.start();
        world.tell(registered(ANN, "Ann"));
        world.tell(registered(BOB, "Bob"));
        world.tell(earned(ANN, 1, "a1"));
        world.tell(earned(ANN, INDIGESTIBLE, "a2"));
        world.tell(earned(ANN, 2, "a3"));
    }

    @AfterEach
    void end() {
        projections.stop();
        world.close();
    }

    private long balance(CustomerId customer, long atLeast) {
        return accounts.one(customer.toString(), atLeast).orElseThrow().view().balance();
    }

    @Test
    void an_indigestible_event_parks_its_subject_and_nobody_else() throws Exception {
        long last = world.tell(earned(BOB, 5, "b1"));

        assertThat(balance(BOB, last)).isEqualTo(5);
        assertThat(accounts.one(ANN.toString(), null).orElseThrow().view().balance())
                .isEqualTo(1);
        assertThat(accounts.one(ANN.toString(), null).orElseThrow().position()).isEqualTo(3);
    }

    @Test
    void whoever_asks_for_what_is_parked_is_told_where_it_stands() throws Exception {
        long last = world.tell(earned(BOB, 5, "b1"));
        balance(BOB, last);

        assertThatThrownBy(() -> balance(ANN, 5))
                .isInstanceOfSatisfying(
                        NotYetProcessed.class,
                        refusal -> assertThat(refusal.facts()).containsEntry("position", 3L));
    }

    @Test
    void the_state_names_the_subject_the_place_and_a_cause_that_quotes_nothing() throws Exception {
        balance(BOB, world.tell(earned(BOB, 5, "b1")));

        State state = projections.states().getFirst();

        assertThat(state.condition()).isEqualTo(Condition.RUNNING);
        assertThat(state.parked()).isEqualTo(1);
        assertThat(state.examples()).singleElement().satisfies(parked -> {
            assertThat(parked.subject()).isEqualTo(ANN.toString());
            assertThat(parked.from()).isEqualTo("4.0");
            assertThat(parked.cause())
                    .contains("IllegalStateException", "Touchy")
                    .doesNotContain("ann@example.com");
        });
        projections.retry("touchy"); // has the state looked at again
        assertThat(new ProjectionHealth(projections).health().getStatus()).isEqualTo(new Status("DEGRADED"));
    }

    @Test
    void a_retry_takes_the_subject_up_again_with_all_that_came_since() throws Exception {
        balance(BOB, world.tell(earned(BOB, 5, "b1")));
        assertThat(projections.retry("touchy")).isEqualTo(1);
        sick.set(false);

        assertThat(projections.retry("touchy")).isZero();

        assertThat(balance(ANN, 6)).isEqualTo(16);
        assertThat(balance(ANN, world.tell(earned(ANN, 4, "a4")))).isEqualTo(20);
        assertThat(new ProjectionHealth(projections).health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void it_stays_parked_over_a_restart() throws Exception {
        balance(BOB, world.tell(earned(BOB, 5, "b1")));
        projections.stop();
        projections.start();

        balance(BOB, world.tell(earned(ANN, 7, "a5"), earned(BOB, 1, "b2")));

        assertThat(accounts.one(ANN.toString(), null).orElseThrow().view().balance())
                .isEqualTo(1);
    }

    @Test
    void a_rebuild_with_a_fold_that_can_digest_it_has_nobody_parked() throws Exception {
        balance(BOB, world.tell(earned(BOB, 5, "b1")));
        sick.set(false);

        State state = projections.rebuild("touchy", _ -> {});

        assertThat(state.parked()).isZero();
        assertThat(balance(ANN, 6)).isEqualTo(16);
    }
}
