package io.annals.access;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.annals.edge.Actor;
import io.annals.edge.refusal.NotAllowed;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.springframework.stereotype.Component;

/**
 * When somebody last proved by a password or a code that it is they who sit there, in the collection {@code proofs}, by
 * grant. Of what changes who may come in it has to be a few minutes ago: a session may have been left behind.
 */
@Component
public class Proofs {
    private final MongoCollection<Document> proofs;
    private final Users users;
    private final Clock clock;
    private final Duration good;

    Proofs(MongoDatabase database, Users users, Clock clock, SessionSettings settings) {
        proofs = database.getCollection("proofs")
                .withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY);
        proofs.createIndex(Indexes.ascending("until"), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
        this.users = users;
        this.clock = clock;
        good = settings.proof();
    }

    /** Whoever comes in by this grant has just proved it. */
    void given(String grant) {
        proofs.updateOne(
                eq(grant),
                Updates.set("until", Date.from(clock.instant().plus(good))),
                new UpdateOptions().upsert(true));
    }

    /**
     * Asked of users of ours, by whatever they came in. A key is shown with each request, and whom another issuer knows
     * nobody here could ask.
     *
     * @throws ProofNeeded when they have not proved it within the last minutes
     */
    public void require(Actor actor) {
        String grant = actor.grant().id();
        boolean ours = grant.startsWith("session/")
                || grant.startsWith("token/") && users.find(actor.name()).isPresent();
        if (ours
                && proofs.find(and(eq(grant), gt("until", Date.from(clock.instant()))))
                                .first()
                        == null) {
            throw new ProofNeeded();
        }
    }

    /** Answered by {@code POST /me/proof}; then the same is asked again. */
    static final class ProofNeeded extends NotAllowed {
        private static final long serialVersionUID = 1L;

        ProofNeeded() {
            super("proof-needed", "Give your password or a code once more, then ask again.");
        }
    }
}
