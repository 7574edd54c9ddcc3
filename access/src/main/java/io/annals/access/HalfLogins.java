package io.annals.access;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.annals.edge.Grant;
import io.annals.edge.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who has shown their password and owes a code, in the collection {@code half_logins}. What the form carries from one step to
 * the next is a ticket, kept as its SHA-256: good for ten minutes, on every node, for one way in.
 */
@Component
class HalfLogins implements UserAccess {
    private static final Duration GOOD = Duration.ofMinutes(10);

    private final MongoCollection<Document> begun;
    private final Sealing sealing;
    private final Clock clock;

    HalfLogins(MongoDatabase database, Sealing sealing, Clock clock) {
        begun = database.getCollection("half_logins")
                .withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY);
        begun.createIndex(Indexes.ascending("user"));
        begun.createIndex(Indexes.ascending("until"), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
        this.sealing = sealing;
        this.clock = clock;
    }

    /**
     * A login that has begun.
     *
     * @param to where it leads in the end
     * @param epoch of the user when their password was right
     * @param secret of an authenticator that is being set up, in base32; null: a code of the one that there is, is owed
     */
    record HalfLogin(
            String user, int epoch, String to, @Nullable String secret) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "HalfLogin[" + user + "]";
        }
    }

    /** Begins one and gives its ticket. */
    String begin(HalfLogin login) {
        String ticket = Secret.random();
        String id = Secret.hash(ticket);
        begun.insertOne(new Document("_id", id)
                .append("user", login.user())
                .append("epoch", login.epoch())
                .append("to", login.to())
                .append("sealed", login.secret() == null ? null : sealing.seal(login.secret(), id))
                .append("until", Date.from(clock.instant().plus(GOOD))));
        return ticket;
    }

    /** Empty: there is none by this ticket, any more. */
    Optional<HalfLogin> look(String ticket) {
        return Optional.ofNullable(begun.find(good(ticket)).first())
                .map(found -> new HalfLogin(
                        found.getString("user"),
                        found.getInteger("epoch", 0),
                        found.getString("to"),
                        found.get("sealed") instanceof Binary sealed
                                ? sealing.open(sealed, found.getString("_id"))
                                : null));
    }

    /** Uses the ticket up; false: somebody else has, or it is too old. */
    boolean end(String ticket) {
        return begun.deleteOne(good(ticket)).getDeletedCount() > 0;
    }

    @Override
    public void end(ClientSession within, User user, Set<Kind> kinds, @Nullable Grant kept) {
        if (kinds.contains(Kind.HALF_LOGIN)) {
            begun.deleteMany(within, eq("user", user.name()));
        }
    }

    private Bson good(String ticket) {
        return and(eq(Secret.hash(ticket)), gt("until", Date.from(clock.instant())));
    }
}
