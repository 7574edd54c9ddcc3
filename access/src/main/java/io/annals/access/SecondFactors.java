package io.annals.access;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import io.annals.edge.Secret;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.util.encoders.Base32;
import org.bson.Document;
import org.bson.types.Binary;
import org.springframework.stereotype.Component;

/**
 * The authenticators of users and their recovery codes, in the collection {@code second_factors}: the shared secret sealed, of
 * each recovery code its SHA-256 (it has 120 random bits). Every code is good once, on all nodes together. Thread safe.
 */
@Component
class SecondFactors {
    private static final int RECOVERY_CODES = 8;
    private static final int RECOVERY_BYTES = 15;
    private static final Pattern GROUPS = Pattern.compile("(?<=\\G.{4})(?=.)");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{6}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final MongoCollection<Document> factors;
    private final Sealing sealing;
    private final Clock clock;

    SecondFactors(MongoDatabase database, Sealing sealing, Clock clock) {
        factors = database.getCollection("second_factors")
                .withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY);
        this.sealing = sealing;
        this.clock = clock;
    }

    /** @param recoveryCodes how many are left */
    record Factor(Instant since, int recoveryCodes) {}

    Optional<Factor> of(String user) {
        return Optional.ofNullable(of(List.of(user)).get(user));
    }

    /** Of those of these users who have one. */
    Map<String, Factor> of(Collection<String> users) {
        Map<String, Factor> found = new HashMap<>();
        factors.find(in("_id", users))
                .forEach(factor -> found.put(
                        factor.getString("_id"),
                        new Factor(
                                factor.getDate("since").toInstant(),
                                factor.getList("recovery", String.class).size())));
        return found;
    }

    /**
     * Takes the place of the one that the user had.
     *
     * @param secret of the authenticator, in base32
     * @param step whose code has shown that they have it, and is spent
     * @return the recovery codes, the only time that they are seen
     */
    List<String> set(ClientSession within, String user, String secret, long step) {
        List<String> codes = Stream.generate(SecondFactors::recoveryCode)
                .limit(RECOVERY_CODES)
                .toList();
        factors.replaceOne(
                within,
                eq(user),
                new Document("_id", user)
                        .append("sealed", sealing.seal(secret, place(user)))
                        .append("since", Date.from(clock.instant()))
                        .append("used", step)
                        .append(
                                "recovery",
                                codes.stream()
                                        .map(code -> Secret.hash(plain(code)))
                                        .toList()),
                new ReplaceOptions().upsert(true));
        return codes;
    }

    /** Uses up the authenticator's code of now, or a recovery code; false: it is neither, or was used before. */
    boolean accept(String user, String typed) {
        Document found = factors.find(eq(user)).first();
        if (found == null) {
            return false;
        }
        String code = plain(typed);
        if (!DIGITS.matcher(code).matches()) {
            String hash = Secret.hash(code);
            return factors.updateOne(and(eq(user), eq("recovery", hash)), Updates.pull("recovery", hash))
                            .getModifiedCount()
                    > 0;
        }
        Binary sealed = found.get("sealed", Binary.class);
        OptionalLong step = Totp.stepOf(sealing.open(sealed, place(user)), code, clock.instant());
        return step.isPresent()
                && factors.updateOne(
                                        and(eq(user), eq("sealed", sealed), lt("used", step.getAsLong())),
                                        Updates.set("used", step.getAsLong()))
                                .getModifiedCount()
                        > 0;
    }

    /** False: they had none. */
    boolean remove(ClientSession within, String user) {
        return factors.deleteOne(within, eq(user)).getDeletedCount() > 0;
    }

    private static String place(String user) {
        return "second-factor/" + user;
    }

    private static String recoveryCode() {
        byte[] random = new byte[RECOVERY_BYTES];
        RANDOM.nextBytes(random);
        return String.join("-", GROUPS.split(Base32.toBase32String(random).toLowerCase(Locale.ROOT)));
    }

    /** As people type it. */
    private static String plain(String typed) {
        return typed.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    }
}
