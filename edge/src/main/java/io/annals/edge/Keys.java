package io.annals.edge;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import io.annals.edge.paging.Keyset;
import io.annals.edge.paging.PageRequest;
import io.annals.edge.paging.Slice;
import io.annals.edge.refusal.RuleBroken;
import io.annals.edge.refusal.Unknown;
import io.annals.events.CustomerId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Who holds which key. A key is {@code annals_<role>_} and 256 random bits; only its SHA-256 is kept, in the collection
 * {@code access_keys}, so whoever reads the database cannot come in. (A hash without salt is enough: nobody guesses 256
 * bits.) Each secret of a key is a {@link Grant} of its own: what was opened by one that has been rolled ends with it, at once
 * or when its overlap has run out. Thread safe.
 */
public final class Keys implements Register, CustomerAccess {
    private static final String FIRST_START = "first-start";
    private static final String GRANT = "key/";
    private static final Bson OPEN = and(exists("secrets"), exists("endedAt", false));
    private static final Keyset LATEST_FIRST = Keyset.descending("madeAt", "_id");

    /** How much of a secret's hash tells it from the others of its key: nobody finds a secret by so little. */
    private static final int TOLD_BY = 16;

    /** The name of a key that is good; keys of before have none, and may have one name in common. */
    private static final String UNIQUE_NAME = "uniqueName";

    /** What the command line, the requests of the demonstration and machines come in with; people log in. */
    private static final List<Role> OF_A_FIRST_START =
            List.of(Role.AGENT, Role.AUDITOR, Role.TILL, Role.SERVICE, Role.ADMINISTRATOR);

    private final MongoClient client;
    private final MongoCollection<Document> issued;
    private final GrantChanges bell;
    private final Clock clock;
    private final Map<String, Actor> ephemeral = new ConcurrentHashMap<>();

