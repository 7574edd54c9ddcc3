package io.annals.access;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.annals.edge.Grant;
import io.annals.edge.Secret;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Links that let somebody choose a password, once: a user, or the administrator of a fresh installation. Kept as SHA-256 in
 * the collection {@code links}, so that each works on any node and after a restart, until it is used, too old or ended. One
 * that a first start has printed is good as long as there is no administrator, however one came to be.
 */
@Component
public class Links implements UserAccess {
    static final String ADDRESS = "/join";
    private static final String BESIDE_OTHERS = "besideOthers";

    private final MongoClient client;
    private final MongoCollection<Document> links;
    private final Users users;
    private final Clock clock;
    private final SessionSettings settings;

    Links(MongoClient client, MongoDatabase database, Users users, Clock clock, SessionSettings settings) {
        this.client = client;
        links = database.getCollection("links")
                .withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY);
        links.createIndex(Indexes.ascending("until"), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
        this.users = users;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * What a link is for.
     *
     * @param user whose password is chosen; null: the administrator's, who chooses a name as well
     */
    record Link(@Nullable String user, Instant until) {}

    /**
     * Path and query, to be put behind the server's address: who opens it becomes an administrator.
     *
     * @param besideOthers whether it is wanted also where there is one who can log in
     * @return empty where there is one, and no other is wanted
     */
    public Optional<String> forAdministrator(boolean besideOthers) {
        return inTransaction(within -> {
            boolean there = users.haveAdministrator(within);
            return there && !besideOthers ? Optional.empty() : Optional.of(make(within, null, there));
        });
    }

    /** Path and query; links of before for the same user are good no more. */
    String forUser(String name) {
        return inTransaction(within -> {
            links.deleteMany(within, eq("user", name));
            return make(within, name, false);
        });
    }

    /** The driver repeats it while the database elects. */
    private <T> T inTransaction(Function<ClientSession, T> body) {
        try (ClientSession session = client.startSession()) {
            return session.withTransaction(() -> body.apply(session));
        }
    }

    private String make(ClientSession within, @Nullable String user, boolean besideOthers) {
        String secret = Secret.random();
        links.insertOne(
                within,
                new Document("_id", Secret.hash(secret))
                        .append("user", user)
                        .append(BESIDE_OTHERS, besideOthers)
                        .append("until", Date.from(clock.instant().plus(settings.link()))));
        return ADDRESS + "?link=" + secret;
    }

    /** What it is good for; empty: for nothing, any more. */
    Optional<Link> look(String secret) {
        return Optional.ofNullable(links.find(good(secret)).first())
                .filter(this::isWanted)
                .map(found ->
                        new Link(found.getString("user"), found.getDate("until").toInstant()));
    }

    /** Within a transaction uses it up and does what it is for; false: it is good for nothing, any more. */
    boolean use(ClientSession within, String secret, Consumer<Link> done) {
        Document found = links.findOneAndDelete(within, good(secret));
        if (found == null || !isWanted(found)) {
            return false;
        }
        done.accept(new Link(found.getString("user"), found.getDate("until").toInstant()));
        return true;
    }

    @Override
    public void end(ClientSession within, User user, Set<Kind> kinds, @Nullable Grant kept) {
        if (kinds.contains(Kind.LINK)) {
            links.deleteMany(within, eq("user", user.name()));
        }
    }

    /** Those that make an administrator, of all starts. */
    void endForAdministrator(ClientSession within) {
        links.deleteMany(within, eq("user", null));
    }

    /** One for the first administrator is not, any more, when there is one. */
    private boolean isWanted(Document link) {
        return link.getString("user") != null || link.getBoolean(BESIDE_OTHERS, false) || !users.haveAdministrator();
    }

    private Bson good(String secret) {
        return and(eq(Secret.hash(secret)), gt("until", Date.from(clock.instant())));
    }
}
