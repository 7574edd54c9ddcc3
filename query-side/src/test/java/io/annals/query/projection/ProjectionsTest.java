package io.annals.query.projection;

import static io.annals.query.Stories.ANN;
import static io.annals.query.Stories.customer;
import static io.annals.query.Stories.day;
import static io.annals.query.Stories.email;
import static io.annals.query.Stories.purchase;
import static io.annals.query.Stories.registered;
import static io.annals.query.customer.CustomerProjection.CUSTOMER;
import static io.annals.query.loyalty.LoyaltyProjection.LOYALTY;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.query.World;
import io.annals.query.customer.CustomerView;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProjectionsTest {
    private final World world = new World();
    private final Projections projections = world.projections(CUSTOMER, LOYALTY);
    private final Views<CustomerView> customers = projections.views(CUSTOMER);

    @AfterEach
    void end() {
        projections.stop();
        world.close();
    }

    @Test
    void what_was_recorded_is_seen_by_whoever_asks_for_its_position() throws Exception {
        projections.start();
        world.tell(registered(ANN, "Ann Example"));
        long position = world.tell(purchase(ANN, "p1", day(1), "USD 29.33"));

        Shown<CustomerView> shown = customers.one(ANN.toString(), position).orElseThrow();

        assertThat(shown.position()).isEqualTo(position);
        assertThat(shown.view().name()).isEqualTo("Ann Example");
        assertThat(shown.view().purchases().count()).isEqualTo(1);
    }

    @Test
    void a_position_that_is_not_reached_is_refused_after_a_bounded_wait() throws Exception {
        Projections stopped = world.projections(
                new ProjectionSettings(1, 10, 10, Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofSeconds(1)),
                Projections.tokens(world.database, World.QUICK),
                CUSTOMER);
        world.tell(registered(ANN, "Ann Example"));

        assertThatThrownBy(() -> stopped.views(CUSTOMER).one(ANN.toString(), 1L))
                .isInstanceOfSatisfying(
                        NotYetProcessed.class,
                        refusal -> assertThat(refusal.facts())
                                .containsEntry("position", 0L)
                                .containsEntry("asked", 1L));
    }

    @Test
    void nobody_is_unknown_because_a_projection_is_behind() throws Exception {
        world.tell(registered(ANN, "Ann Example"));
        Projections stopped = world.projections(
                new ProjectionSettings(1, 10, 10, Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofSeconds(1)),
                Projections.tokens(world.database, World.QUICK),
                CUSTOMER);

        assertThatThrownBy(() -> stopped.views(CUSTOMER).one(ANN.toString(), null))
                .isInstanceOf(NotYetProcessed.class);
        assertThat(stopped.views(CUSTOMER).asItIs(ANN.toString())).isEmpty();
        assertThat(stopped.views(CUSTOMER).one(customer(2).toString(), null)).isEmpty();

        CompletableFuture<Optional<Shown<CustomerView>>> asked =
                CompletableFuture.supplyAsync(() -> customers.one(ANN.toString(), null));
        projections.start();

        assertThat(asked.get(30, SECONDS)).isPresent();
    }

    @Test
    void the_progress_goes_on_also_when_nothing_was_for_anybody() throws Exception {
        projections.start();
        world.tell(registered(ANN, "Ann Example"));
        long last = world.tell(email(ANN, "m1", day(3), "hello"));

        assertThat(projections
                        .views(LOYALTY)
                        .one(ANN.toString(), last)
                        .orElseThrow()
                        .position())
                .isEqualTo(last);
    }

    @Test
    void a_restart_goes_on_where_it_stood() throws Exception {
        projections.start();
        long first = world.tell(registered(ANN, "Ann Example"));
        customers.one(ANN.toString(), first);
        projections.stop();
        long second = world.tell(purchase(ANN, "p1", day(1), "USD 29.33"));

        projections.start();

        assertThat(customers
                        .one(ANN.toString(), second)
                        .orElseThrow()
                        .view()
                        .purchases()
                        .count())
                .isEqualTo(1);
    }
}
