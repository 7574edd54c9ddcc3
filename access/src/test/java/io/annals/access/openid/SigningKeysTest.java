package io.annals.access.openid;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.nimbusds.jose.jwk.JWK;
import io.annals.access.Sealing;
import io.annals.encoding.MongoKeyring;
import io.annals.encoding.Secrets;
import io.annals.mongod.EmbeddedMongod;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With a clock that goes as the test says. */
class SigningKeysTest {
    private static final Duration AGE = Duration.ofDays(90);

    private final MongoClient client =
            MongoClients.create(EmbeddedMongod.forTests().connectionString());
    private final MongoDatabase database =
            client.getDatabase("signing-" + UUID.randomUUID().toString().substring(0, 8));
    private Instant now = Instant.parse("2030-03-03T08:00:00Z");
    private final InstantSource hands = () -> now;
    private final Clock clock = hands.withZone(ZoneOffset.UTC);
    private final SecretKeySpec secret = new SecretKeySpec(new byte[32], "AES");
    private final Sealing sealing = new Sealing(new MongoKeyring(database, new Secrets(secret, secret)));

    @AfterEach
    void drop() {
        database.drop();
        client.close();
    }

    private SigningKeys node() {
        return new SigningKeys(
                database,
                sealing,
                clock,
                new OpenIdSettings(
                        null,
                        "annals",
                        null,
                        "sub",
                        "roles",
                        "annals_scope",
                        "team",
                        null,
                        Duration.ofMinutes(5),
                        Duration.ofHours(12),
                        Duration.ofHours(24),
                        AGE,
                        Map.of()));
    }

    private static List<String> shown(SigningKeys keys) {
        return keys.set().getKeys().stream().map(JWK::getKeyID).toList();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void all_nodes_sign_with_one_key_from_the_first_moment_on() {
        SigningKeys first = node();

        assertThat(node().signer()).isEqualTo(first.signer());
        assertThat(shown(first)).containsExactly(first.signer());
    }

    @Test
    void a_key_that_is_old_is_followed_by_one_that_is_shown_first_and_goes_when_its_last_token_has_ended() {
        SigningKeys one = node();
        SigningKeys other = node();
        String old = one.signer();

        pass(AGE);
        assertThat(shown(one)).hasSize(2).contains(old);
        assertThat(one.signer()).as("others have not seen the new one").isEqualTo(old);
        pass(Duration.ofMinutes(5));
        String fresh = one.signer();
        assertThat(fresh).isNotEqualTo(old).isEqualTo(other.signer());
        assertThat(shown(other)).contains(old, fresh);
        pass(Duration.ofMinutes(31));
        assertThat(shown(one)).containsExactly(fresh);
        assertThat(shown(other)).containsExactly(fresh);
        assertThat(database.getCollection("signing_keys").countDocuments()).isEqualTo(1);
    }

    @Test
    void a_key_that_somebody_knows_is_gone_at_once_and_on_the_other_nodes_after_a_minute() {
        SigningKeys one = node();
        SigningKeys other = node();
        String known = one.signer();

        one.roll();

        assertThat(shown(one)).hasSize(1).doesNotContain(known);
        pass(Duration.ofMinutes(1));
        assertThat(shown(other)).isEqualTo(shown(one));
        assertThat(other.signer()).isEqualTo(one.signer());
    }

    @Test
    void the_key_of_an_installation_of_before_is_followed_like_one_that_is_old() {
        String old = node().signer();
        Document stored = database.getCollection("signing_keys").find().first();
        assertThat(stored).isNotNull();
        database.getCollection("signing_keys").updateOne(stored, new Document("$unset", new Document("madeAt", "")));

        SigningKeys keys = node();

        assertThat(keys.signer()).isEqualTo(old);
        assertThat(shown(keys)).hasSize(2);
    }
}
