package io.annals.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.annals.edge.refusal.RuleBroken;
import io.annals.edge.refusal.Unknown;
import io.annals.events.CustomerId;
import io.annals.mongod.EmbeddedMongod;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeysTest {
    private static final int STARTERS = 10;

    private final MongoClient client =
            MongoClients.create(EmbeddedMongod.forTests().connectionString());
    private final MongoDatabase database =
            client.getDatabase("keys" + UUID.randomUUID().toString().substring(0, 8));

    @BeforeAll
    void empty() {
        database.drop();
    }

    @AfterAll
    void close() {
        database.drop();
        client.close();
    }

    private Keys keys() {
        return new Keys(client, database, new GrantChanges(database), Clock.systemUTC());
    }

    @Test
    void of_ten_concurrent_starters_one_makes_the_keys_and_all_know_them() throws Exception {
        CyclicBarrier together = new CyclicBarrier(STARTERS);
        List<Future<Optional<Map<Role, String>>>> starters = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < STARTERS; i++) {
                starters.add(threads.submit(() -> {
                    Keys keys = keys();
                    together.await(20, TimeUnit.SECONDS);
                    return keys.makeOnFirstStart();
                }));
            }
        }

        List<Map<Role, String>> made = new ArrayList<>();
        for (Future<Optional<Map<Role, String>>> starter : starters) {
            starter.get(20, TimeUnit.SECONDS).ifPresent(made::add);
        }
        assertThat(made).hasSize(1);
        assertThat(made.getFirst())
                .containsOnlyKeys(Role.AGENT, Role.AUDITOR, Role.TILL, Role.SERVICE, Role.ADMINISTRATOR);
        Keys another = keys();
        assertThat(another.makeOnFirstStart()).isEmpty();
        made.getFirst().forEach((role, key) -> {
            assertThat(key).matches("annals_" + role.text() + "_[A-Za-z0-9_-]{43}");
            assertThat(another.by(key)).hasValueSatisfying(actor -> {
                assertThat(actor.name()).isEqualTo(role.text());
                assertThat(actor.roles()).containsExactly(role);
                assertThat(actor.grant().id()).startsWith("key/" + role.text() + "/");
            });
        });
        String stored = database.getCollection("access_keys")
                .find()
                .map(Document::toJson)
                .into(new ArrayList<>())
                .toString();
        assertThat(made.getFirst().values())
                .noneSatisfy(key -> assertThat(stored).contains(key.substring(key.length() - 43)));
    }

    @Test
    void a_key_of_this_process_is_known_to_no_other() {
        Keys here = keys();

        String key = here.ephemeral(Role.TILL);

        assertThat(here.by(key)).contains(new Actor("till", Role.TILL));
        assertThat(keys().by(key)).isEmpty();
    }

    @Test
    void of_two_keys_of_one_name_there_is_one_also_at_once_until_it_has_ended() throws Exception {
        Keys keys = keys();
        CyclicBarrier together = new CyclicBarrier(STARTERS);
        List<Future<Keys.Shown>> tries = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < STARTERS; i++) {
                tries.add(threads.submit(() -> {
                    together.await(20, TimeUnit.SECONDS);
                    return keys().issue("robot", Role.SERVICE, new Scope.All(), null, "anna");
                }));
            }
        }
        List<Future<Keys.Shown>> made = tries.stream()
                .filter(one -> one.state() == Future.State.SUCCESS)
                .toList();
        assertThat(made).hasSize(1);
        assertThat(tries)
                .filteredOn(one -> one.state() == Future.State.FAILED)
                .allSatisfy(one -> assertThat(one.exceptionNow()).isInstanceOf(RuleBroken.class));

        keys.roll(made.getFirst().resultNow().key().id(), Duration.ofHours(1));
        assertThatThrownBy(() -> keys.issue("robot", Role.TILL, new Scope.All(), null, "anna"))
                .isInstanceOf(RuleBroken.class);
        keys.end(made.getFirst().resultNow().key().id());

        assertThat(keys.issue("robot", Role.TILL, new Scope.All(), null, "anna").secret())
                .startsWith("annals_till_");
    }

    @Test
    void a_key_that_is_rolled_has_two_secrets_for_a_while_and_ended_none() {
        Keys keys = keys();
        Keys.Shown made = keys.issue("shop 7", Role.TILL, new Scope.Region("EU"), null, "anna");
        Actor till = keys.by(made.secret()).orElseThrow();
        assertThat(till.scope()).isEqualTo(new Scope.Region("EU"));
        assertThat(till.roles()).containsExactly(Role.TILL);
        String id = made.key().id();

        Keys.Shown rolled = keys.roll(id, Duration.ofHours(1));
        Keys elsewhere = keys();
        Grant earlier = elsewhere.by(made.secret()).orElseThrow().grant();
        Actor present = elsewhere.by(rolled.secret()).orElseThrow();
        assertThat(earlier).isEqualTo(new Grant(till.grant().id(), rolled.key().overlapUntil()));
        assertThat(present.name()).isEqualTo(till.name());
        assertThat(present.grant().until()).isNull();
        assertThat(elsewhere.now(Set.of(earlier.id(), present.grant().id())))
                .containsOnlyKeys(earlier.id(), present.grant().id());
        assertThat(rolled.key().overlapUntil()).isAfter(Instant.now());

        Keys.Shown again = keys.roll(id, Duration.ZERO);
        assertThat(keys.by(made.secret())).isEmpty();
        assertThat(keys.by(rolled.secret())).isEmpty();
        assertThat(keys.now(Set.of(earlier.id(), present.grant().id()))).isEmpty();
        Actor last = keys.by(again.secret()).orElseThrow();
        assertThat(last.scope()).isEqualTo(till.scope());
        assertThat(keys.all()).extracting(Keys.Key::id).contains(id);

        keys.end(id);
        assertThat(keys.by(again.secret())).isEmpty();
        assertThat(keys.now(Set.of(last.grant().id()))).isEmpty();
        assertThat(keys.all()).extracting(Keys.Key::id).doesNotContain(id);
        assertThatThrownBy(() -> keys.end(id)).isInstanceOf(Unknown.class);
    }

    @Test
    void a_key_that_ends_while_many_roll_it_stays_ended() throws Exception {
        Keys keys = keys();
        String id = keys.issue("rolled by many", Role.SERVICE, new Scope.All(), null, "anna")
                .key()
                .id();
        CyclicBarrier together = new CyclicBarrier(STARTERS + 1);
        List<Future<?>> rolling = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < STARTERS; i++) {
                rolling.add(threads.submit(() -> {
                    together.await(20, TimeUnit.SECONDS);
                    return keys.roll(id, Duration.ofHours(1));
                }));
            }
            together.await(20, TimeUnit.SECONDS);
            keys.end(id);
        }

        assertThat(rolling).allSatisfy(one -> assertThat(one.isDone()).isTrue());
        assertThatThrownBy(() -> keys.roll(id, Duration.ZERO)).isInstanceOf(Unknown.class);
        assertThat(database.getCollection("access_keys")
                        .find(new Document("_id", id))
                        .first())
                .doesNotContainKey("secrets");
    }

    @Test
    void what_a_customer_comes_in_by_ends_and_nothing_else() {
        Keys keys = keys();
        CustomerId ann = CustomerId.of(UUID.randomUUID().toString());
        CustomerId bob = CustomerId.of(UUID.randomUUID().toString());
        Keys.Shown hers = keys.issue("ann's", Role.CUSTOMER, new Scope.Own(ann), null, "anna");
        Keys.Shown his = keys.issue("bob's", Role.CUSTOMER, new Scope.Own(bob), null, "anna");
        Actor she = keys.by(hers.secret()).orElseThrow();

        keys.end(ann);
        keys.end(ann);

        assertThat(keys.by(hers.secret())).isEmpty();
        assertThat(keys.now(Set.of(she.grant().id()))).isEmpty();
        assertThat(keys.by(his.secret())).isPresent();
    }

    @Test
    void nobody_has_a_key_that_was_never_made() {
        Keys keys = keys();

        assertThat(keys.by("")).isEmpty();
        assertThat(keys.by("annals_administrator_" + "A".repeat(43))).isEmpty();
    }
}
