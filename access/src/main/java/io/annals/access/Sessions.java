package io.annals.access;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.annals.edge.Actor;
import io.annals.edge.Grant;
import io.annals.edge.GrantChanges;
import io.annals.edge.Register;
import io.annals.edge.Secret;
import io.annals.edge.paging.Keyset;
import io.annals.edge.paging.PageRequest;
import io.annals.edge.paging.Slice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who is logged in where, in the collection {@code sessions}: any node knows all of them. What the browser holds is kept as
 * its SHA-256. A session ends when it is ended, when it was idle too long, when it is too old, and with its user's epoch.
 * Thread safe.
 */
@Component
public class Sessions implements Register, UserAccess {
    static final String PREFIX = "annals_session_";
    private static final String GRANT = "session/";
    private static final String EPOCH = "epoch";
    private static final Keyset LATEST_FIRST = Keyset.descending("begun", "_id");
    /** How exact "last seen" is; a write for every request would be one too many. */
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

    private static final int SEEN_TIMES_WITHIN_IDLE = 10;

    private final MongoCollection<Document> sessions;
    private final Users users;
    private final Proofs proofs;
    private final GrantChanges bell;
    private final Clock clock;
    private final SessionSettings settings;

    Sessions(
            MongoDatabase database,
            Users users,
            Proofs proofs,
            GrantChanges bell,
            Clock clock,
            SessionSettings settings) {
        sessions = database.getCollection("sessions")
                .withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY);
        sessions.createIndex(Indexes.ascending("hash"), new IndexOptions().unique(true));
        sessions.createIndex(Indexes.ascending("user", "seenAt"));
        sessions.createIndex(Indexes.ascending("until"), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
        this.users = users;
        this.proofs = proofs;
        this.bell = bell;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * A session as it is listed.
     *
     * @param id by which it is ended; nobody comes in with it
     * @param browser what the browser says that it is
     * @param until when it ends in any case
     */
    record Session(
            String id,
            String user,
            Instant begun,
            Instant seenAt,
            Instant until,
            String address,
            @Nullable String browser,
            int epoch) {}

    /** Begins one, of a user as they were when they proved just now that it is they, and says what the browser has to show from now on. */
    String begin(User user, String address, @Nullable String browser) {
        String secret = PREFIX + Secret.random();
        Instant now = clock.instant();
        String id = UUID.randomUUID().toString();
        sessions.insertOne(new Document("_id", id)
                .append("hash", Secret.hash(secret))
                .append("user", user.name())
                .append(EPOCH, user.epoch())
                .append("begun", Date.from(now))
                .append("seenAt", Date.from(now))
                .append("until", Date.from(now.plus(settings.absolute())))
                .append("address", address)
                .append("browser", browser == null ? null : browser.substring(0, Math.min(200, browser.length()))));
        proofs.given(GRANT + id);
        List<Session> all = of(user.name());
        if (all.size() > settings.sessionsEach()) {
            end(in(
                    "_id",
                    all.subList(settings.sessionsEach(), all.size()).stream()
                            .map(Session::id)
                            .toList()));
        }
        return secret;
    }

    @Override
    public boolean wouldHave(String secret) {
        return secret.startsWith(PREFIX);
    }

    @Override
    public Optional<Actor> by(String secret) {
        Document found =
                sessions.find(and(eq("hash", Secret.hash(secret)), live())).first();
        if (found == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (found.getDate("seenAt").toInstant().plus(seenEvery()).isBefore(now)) {
            sessions.updateOne(eq(found.getString("_id")), Updates.max("seenAt", Date.from(now)));
        }
        Session session = session(found);
        return Optional.ofNullable(users.active(Set.of(session.user())).get(session.user()))
                .filter(user -> user.isIn(session.epoch()))
                .map(user -> user.by(grant(session)));
    }

    private Duration seenEvery() {
        Duration often = settings.idle().dividedBy(SEEN_TIMES_WITHIN_IDLE);
        return often.compareTo(SEEN_EVERY) < 0 ? often : SEEN_EVERY;
    }

    @Override
    public Map<String, Actor> now(Set<String> ids) {
        List<String> ours = ids.stream()
                .filter(id -> id.startsWith(GRANT))
                .map(id -> id.substring(GRANT.length()))
                .toList();
        Map<String, Actor> found = new HashMap<>();
        if (ours.isEmpty()) {
            return found;
        }
        List<Session> open = sessions.find(and(in("_id", ours), live()))
                .map(Sessions::session)
                .into(new ArrayList<>());
        Map<String, User> their =
                users.active(open.stream().map(Session::user).distinct().toList());
        for (Session session : open) {
            User user = their.get(session.user());
            if (user != null && user.isIn(session.epoch())) {
                found.put(grant(session).id(), user.by(grant(session)));
            }
        }
        return found;
    }

    /** Those that are open, the latest begun first; of one user, or of all for null. */
    Slice<Session> page(@Nullable String user, PageRequest asked) {
        return LATEST_FIRST.page(sessions, open(user), asked, Sessions::session);
    }

    private Bson open(@Nullable String user) {
        return user == null ? live() : and(eq("user", user), live());
    }

    long count(@Nullable String user) {
        return sessions.countDocuments(open(user));
    }

    /** The last seen first. */
    private List<Session> of(String user) {
        return sessions.find(open(user))
                .sort(Sorts.descending("seenAt", "_id"))
                .map(Sessions::session)
                .into(new ArrayList<>());
    }

    /** Ends one of any user's, or of this one's. False: there is none such. */
    boolean end(String id, @Nullable String user) {
        return end(user == null ? eq(id) : and(eq(id), eq("user", user))) > 0;
    }

    /** Ends all of a user's besides the one by this grant. */
    void endOthers(String user, @Nullable Grant kept) {
        Bson theirs = eq("user", user);
        end(
                kept != null && kept.id().startsWith(GRANT)
                        ? and(theirs, ne("_id", kept.id().substring(GRANT.length())))
                        : theirs);
    }

    @Override
    public void end(ClientSession within, User user, Set<Kind> kinds, @Nullable Grant kept) {
        if (kinds.contains(Kind.SESSION)) {
            if (kept != null && kept.id().startsWith(GRANT)) {
                String id = kept.id().substring(GRANT.length());
                sessions.updateOne(within, and(eq(id), eq("user", user.name())), Updates.set(EPOCH, user.epoch()));
            }
            sessions.deleteMany(within, and(eq("user", user.name()), ne(EPOCH, user.epoch())));
        }
    }

    @Override
    public void end(Grant grant) {
        if (grant.id().startsWith(GRANT)) {
            end(eq(grant.id().substring(GRANT.length())));
        }
    }

    private long end(Bson which) {
        long ended = sessions.deleteMany(which).getDeletedCount();
        if (ended > 0) {
            bell.ring();
        }
        return ended;
    }

    private Bson live() {
        Instant now = clock.instant();
        return and(gt("until", Date.from(now)), gt("seenAt", Date.from(now.minus(settings.idle()))));
    }

    private static Grant grant(Session session) {
        return new Grant(GRANT + session.id(), session.until());
    }

    private static Session session(Document document) {
        return new Session(
                document.getString("_id"),
                document.getString("user"),
                document.getDate("begun").toInstant(),
                document.getDate("seenAt").toInstant(),
                document.getDate("until").toInstant(),
                document.getString("address"),
                document.getString("browser"),
                document.getInteger(EPOCH, 0));
    }
}
