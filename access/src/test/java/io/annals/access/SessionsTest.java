package io.annals.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.annals.edge.Actor;
import io.annals.edge.GrantChanges;
import io.annals.edge.Role;
import io.annals.edge.Scope;
import io.annals.mongod.EmbeddedMongod;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a clock that goes as the test says. */
class SessionsTest {
    private final MongoClient client =
            MongoClients.create(EmbeddedMongod.forTests().connectionString());
    private final MongoDatabase database = client.getDatabase(Node.freshDatabase());
    private Instant now = Instant.parse("2030-03-03T08:00:00Z");
    private final InstantSource hands = () -> now;
    private final Clock clock = hands.withZone(ZoneOffset.UTC);
    private final GrantChanges bell = new GrantChanges(database);
    private final Users users = new Users(database, new Passwords().passwordEncoder(), clock);
    private final SessionSettings settings = new SessionSettings(
            Duration.ofMinutes(30), Duration.ofHours(8), Duration.ofHours(24), Duration.ofMinutes(5), 10);
    private final Proofs proofs = new Proofs(database, users, clock, settings);
    private final Sessions sessions = new Sessions(database, users, proofs, bell, clock, settings);
    private final User anna = new User(
            "anna", "Anna", Set.of(Role.AGENT), new Scope.Team("north"), "north", "uk", true, false, now, "test", 0);

    @BeforeEach
    void add() {
        users.add(anna);
    }

    @AfterEach
    void drop() {
        database.drop();
        client.close();
    }

    @Test
    void a_session_that_begins_while_its_user_ends_all_of_them_lets_nobody_in() {
        String before = begin();
        try (ClientSession within = client.startSession()) {
            within.withTransaction(() -> users.nextEpoch(within, "anna"));
        }
        String late = begin(); // of anna as she was when her password was looked at

        assertThat(sessions.by(before)).isEmpty();
        assertThat(sessions.by(late)).isEmpty();
        User now = users.find("anna").orElseThrow();
        assertThat(sessions.by(sessions.begin(now, "127.0.0.1", null))).isPresent();
    }

    @Test
    void a_session_is_its_users_with_the_scope_and_an_end() {
        Actor actor = sessions.by(begin()).orElseThrow();

        assertThat(actor.name()).isEqualTo("anna");
        assertThat(actor.scope()).isEqualTo(new Scope.Team("north"));
        assertThat(actor.grant().until()).isEqualTo(now.plus(Duration.ofHours(8)));
        assertThat(sessions.now(Set.of(actor.grant().id()))).containsValue(actor);
    }

    @Test
    void a_session_that_is_not_used_ends() {
        String secret = begin();
        Actor actor = sessions.by(secret).orElseThrow();

        pass(Duration.ofMinutes(29));
        assertThat(sessions.by(secret)).isPresent();
        pass(Duration.ofMinutes(29));
        assertThat(sessions.by(secret)).as("used in between").isPresent();
        pass(Duration.ofMinutes(31));
        assertThat(sessions.by(secret)).isEmpty();
        assertThat(sessions.now(Set.of(actor.grant().id()))).isEmpty();
    }

    @Test
    void a_session_that_is_used_all_day_ends_all_the_same() {
        String secret = begin();
        for (int quarter = 1; quarter < 8 * 4; quarter++) {
            pass(Duration.ofMinutes(15));
            assertThat(sessions.by(secret)).isPresent();
        }

        pass(Duration.ofMinutes(15));

        assertThat(sessions.by(secret)).isEmpty();
    }

    @Test
    void another_process_knows_the_session() {
        String secret = begin();

        assertThat(new Sessions(database, users, proofs, bell, clock, settings).by(secret))
                .isPresent();
    }

    @Test
    void whoever_proved_long_ago_that_it_is_they_is_asked_once_more() {
        Actor actor = sessions.by(begin()).orElseThrow();
        assertThatCode(() -> proofs.require(actor)).doesNotThrowAnyException();

        pass(Duration.ofMinutes(5));
        assertThatThrownBy(() -> proofs.require(actor)).isInstanceOf(Proofs.ProofNeeded.class);
        proofs.given(actor.grant().id());

        assertThatCode(() -> proofs.require(actor)).doesNotThrowAnyException();
        assertThatCode(() -> proofs.require(new Actor("till", Role.TILL))).doesNotThrowAnyException();
    }

    private String begin() {
        return sessions.begin(anna, "192.0.2.1", "a browser");
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