    public Keys(MongoClient client, MongoDatabase database, GrantChanges bell, Clock clock) {
        this.client = client;
        this.bell = bell;
        this.clock = clock;
        issued = database.getCollection("access_keys")
                .withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY);
        issued.createIndex(Indexes.ascending("secrets.hash"), new IndexOptions().sparse(true));
        issued.createIndex(
                Indexes.ascending(UNIQUE_NAME), new IndexOptions().unique(true).sparse(true));
    }

    /**
     * A key as it is listed; what opens the door is not in it.
     *
     * @param id by which it is rolled and ended
     * @param actor whom it lets in
     * @param madeBy the administrator, or {@code first-start}
     * @param overlapUntil while an earlier secret is good beside the one that took its place; null: none is
     */
    public record Key(
            String id,
            Actor actor,
            Instant madeAt,
            String madeBy,
            @Nullable Instant overlapUntil) {}

    /** What has just been made: the only time that the secret is seen. */
    public record Shown(Key key, String secret) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Shown[" + key + "]";
        }
    }

    /**
     * Makes a key for each role that has one on a first start, if none have ever been made in this database. Of any number
     * of processes that start at once one gets the keys, the others get nothing. They cannot be shown again, so they are made
     * together or not at all, and an election of the database's meanwhile is waited for.
     */
    public Optional<Map<Role, String>> makeOnFirstStart() {
        try (ClientSession session = client.startSession()) {
            return Optional.of(session.withTransaction(() -> makeFirst(session)));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Map<Role, String> makeFirst(ClientSession session) {
        issued.insertOne(session, new Document("_id", FIRST_START).append("at", Date.from(clock.instant())));
        Map<Role, String> made = new EnumMap<>(Role.class);
        List<Document> kept = new ArrayList<>();
        for (Role role : OF_A_FIRST_START) {
            String secret = newSecret(role);
            made.put(role, secret);
            kept.add(document(role.text(), new Actor(role.text(), role), FIRST_START, secret));
        }
        issued.insertMany(session, kept);
        return Collections.unmodifiableMap(made);
    }

    /**
     * A new key for a machine.
     *
     * @throws RuleBroken when a key of this name is good: the log knows whoever acts by their name
     */
    public Shown issue(String name, Role role, Scope scope, @Nullable String team, String by) {
        if (issued.find(and(eq("name", name), exists("secrets"))).first() != null) {
            throw nameTaken(name);
        }
        String id = UUID.randomUUID().toString();
        Actor actor = new Actor(name, Set.of(role), scope, team, new Grant(GRANT + id, null));
        String secret = newSecret(role);
        Document made = document(id, actor, by, secret);
        try {
            issued.insertOne(made);
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                throw nameTaken(name);
            }
            throw e;
        }
        return new Shown(key(made), secret);
    }

    private static RuleBroken nameTaken(String name) {
        return new RuleBroken("name-taken", "There is a key of this name.", Map.of("name", name));
    }

    /** All that have not been ended, the latest first. */
    public List<Key> all() {
        return issued.find(OPEN).sort(LATEST_FIRST.sort()).map(this::key).into(new ArrayList<>());
    }

    /** Some of them, the latest first. */
    public Slice<Key> page(PageRequest asked) {
        return LATEST_FIRST.page(issued, OPEN, asked, this::key);
    }

    public long count() {
        return issued.countDocuments(OPEN);
    }

    /**
     * A new secret for the same key. The one before stays good for a while, so that machines can be told one after another;
     * any older one ends now.
     *
     * @throws Unknown when there is no such key
     */
    public Shown roll(String id, Duration overlap) {
        while (true) {
            Document found = find(id);
            List<Document> had = found.getList("secrets", Document.class);
            String secret = newSecret(actor(found).roles().iterator().next());
            Date until = Date.from(clock.instant().plus(overlap).truncatedTo(ChronoUnit.MILLIS));
            List<Document> secrets = new ArrayList<>();
            secrets.add(new Document("hash", Secret.hash(secret)));
            if (overlap.isPositive()) {
                secrets.add(new Document("hash", had.getFirst().getString("hash")).append("until", until));
            }
            boolean stillAsRead = issued.updateOne(and(eq(id), eq("secrets", had)), Updates.set("secrets", secrets))
                            .getMatchedCount()
                    > 0;
            if (stillAsRead) { // or somebody else has rolled it, or ended it for ever
                bell.ring();
                return new Shown(key(find(id)), secret);
            }
        }
    }

    /**
     * From now on it lets nobody in.
     *
     * @throws Unknown when there is no such key
     */
    public void end(String id) {
        find(id);
        end(eq(id));
    }

    @Override
    public void end(CustomerId customer) {
        end(and(eq("scope", new Scope.Own(customer).text()), exists("secrets")));
    }

    private void end(Bson which) {
        issued.updateMany(
                which,
                Updates.combine(
                        Updates.set("endedAt", Date.from(clock.instant())),
                        Updates.unset("secrets"),
                        Updates.unset(UNIQUE_NAME)));
        bell.ring();
    }

    /** A key that is known to this process alone, and as long as it lives. */
    public String ephemeral(Role role) {
        return ephemeral(new Actor(role.text(), role));
    }

    /** A key of this actor's that is known to this process alone, and as long as it lives. */
    public String ephemeral(Actor actor) {
        String secret = newSecret(actor.roles().stream().sorted().findFirst().orElse(Role.SERVICE));
        ephemeral.put(Secret.hash(secret), actor);
        return secret;
    }

    /** The hashes of the secrets that are good now for the key of this id, and whom they let in; empty: there is none. */
    public Optional<Map.Entry<Actor, Set<String>>> withHashes(String id) {
        Document found = issued.find(and(eq(id), exists("secrets"))).first();
        if (found == null) {
            return Optional.empty();
        }
        Set<String> hashes = new HashSet<>();
        for (Document secret : found.getList("secrets", Document.class)) {
            if (isGood(secret)) {
                hashes.add(secret.getString("hash"));
            }
        }
        return Optional.of(Map.entry(actor(found), hashes));
    }

    @Override
    public boolean wouldHave(String secret) {
        return secret.startsWith("annals_") && !secret.startsWith("annals_session_");
    }

    @Override
    public Optional<Actor> by(String secret) {
        String hash = Secret.hash(secret);
        Actor here = ephemeral.get(hash);
        if (here != null) {
            return Optional.of(here);
        }
        Document found = issued.find(eq("secrets.hash", hash)).first();
        return found == null
                ? Optional.empty()
                : byGoodSecrets(found)
                        .filter(actor -> actor.grant().id().equals(grant(found.getString("_id"), hash)))
                        .findFirst();
    }

    @Override
    public Map<String, Actor> now(Set<String> ids) {
        Map<String, Actor> found = new HashMap<>();
        ephemeral.values().stream()
                .filter(actor -> ids.contains(actor.grant().id()))
                .forEach(actor -> found.put(actor.grant().id(), actor));
        Set<String> keys = ids.stream()
                .filter(id -> id.startsWith(GRANT) && !found.containsKey(id))
                .map(id -> id.substring(GRANT.length()).replaceFirst("/.*", ""))
                .collect(Collectors.toSet());
        if (!keys.isEmpty()) {
            for (Document key : issued.find(and(in("_id", keys), exists("secrets")))) {
                byGoodSecrets(key)
                        .filter(actor -> ids.contains(actor.grant().id()))
                        .forEach(actor -> found.putIfAbsent(actor.grant().id(), actor));
            }
        }
        return found;
    }

    private Stream<Actor> byGoodSecrets(Document key) {
        return key.getList("secrets", Document.class).stream()
                .filter(this::isGood)
                .map(secret -> actor(key, grant(key.getString("_id"), secret.getString("hash")), until(secret)));
    }

    private static String grant(String id, String hash) {
        return GRANT + id + "/" + hash.substring(0, TOLD_BY);
    }

    private Document find(String id) {
        Document found = issued.find(and(eq(id), exists("secrets"))).first();
        if (found == null) {
            throw new Unknown("unknown-key-id", "There is no such key.");
        }
        return found;
    }

    private boolean isGood(Document secret) {
        Instant until = until(secret);
        return until == null || clock.instant().isBefore(until);
    }

    private static @Nullable Instant until(Document secret) {
        Date until = secret.getDate("until");
        return until == null ? null : until.toInstant();
    }

    private Document document(String id, Actor actor, String by, String secret) {
        return new Document("_id", id)
                .append("name", actor.name())
                .append(UNIQUE_NAME, actor.name())
                .append("roles", actor.roles().stream().map(Role::text).sorted().toList())
                .append("scope", actor.scope().text())
                .append("team", actor.team())
                .append("madeAt", Date.from(clock.instant()))
                .append("madeBy", by)
                .append("secrets", List.of(new Document("hash", Secret.hash(secret))));
    }

    private Key key(Document document) {
        Instant overlap = document.getList("secrets", Document.class).stream()
                .filter(secret -> secret.containsKey("until") && isGood(secret))
                .map(secret -> secret.getDate("until").toInstant())
                .findFirst()
                .orElse(null);
        return new Key(
                document.getString("_id"),
                actor(document),
                document.getDate("madeAt").toInstant(),
                document.getString("madeBy"),
                overlap);
    }

    /** As it is listed: by whichever of its secrets. */
    private static Actor actor(Document key) {
        return actor(key, GRANT + key.getString("_id"), null);
    }

    private static Actor actor(Document key, String grant, @Nullable Instant until) {
        return new Actor(
                key.getString("name"),
                Role.of(key.getList("roles", String.class)),
                Scope.of(key.getString("scope")),
                key.getString("team"),
                new Grant(grant, until));
    }

    private static String newSecret(Role role) {
        return "annals_" + role.text() + "_" + Secret.random();
    }
}
