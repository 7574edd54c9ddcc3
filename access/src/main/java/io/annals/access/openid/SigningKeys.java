package io.annals.access.openid;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.annals.access.Sealing;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.Binary;
import org.springframework.stereotype.Component;

/**
 * What our tokens are signed with: keys on P-256 for all nodes and all restarts, in {@code signing_keys}, sealed. One that is
 * old is followed by another, which is shown before it signs, so that every node has it; the one before is shown until the
 * last token that it signed has ended, and is destroyed then. Thread safe.
 */
@Component
class SigningKeys {
    private static final String FIRST = "es256";
    /** Each node reads them so often; what has changed elsewhere is known here after that. */
    private static final Duration READ_EVERY = Duration.ofMinutes(1);

    private static final Duration SHOWN_BEFORE = READ_EVERY.multipliedBy(5);
    private static final Duration ID_TOKENS_LIVE = Duration.ofMinutes(30); // Spring's, and not to be set

    private final MongoCollection<Document> keys;
    private final Sealing sealing;
    private final Clock clock;
    private final Duration age;
    private final Duration tokensLive;
    private volatile Read read;

    private record Held(String id, ECKey key, Instant madeAt) {}

    /** @param keys the oldest first */
    private record Read(List<Held> keys, Instant at) {}

    SigningKeys(MongoDatabase database, Sealing sealing, Clock clock, OpenIdSettings settings) {
        keys = database.getCollection("signing_keys")
                .withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY);
        this.sealing = sealing;
        this.clock = clock;
        age = settings.signingKey();
        tokensLive = settings.accessToken().compareTo(ID_TOKENS_LIVE) > 0 ? settings.accessToken() : ID_TOKENS_LIVE;
        read = read();
    }

    /** With the private parts: for signing here, never to be shown. */
    JWKSet set() {
        return new JWKSet(now().stream().map(held -> (JWK) held.key()).toList());
    }

    /** The id of the key that signs now. */
    String signer() {
        return signer(now()).key().getKeyID();
    }

    /** Destroys all that there are, because one is known to somebody, and begins anew; other nodes follow in a minute. */
    void roll() {
        List<Held> before = now();
        String fresh = insert(before);
        keys.deleteMany(ne("_id", fresh));
        read = read();
    }

    private List<Held> now() {
        Read known = read;
        if (known.at().plus(READ_EVERY).isAfter(clock.instant())) {
            return known.keys();
        }
        read = known = read();
        return known.keys();
    }

    private Read read() {
        Instant now = clock.instant();
        List<Held> found = stored();
        if (found.isEmpty() || !found.getLast().madeAt().plus(age).isAfter(now)) {
            insert(found);
            found = stored();
        }
        Instant signs = signer(found).madeAt().plus(SHOWN_BEFORE);
        if (signs.plus(tokensLive).isBefore(now)) {
            for (Held old : found) {
                if (old.madeAt().isBefore(signer(found).madeAt())) {
                    keys.deleteOne(eq(old.id()));
                }
            }
            found = stored();
        }
        return new Read(found, now);
    }

    /** The latest that everybody has seen, and of a fresh installation the only one. */
    private Held signer(List<Held> found) {
        Instant seen = clock.instant().minus(SHOWN_BEFORE);
        return found.stream()
                .filter(held -> !held.madeAt().isAfter(seen))
                .reduce((_, later) -> later)
                .orElseGet(found::getFirst);
    }

    private List<Held> stored() {
        List<Held> found = keys.find().map(this::held).into(new ArrayList<>());
        found.sort(Comparator.comparing(Held::madeAt));
        return found;
    }

    private Held held(Document stored) {
        try {
            String id = stored.getString("_id");
            Date madeAt = stored.getDate("madeAt"); // the first of an installation of before has none: it is old
            return new Held(
                    id,
                    ECKey.parse(sealing.open(stored.get("sealed", Binary.class), id)),
                    madeAt == null ? Instant.EPOCH : madeAt.toInstant());
        } catch (ParseException e) {
            throw new IllegalStateException("no key to sign tokens with", e);
        }
    }

    /** Of nodes that make one at the same moment the first counts, for all. */
    private String insert(List<Held> before) {
        String id =
                FIRST + "-" + (before.isEmpty() ? 0 : number(before.getLast().id()) + 1);
        try {
            keys.insertOne(new Document("_id", id)
                    .append("sealed", sealing.seal(fresh().toJSONString(), id))
                    .append("madeAt", Date.from(clock.instant())));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
        return id;
    }

    private static int number(String id) {
        return id.equals(FIRST) ? 0 : Integer.parseInt(id.substring(FIRST.length() + 1));
    }

    private static ECKey fresh() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("no key to sign tokens with", e);
        }
    }
}
