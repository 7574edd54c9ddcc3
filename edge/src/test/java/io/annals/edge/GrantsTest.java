package io.annals.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.annals.mongod.EmbeddedMongod;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one database. */
class GrantsTest {
    /** Several times what is promised, so that a busy machine is no fault; less than what nobody rang for takes. */
    private static final Duration SOON = Duration.ofSeconds(3);

    private final MongoClient client =
            MongoClients.create(EmbeddedMongod.forTests().connectionString());
    private final MongoDatabase database =
            client.getDatabase("grants" + UUID.randomUUID().toString().substring(0, 8));
    private final GrantChanges bell = new GrantChanges(database);
    private final Keys keys = new Keys(client, database, bell, Clock.systemUTC());
    private final GrantChanges otherBell = new GrantChanges(database);
    private final LiveGrants other =
            new LiveGrants(List.of(new Keys(client, database, otherBell, Clock.systemUTC())), Clock.systemUTC());
    private final Listener listener = new Listener(otherBell, other);

    @BeforeEach
    void listen() {
        listener.start();
    }

    @AfterEach
    void stop() {
        listener.stop();
        database.drop();
        client.close();
    }

    @Test
    void what_is_ended_on_one_node_is_over_on_the_other_within_a_second() throws Exception {
        Keys.Shown made = keys.issue("robot", Role.SERVICE, new Scope.All(), null, "anna");
        Grant grant = other.by(made.secret()).orElseThrow().grant();
        BlockingQueue<Grant> told = new LinkedBlockingQueue<>();
        try (AutoCloseable _ = other.whenChanged(told::add)) {
            long then = System.nanoTime();
            keys.end(made.key().id());

            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(grant);
            assertThat(Duration.ofNanos(System.nanoTime() - then)).isLessThan(SOON);
            assertThat(other.by(made.secret())).isEmpty();
            assertThat(other.now(grant)).isEmpty();
        }
    }

    @Test
    void what_was_opened_by_a_secret_ends_when_its_overlap_has_run_out_and_not_before() throws Exception {
        Keys.Shown made = keys.issue("robot", Role.SERVICE, new Scope.All(), null, "anna");
        Grant earlier = other.by(made.secret()).orElseThrow().grant();
        BlockingQueue<Grant> told = new LinkedBlockingQueue<>();
        try (AutoCloseable _ = other.whenChanged(told::add)) {
            Keys.Shown rolled = keys.roll(made.key().id(), Duration.ofMillis(1500));
            Instant until = rolled.key().overlapUntil();
            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(new Grant(earlier.id(), until));
            assertThat(other.now(earlier)).isPresent();

            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(new Grant(earlier.id(), until));
            assertThat(Duration.between(until, Instant.now())).isBetween(Duration.ZERO, SOON);
            assertThat(other.now(earlier)).isEmpty();
            assertThat(other.by(made.secret())).isEmpty();
            assertThat(other.by(rolled.secret())).isPresent();
        }
    }

    @Test
    void what_is_changed_by_hand_is_noticed_without_the_bell() throws Exception {
        Keys.Shown made = keys.issue("robot", Role.SERVICE, new Scope.All(), null, "anna");
        Grant grant = other.by(made.secret()).orElseThrow().grant();
        BlockingQueue<Grant> told = new LinkedBlockingQueue<>();
        try (AutoCloseable _ = other.whenChanged(told::add)) {
            database.getCollection("access_keys")
                    .updateOne(Filters.eq(made.key().id()), Updates.set("roles", List.of("auditor")));

            assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(grant);
            assertThat(other.now(grant).orElseThrow().roles()).containsExactly(Role.AUDITOR);
        }
    }

    @Test
    void a_token_that_ends_by_itself_is_told_of_within_a_second() throws Exception {
        Instant end = Instant.now().plusMillis(700);
        Actor guest = new Actor("guest", Set.of(Role.AGENT), new Scope.All(), null, new Grant("token/1", end));
        LiveGrants grants = new LiveGrants(List.of(new OneToken(guest)), Clock.systemUTC());
        Listener brief = new Listener(new GrantChanges(database), grants);
        brief.start();
        BlockingQueue<Grant> told = new LinkedBlockingQueue<>();
        try (AutoCloseable _ = grants.whenChanged(told::add)) {
            assertThat(grants.by("secret")).contains(guest);

            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(guest.grant());
            assertThat(Duration.between(end, Instant.now())).isBetween(Duration.ZERO, SOON);
            assertThat(grants.by("secret")).isEmpty();
        } finally {
            brief.stop();
        }
    }

    private record OneToken(Actor actor) implements Register {
        @Override
        public boolean wouldHave(String secret) {
            return true;
        }

        @Override
        public Optional<Actor> by(String secret) {
            return Optional.of(actor);
        }

        @Override
        public Map<String, Actor> now(Set<String> ids) {
            return Map.of(actor.grant().id(), actor);
        }
    }
}
