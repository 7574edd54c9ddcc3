package io.annals.encoding;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.Aead;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * The keys in the collection {@code subject_keys}, wrapped by the master key: {@code {_id: subject, key, madeAt}}, or the
 * tombstone {@code {_id: subject, erased: true, erasedAt}}. The document {@code _id: 0} tells whether the secrets at hand
 * are those with which the collection was begun.
 *
 * <p>A key is durable on the majority before it encrypts anything, and of several nodes that make one for the same
 * subject all use the one that came first. Copies in memory live for a minute, so that a node that did not hear of a
 * destruction stops reading soon all the same.
 */
public final class MongoKeyring implements Keyring {
    private static final Duration COPY_LIVES = Duration.ofMinutes(1);
    private static final int COPIES = 50_000;
    private static final int IDS_A_QUERY = 10_000;
    private static final int TRIES = 5;
    private static final String CHECK = "check";

    private final MongoCollection<Document> keys;
    private final Aead master;
    private final List<Aead> otherMasters;
    private final Cache<String, Optional<Aead>> copies;

    /** @throws WrongSecrets when the keys that are there were wrapped by another master key, or another deployment key named things */
    public MongoKeyring(MongoDatabase database, Secrets secrets) {
        this(database, secrets, COPY_LIVES);
    }

    /** @param copyLives how long a key is used without asking the database again */
    public MongoKeyring(MongoDatabase database, Secrets secrets, Duration copyLives) {
        keys = database.getCollection("subject_keys")
                .withCodecRegistry(EventEncoding.codecs())
                .withReadPreference(ReadPreference.primary())
                .withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        master = DataKey.aead(secrets.masterKey().getEncoded());
        otherMasters = secrets.otherMasterKeys().stream()
                .map(other -> DataKey.aead(other.getEncoded()))
                .toList();
        copies = Caffeine.newBuilder()
                .maximumSize(COPIES)
                .expireAfterWrite(copyLives)
                .build();
        refuseOtherSecrets(new Pseudonyms(secrets.deploymentKey()));
    }

    @Override
    public Aead toWrite(String subject) {
        Optional<Aead> copy = copies.getIfPresent(subject);
        if (copy == null) {
            copy = remember(findOrMake(subject));
        }
        return copy.orElseGet(() -> DataKey.aead(DataKey.fresh()));
    }

    @Override
    public Optional<Aead> toRead(String subject) {
        Optional<Aead> copy = copies.getIfPresent(subject);
        if (copy != null) {
            return copy;
        }
        Document found = keys.find(eq(subject)).first();
        return found == null ? Optional.empty() : remember(found);
    }

    @Override
    public void prepare(Collection<String> subjects) {
        Set<String> missing = unknown(subjects);
        find(missing).forEach(found -> {
            remember(found);
            missing.remove(found.getString("_id"));
        });
        make(missing);
    }

    @Override
    public void load(Collection<String> subjects) {
        find(unknown(subjects)).forEach(this::remember);
    }

    @Override
    public void destroy(String subject) {
        keys.updateOne(
                eq(subject),
                combine(set("erased", true), set("erasedAt", Instant.now()), unset("key")),
                new UpdateOptions().upsert(true));
        copies.put(subject, Optional.empty());
    }

    @Override
    public void forget(String subject) {
        copies.invalidate(subject);
    }

    /**
     * Wraps by the present master key whatever another one wraps; when it returns, the others are needed no more, as long as
     * no process writes that has another present one. May be repeated, and broken off.
     *
     * @return how many keys were wrapped anew
     */
    public long rewrap() {
        long rewrapped = 0;
        for (Document found : keys.find(exists("key")).batchSize(IDS_A_QUERY)) {
            rewrapped += rewrap(found, "key", found.getString("_id"));
        }
        Document check = keys.find(eq(0)).first();
        if (check != null) {
            rewrap(check, "master", CHECK);
        }
        return rewrapped;
    }

    private long rewrap(Document found, String field, String boundTo) {
        Binary wrapped = found.get(field, Binary.class);
        if (opens(wrapped, boundTo)) {
            return 0;
        }
        try {
            Binary anew = new Binary(DataKey.wrap(unwrap(wrapped.getData(), boundTo), master, boundTo));
            // a key that has been destroyed meanwhile stays so
            return keys.updateOne(and(eq(found.get("_id")), eq(field, wrapped)), set(field, anew))
                    .getModifiedCount();
        } catch (GeneralSecurityException e) {
            throw otherMaster("the key of " + boundTo + " does not open", e);
        }
    }

    private boolean opens(Binary wrapped, String boundTo) {
        try {
            DataKey.unwrap(wrapped.getData(), master, boundTo);
            return true;
        } catch (GeneralSecurityException byAnother) {
            return false;
        }
    }

    /** By whichever of the master keys wrapped it. */
    private byte[] unwrap(byte[] wrapped, String boundTo) throws GeneralSecurityException {
        GeneralSecurityException last;
        try {
            return DataKey.unwrap(wrapped, master, boundTo);
        } catch (GeneralSecurityException byAnother) {
            last = byAnother;
        }
        for (Aead other : otherMasters) {
            try {
                return DataKey.unwrap(wrapped, other, boundTo);
            } catch (GeneralSecurityException byYetAnother) {
                last = byYetAnother;
            }
        }
        throw last;
    }

