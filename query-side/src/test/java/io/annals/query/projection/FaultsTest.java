package io.annals.query.projection;

import static io.annals.query.Stories.ANN;
import static io.annals.query.Stories.customer;
import static io.annals.query.Stories.day;
import static io.annals.query.Stories.earned;
import static io.annals.query.Stories.purchase;
import static io.annals.query.Stories.registered;
import static io.annals.query.customer.CustomerProjection.CUSTOMER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.log.axon.LogToken;
import io.annals.query.World;
import io.annals.query.customer.CustomerView;
import io.annals.query.loyalty.LoyaltySection.Loyalty;
import io.annals.query.projection.State.Condition;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.health.contributor.Status;

@Timeout(60)
class FaultsTest {
    private final World world = new World();

    @AfterEach
    void end() {
        world.close();
    }

    /** Fails so many times at the moment between the views and their token: as a kill there would look to the next one. */
    private TokenStore failing(int times) {
        AtomicInteger left = new AtomicInteger(times);
        TokenStore tokens = Projections.tokens(world.database, World.QUICK);
        return (TokenStore) Proxy.newProxyInstance(
                TokenStore.class.getClassLoader(), new Class<?>[] {TokenStore.class}, (_, method, given) -> {
                    if (method.getName().equals("storeToken")
                            && given[0] instanceof LogToken place
                            && place.commit() > 0
                            && left.getAndDecrement() > 0) {
                        throw new IllegalStateException("killed between the views and the token");
                    }
                    try {
                        return method.invoke(tokens, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void a_kill_between_views_and_token_counts_nothing_twice() throws Exception {
        world.tell(registered(ANN, "Ann"));
        long last = 0;
        for (int i = 0; i < 20; i++) {
            last = world.tell(purchase(ANN, "p" + i, day(i), "USD 1.25"), earned(ANN, 1, "p" + i));
        }
        ProjectionSettings patient = new ProjectionSettings(
                1, 7, 100, Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofMillis(100));
        Projections projections = world.projections(patient, failing(1), CUSTOMER);
        projections.start();
        try {
            CustomerView view = projections
                    .views(CUSTOMER)
                    .one(ANN.toString(), last)
                    .orElseThrow()
                    .view();

            assertThat(view.purchases().count()).isEqualTo(20);
            assertThat(view.purchases().money().get("USD")).hasToString("USD 25.00");
            assertThat(view.sections()).containsEntry("loyalty", new Loyalty(20, null));
        } finally {
            projections.stop();
        }
    }

    @Test
    void a_view_never_shows_half_a_commit() throws Exception {
        ProjectionSettings tiny =
                new ProjectionSettings(1, 1, 100, Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofMillis(100));
        Projections projections = world.projections(tiny, Projections.tokens(world.database, tiny), CUSTOMER);
        Views<CustomerView> customers = projections.views(CUSTOMER);
        world.tell(registered(ANN, "Ann"));
        projections.start();
        try {
            for (int i = 0; i < 30; i++) {
                long position = world.tell(
                        purchase(ANN, "x" + i, day(i), "USD 1.00"),
                        earned(ANN, 1, "x" + i),
                        earned(customer(9), 1, "y" + i));
                CustomerView view =
                        customers.one(ANN.toString(), 1L).orElseThrow().view();
                assertThat(view.sections())
                        .containsEntry("loyalty", new Loyalty(view.purchases().count(), null));
                customers.one(ANN.toString(), position);
            }
        } finally {
            projections.stop();
        }
    }

    @Test
    void a_broken_log_stops_the_projection_and_is_down() throws Exception {
        world.tell(registered(ANN, "Ann"));
        Projections projections = world.projections(CUSTOMER);
        projections.start();
        try {
            projections.views(CUSTOMER).one(ANN.toString(), 1L);
            projections.stop();
            world.database
                    .getCollection(Projections.TOKENS)
                    .updateMany(
                            new Document("processorName", "projections-1"),
                            new Document(
                                    "$set",
                                    new Document(
                                            "token",
                                            "{\"commit\":1,\"index\":0,\"of\":1,\"hash\":\"%s\"}"
                                                    .formatted("ab".repeat(32))
                                                    .getBytes(UTF_8))));

            projections.start();
            world.tell(registered(customer(2), "Bob"));

            assertThat(new Signals()
                            .until(
                                    Duration.ofSeconds(10),
                                    () -> projections.states().getFirst().condition() == Condition.STOPPED))
                    .isTrue();
            assertThat(new Signals()
                            .until(
                                    Duration.ofSeconds(10),
                                    () -> new ProjectionHealth(projections)
                                            .health()
                                            .getStatus()
                                            .equals(Status.DOWN)))
                    .isTrue();
        } finally {
            projections.stop();
        }
    }
}
