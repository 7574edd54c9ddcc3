package io.annals.edge;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.include;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;

/**
 * Who holds which key. A key is {@code annals_<role>_} and 256 random bits; only its SHA-256 is kept, in the collection
 * {@code access_keys}, so whoever reads the database cannot come in. (A hash without salt is enough: nobody guesses 256
 * bits.) Thread safe.
 */
public final class Keys {
    private static final String FIRST_START = "first-start";
    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final int MOST_REMEMBERED = 10_000;

    private final MongoCollection<Document> issued;
    private final Map<String, Actor> ephemeral = new ConcurrentHashMap<>();

    /** Also of keys that nobody has: a flood of guesses reaches the database only once each. */
    private final Cache<String, Optional<Actor>> known = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    public Keys(MongoDatabase database) {
        issued = database.getCollection("access_keys")
                .withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY);
        issued.createIndex(Indexes.ascending("keys.hash"));
    }

    /**
     * Makes a key for each role, if none have ever been made in this database. Of any number of processes that start at
     * once one gets the keys, the others get nothing. They cannot be shown again; whoever lost them drops the collection.
     */
    public Optional<Map<Role, String>> makeOnFirstStart() {
        Map<Role, String> made = new EnumMap<>(Role.class);
        List<Document> kept = new ArrayList<>();
        for (Role role : Role.values()) {
            String key = newKey(role);
            made.put(role, key);
            kept.add(new Document("hash", Secret.hash(key))
                    .append("role", role.text())
                    .append("name", role.text()));
        }
        if (issued.find(eq("_id", FIRST_START)).projection(include("_id")).first() != null) {
            return Optional.empty();
        }
        try {
            issued.insertOne(new Document("_id", FIRST_START)
                    .append("at", Instant.now())
                    .append("keys", kept)); // one document: all of them or none, and only once
            return Optional.of(Collections.unmodifiableMap(made));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** A key that is known to this process alone, and as long as it lives. */
    public String ephemeral(Role role) {
        return ephemeral(new Actor(role.text(), role));
    }

    /** A key of this actor's that is known to this process alone, and as long as it lives. */
    public String ephemeral(Actor actor) {
        String key = newKey(actor.role());
        ephemeral.put(Secret.hash(key), actor);
        return key;
    }

    /** Whose key it is; empty if nobody's. A key that was taken away is known for ten seconds more at most. */
    public Optional<Actor> actorOf(String key) {
        String hash = Secret.hash(key);
        Actor here = ephemeral.get(hash);
        return here != null ? Optional.of(here) : known.get(hash, this::lookUp);
    }

    private Optional<Actor> lookUp(String hash) {
        Document found = issued.find(eq("keys.hash", hash))
                .projection(Projections.include("keys.$"))
                .first();
        return Optional.ofNullable(found).map(document -> {
            Document key = document.getList("keys", Document.class).getFirst();
            return new Actor(
                    key.getString("name"), Role.valueOf(key.getString("role").toUpperCase(Locale.ROOT)));
        });
    }

    private static String newKey(Role role) {
        return "annals_" + role.text() + "_" + Secret.random();
    }
}