    private Set<String> unknown(Collection<String> subjects) {
        return subjects.stream()
                .filter(subject -> copies.getIfPresent(subject) == null)
                .collect(Collectors.toSet());
    }

    private List<Document> find(Set<String> subjects) {
        List<Document> found = new ArrayList<>();
        List<String> ids = List.copyOf(subjects);
        for (int from = 0; from < ids.size(); from += IDS_A_QUERY) {
            keys.find(in("_id", ids.subList(from, Math.min(ids.size(), from + IDS_A_QUERY))))
                    .into(found);
        }
        return found;
    }

    /** Where another node was faster with one of them, that node's key counts. */
    private void make(Set<String> subjects) {
        if (subjects.isEmpty()) {
            return;
        }
        Map<String, Document> made = new HashMap<>();
        subjects.forEach(subject -> made.put(subject, freshKey(subject)));
        try {
            keys.insertMany(List.copyOf(made.values()), new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null
                    || e.getWriteErrors().stream()
                            .anyMatch(error -> error.getCategory() != ErrorCategory.DUPLICATE_KEY)) {
                throw e;
            }
            List<Document> inOrder = List.copyOf(made.values());
            e.getWriteErrors().forEach(error -> {
                String taken = inOrder.get(error.getIndex()).getString("_id");
                made.put(taken, findOrMake(taken));
            });
        }
        made.values().forEach(this::remember);
    }

    private Document freshKey(String subject) {
        return new Document("_id", subject)
                .append("key", new Binary(DataKey.wrap(DataKey.fresh(), master, subject)))
                .append("madeAt", Instant.now());
    }

    private Document findOrMake(String subject) {
        Document found = keys.find(eq(subject)).first();
        if (found != null) {
            return found;
        }
        Document fresh = freshKey(subject);
        return findOrInsert(
                eq(subject), combine(setOnInsert("key", fresh.get("key")), setOnInsert("madeAt", fresh.get("madeAt"))));
    }

    /** What the majority has under this id once the call is over, whoever put it there. */
    private Document findOrInsert(Bson id, Bson fields) {
        FindOneAndUpdateOptions options =
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);
        for (int tries = 1; ; tries++) {
            try {
                Document found = keys.findOneAndUpdate(id, fields, options);
                if (found != null) {
                    return found;
                }
                throw new IllegalStateException("an upsert returned nothing");
            } catch (MongoCommandException e) {
                boolean lostTheRace = ErrorCategory.fromErrorCode(e.getErrorCode()) == ErrorCategory.DUPLICATE_KEY;
                if (!lostTheRace || tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Never replaces a copy: a thread that was slow must not put back a key that has been destroyed meanwhile. */
    private Optional<Aead> remember(Document found) {
        Optional<Aead> key = open(found);
        Optional<Aead> earlier = copies.asMap().putIfAbsent(found.getString("_id"), key);
        return earlier == null ? key : earlier;
    }

    private Optional<Aead> open(Document found) {
        @Nullable Binary wrapped = found.get("key", Binary.class);
        if (wrapped == null) {
            return Optional.empty();
        }
        String subject = found.getString("_id");
        try {
            return Optional.of(DataKey.aead(unwrap(wrapped.getData(), subject)));
        } catch (GeneralSecurityException e) {
            throw otherMaster("the data key of subject " + subject + " does not open", e);
        }
    }

    /** A check value, written before the first key; and should it be lost, the first key that is there. */
    private void refuseOtherSecrets(Pseudonyms pseudonyms) {
        Document check = keys.find(eq(0)).first();
        if (check == null) {
            Document any = keys.find(exists("key")).first();
            if (any != null) {
                open(any);
            }
            check = findOrInsert(
                    eq(0),
                    combine(
                            setOnInsert("master", new Binary(DataKey.wrap(new byte[0], master, CHECK))),
                            setOnInsert("deployment", pseudonyms.of("check")),
                            setOnInsert("madeAt", Instant.now())));
        }
        try {
            unwrap(check.get("master", Binary.class).getData(), CHECK);
        } catch (GeneralSecurityException e) {
            throw otherMaster("the check value does not open", e);
        }
        if (!pseudonyms.of("check").equals(check.getString("deployment"))) {
            throw new WrongSecrets("This is not the deployment key with which " + keys.getNamespace()
                    + " was begun: every customer would be a stranger. Start with the former "
                    + Secrets.DEPLOYMENT + ", from the environment or the file of secrets.");
        }
    }

    private WrongSecrets otherMaster(String found, GeneralSecurityException e) {
        return new WrongSecrets(
                "This is not the master key with which " + keys.getNamespace() + " was begun (" + found
                        + "): nothing personal could be read. Start with the former " + Secrets.MASTER
                        + ", from the environment or the file of secrets.",
                e);
    }
}
