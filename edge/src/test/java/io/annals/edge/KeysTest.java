package io.annals.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.annals.mongod.EmbeddedMongod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    @Test
    void of_ten_concurrent_starters_one_makes_the_keys_and_all_know_them() throws Exception {
        CyclicBarrier together = new CyclicBarrier(STARTERS);
        List<Future<Optional<Map<Role, String>>>> starters = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < STARTERS; i++) {
                starters.add(threads.submit(() -> {
                    Keys keys = new Keys(database);
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
        assertThat(made.getFirst()).containsOnlyKeys(Role.values());
        Keys another = new Keys(database);
        assertThat(another.makeOnFirstStart()).isEmpty();
        made.getFirst().forEach((role, key) -> {
            assertThat(key).matches("annals_" + role.text() + "_[A-Za-z0-9_-]{43}");
            assertThat(another.actorOf(key)).contains(new Actor(role.text(), role));
        });
        String stored = database.getCollection("access_keys")
                .find()
                .map(Document::toJson)
                .first();
        assertThat(made.getFirst().values())
                .noneSatisfy(key -> assertThat(stored).contains(key.substring(key.length() - 43)));
    }

    @Test
    void a_key_of_this_process_is_known_to_no_other() {
        Keys here = new Keys(database);

        String key = here.ephemeral(Role.TILL);

        assertThat(here.actorOf(key)).contains(new Actor("till", Role.TILL));
        assertThat(new Keys(database).actorOf(key)).isEmpty();
    }

    @Test
    void nobody_has_a_key_that_was_never_made() {
        Keys keys = new Keys(database);

        assertThat(keys.actorOf("")).isEmpty();
        assertThat(keys.actorOf("annals_administrator_" + "A".repeat(43))).isEmpty();
    }
}
