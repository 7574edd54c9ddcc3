package io.annals.encoding;

import static com.mongodb.client.model.Filters.eq;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.annals.mongod.EmbeddedMongod;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoKeyringTest {
    private static final ConcurrentLinkedQueue<String> COMMANDS = new ConcurrentLinkedQueue<>();
    private static final MongoClient CLIENT = MongoClients.create(MongoClientSettings.builder()
            .applyConnectionString(
                    new ConnectionString(EmbeddedMongod.forTests().connectionString()))
            .addCommandListener(new CommandListener() {
                @Override
                public void commandStarted(CommandStartedEvent event) {
                    COMMANDS.add(event.getCommandName());
                }
            })
            .build());
    private static final Secrets SECRETS = secrets(1, 2);

    private final MongoDatabase database =
            CLIENT.getDatabase("keys-" + UUID.randomUUID().toString().substring(0, 8));
    private final MongoCollection<Document> stored = database.getCollection("subject_keys");

    private static Secrets secrets(int master, int deployment) {
        return new Secrets(key(master), key(deployment));
    }

    private static SecretKeySpec key(int seed) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) seed;
        return new SecretKeySpec(bytes, "AES");
    }

    private MongoKeyring node() {
        return new MongoKeyring(database, SECRETS);
    }

    private static byte[] sealed(Aead key, String text) throws GeneralSecurityException {
        return key.encrypt(text.getBytes(UTF_8), new byte[0]);
    }

    private static String opened(Aead key, byte[] sealed) throws GeneralSecurityException {
        return new String(key.decrypt(sealed, new byte[0]), UTF_8);
    }

    @AfterEach
    void drop() {
        database.drop();
    }

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    @Test
    void what_one_node_writes_another_reads_also_after_a_restart() throws GeneralSecurityException {
        byte[] sealed = sealed(node().toWrite("ada"), "Bach");

        assertThat(opened(node().toRead("ada").orElseThrow(), sealed)).isEqualTo("Bach");
    }

    @Test
    void a_subject_that_nobody_wrote_about_has_no_key_to_read_with_until_there_is_one() {
        MongoKeyring reader = node();
        assertThat(reader.toRead("ada")).isEmpty();

        node().toWrite("ada");

        assertThat(reader.toRead("ada")).isPresent();
    }

    @Test
    void keys_lie_in_the_database_wrapped_and_bound_to_their_subject() {
        MongoKeyring keys = node();
        keys.prepare(List.of("ada", "bob"));
        Binary ofAda = stored.find(eq("ada")).first().get("key", Binary.class);

        stored.updateOne(eq("bob"), Updates.set("key", ofAda));

        assertThat(ofAda.length()).isEqualTo(12 + 32 + 16);
        assertThatThrownBy(() -> node().toRead("bob"))
                .isInstanceOf(WrongSecrets.class)
                .hasMessageContaining("the data key of subject bob does not open");
    }

    @Test
    void nodes_that_make_a_key_at_the_same_moment_make_one() throws Exception {
        List<String> subjects = IntStream.range(0, 50).mapToObj(i -> "c" + i).toList();
        CyclicBarrier together = new CyclicBarrier(6);
        List<MongoKeyring> nodes = IntStream.range(0, 6).mapToObj(_ -> node()).toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Future<List<byte[]>>> writers = threads.invokeAll(
                    IntStream.range(0, 6)
                            .mapToObj(i -> (Callable<List<byte[]>>) () -> {
                                together.await(10, TimeUnit.SECONDS);
                                if (i % 2 == 0) {
                                    nodes.get(i).prepare(subjects);
                                }
                                List<byte[]> written = new ArrayList<>();
                                for (String subject : subjects) {
                                    written.add(sealed(nodes.get(i).toWrite(subject), subject));
                                }
                                return written;
                            })
                            .toList(),
                    60,
                    TimeUnit.SECONDS);

            MongoKeyring reader = node();
            for (Future<List<byte[]>> writer : writers) {
                for (int i = 0; i < subjects.size(); i++) {
                    assertThat(opened(
                                    reader.toRead(subjects.get(i)).orElseThrow(),
                                    writer.get().get(i)))
                            .isEqualTo(subjects.get(i));
                }
            }
        }
    }

    @Test
    void many_are_prepared_in_two_round_trips_loaded_in_one_and_then_at_hand() {
        Set<String> subjects = Set.of("ada", "bob", "cyd");
        MongoKeyring writer = node();
        MongoKeyring reader = node();

        COMMANDS.clear();
        writer.prepare(subjects);
        assertThat(COMMANDS).containsExactly("find", "insert");

        COMMANDS.clear();
        reader.load(subjects);
        assertThat(COMMANDS).containsExactly("find");

        COMMANDS.clear();
        subjects.forEach(writer::toWrite);
        subjects.forEach(reader::toRead);
        writer.prepare(subjects);
        reader.load(subjects);
        assertThat(COMMANDS).isEmpty();
    }

    @Test
    void a_destroyed_key_is_gone_for_ever_and_what_is_written_later_is_unreadable() throws GeneralSecurityException {
        MongoKeyring keys = node();
        keys.toWrite("ada");

        keys.destroy("ada");
        byte[] later = sealed(keys.toWrite("ada"), "Bach");
        node().prepare(List.of("ada"));

        assertThat(keys.toRead("ada")).isEmpty();
        assertThat(node().toRead("ada")).isEmpty();
        assertThat(stored.find(eq("ada")).first()).containsEntry("erased", true).doesNotContainKey("key");
        assertThatThrownBy(() -> opened(keys.toWrite("ada"), later)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void a_subject_can_be_erased_before_anything_was_written_of_it() {
        node().destroy("ada");

        node().toWrite("ada");

        assertThat(node().toRead("ada")).isEmpty();
    }

    @Test
    void another_node_stops_reading_once_it_is_told() {
        MongoKeyring other = node();
        other.toWrite("ada");

        node().destroy("ada");
        other.forget("ada");

        assertThat(other.toRead("ada")).isEmpty();
    }

    @Test
    void a_node_that_was_not_told_stops_reading_when_its_copy_is_old() {
        MongoKeyring other = new MongoKeyring(database, SECRETS, Duration.ZERO);
        other.toWrite("ada");

        node().destroy("ada");

        assertThat(other.toRead("ada")).isEmpty();
    }

    @Test
    void another_master_key_is_found_at_start_and_makes_nothing() {
        node().toWrite("ada");

        assertThatThrownBy(() -> new MongoKeyring(database, secrets(9, 2)))
                .isInstanceOf(WrongSecrets.class)
                .hasMessageContaining("not the master key with which")
                .hasMessageContaining("ANNALS_MASTER_KEY");
        assertThat(stored.countDocuments()).isEqualTo(2);
    }

    @Test
    void another_master_key_is_found_also_before_the_first_subject() {
        node();

        assertThatThrownBy(() -> new MongoKeyring(database, secrets(9, 2))).isInstanceOf(WrongSecrets.class);
    }

    @Test
    void another_master_key_is_found_also_when_the_check_value_was_lost() {
        node().toWrite("ada");
        stored.deleteOne(eq(0));

        assertThatThrownBy(() -> new MongoKeyring(database, secrets(9, 2))).isInstanceOf(WrongSecrets.class);
        assertThat(stored.countDocuments()).isEqualTo(1);
        assertThat(node().toRead("ada")).isPresent();
    }

    @Test
    void another_deployment_key_is_found_at_start() {
        node();

        assertThatThrownBy(() -> new MongoKeyring(database, secrets(1, 9)))
                .isInstanceOf(WrongSecrets.class)
                .hasMessageContaining("ANNALS_DEPLOYMENT_KEY");
    }

    @Test
    void one_master_key_takes_the_place_of_another_while_nodes_of_before_go_on() throws GeneralSecurityException {
        byte[] sealed = sealed(node().toWrite("ada"), "Bach");
        node().destroy("erased");
        MongoKeyring before = new MongoKeyring(database, new Secrets(key(1), key(2), List.of(key(9))));
        MongoKeyring now = new MongoKeyring(database, new Secrets(key(9), key(2), List.of(key(1))));
        byte[] fresh = sealed(now.toWrite("bob"), "Clavichord");
        assertThat(opened(before.toRead("bob").orElseThrow(), fresh)).isEqualTo("Clavichord");

        assertThat(now.rewrap()).isEqualTo(1);
        assertThat(now.rewrap()).isZero();

        MongoKeyring later = new MongoKeyring(database, secrets(9, 2));
        assertThat(opened(later.toRead("ada").orElseThrow(), sealed)).isEqualTo("Bach");
        assertThat(later.toRead("erased")).isEmpty();
        assertThatThrownBy(this::node).isInstanceOf(WrongSecrets.class);
    }

    @Test
    void of_nodes_that_start_at_once_with_different_masters_one_sort_wins() throws Exception {
        CyclicBarrier together = new CyclicBarrier(6);
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Future<Integer>> starts = threads.invokeAll(
                    IntStream.range(0, 6)
                            .mapToObj(i -> (Callable<Integer>) () -> {
                                together.await(10, TimeUnit.SECONDS);
                                new MongoKeyring(database, secrets(i % 2, 2));
                                return i % 2;
                            })
                            .toList(),
                    60,
                    TimeUnit.SECONDS);

            assertThat(starts.stream()
                            .filter(start -> start.state() == Future.State.SUCCESS)
                            .map(Future::resultNow))
                    .hasSize(3)
                    .containsAnyOf(0, 1)
                    .satisfies(winners -> assertThat(Set.copyOf(winners)).hasSize(1));
        }
    }
}
