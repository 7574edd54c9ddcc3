package io.annals.access;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import io.annals.edge.Limits;
import io.annals.edge.Secret;
import io.annals.edge.refusal.TooMany;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.springframework.stereotype.Component;

/**
 * Slows down who guesses passwords and codes. Asked before anything is looked at: a try counts as failed from its beginning on,
 * until it has turned out to be good, so that as many are looked at side by side as one after the other, on all nodes together.
 *
 * <p>After a few failures for a name from an address each next try waits twice as long as the last. Failures from everywhere else
 * count for a name too, with more patience, so that somebody far away cannot lock a user out easily. Forgotten after a day. And an
 * address has so many tries a minute for all names together ({@link Limits#tryFrom}), on each node.
 */
@Component
class LoginThrottle {
    private static final int FREE_HERE = 5;
    private static final int FREE_ANYWHERE = 50;
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int DOUBLINGS = 10;
    private static final String COUNT = "count";
    private static final String LAST = "last";

    private final MongoCollection<Document> failures;
    private final Limits limits;
    private final Clock clock;

    LoginThrottle(MongoDatabase database, Limits limits, Clock clock) {
        failures = database.getCollection("login_failures").withWriteConcern(WriteConcern.MAJORITY);
        failures.createIndex(Indexes.ascending(LAST), new IndexOptions().expireAfter(1L, TimeUnit.DAYS));
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Begins a try of a password or a code. It has failed unless something else is said of it.
     *
     * @throws TooMany when the next try for this name, or from this address, has to wait; nothing is to be looked at then
     */
    Attempt begin(String name, String address) {
        limits.tryFrom(address);
        Count here = here(name, address);
        Count anywhere = anywhere(name);
        anywhere.add();
        try {
            here.add();
        } catch (TooMany e) {
            anywhere.takeBack(); // who is refused here locks nobody out elsewhere
            throw e;
        }
        return new Attempt(here, anywhere, address);
    }

    /** Whoever this is has shown in another way that it is they, such as by a link: what failed before is forgotten. */
    void forget(String name, String address) {
        failures.deleteMany(Filters.in("_id", here(name, address).id, anywhere(name).id));
    }

    /** Hashed: who mistakes the fields types a password where the name belongs. */
    private static String hash(String name) {
        return Secret.hash(name.toLowerCase(Locale.ROOT));
    }

    private Count here(String name, String address) {
        return new Count("here " + Secret.hash(hash(name) + address), FREE_HERE);
    }

    private Count anywhere(String name) {
        return new Count("anywhere " + hash(name), FREE_ANYWHERE);
    }

    /** A try that has begun. */
    final class Attempt {
        private final Count here;
        private final Count anywhere;
        private final String address;

        private Attempt(Count here, Count anywhere, String address) {
            this.here = here;
            this.anywhere = anywhere;
            this.address = address;
        }

        /** It was good, and nothing more is owed: all failures of this name are forgotten. */
        void succeeded() {
            failures.deleteMany(Filters.in("_id", here.id, anywhere.id));
            limits.letIn(address);
        }

        /** It was good, or could not be looked at: it does not count, and what failed before still does. */
        void doesNotCount() {
            here.takeBack();
            anywhere.takeBack();
            limits.letIn(address);
        }
    }

    /** The failures that are counted in one document, those included that have only begun. */
    private final class Count {
        private final String id;
        private final int free;

        private Count(String id, int free) {
            this.id = id;
            this.free = free;
        }

        /** One more, if it may be begun now; decided by whoever finds the count as it was seen. */
        private void add() {
            while (!isAdded()) {
                Thread.onSpinWait(); // somebody else was, so that there are fewer left each time
            }
        }

        private boolean isAdded() {
            Instant now = clock.instant();
            Document found = failures.find(eq(id)).first();
            if (found == null) {
                return isFirst(now);
            }
            int count = found.getInteger(COUNT, 0);
            Date last = found.getDate(LAST);
            if (count >= free) {
                Instant next = last.toInstant().plus(pause(count - free));
                if (now.isBefore(next)) {
                    throw new TooMany("Too many failed tries; wait a little.", Duration.between(now, next));
                }
            }
            return failures.updateOne(
                                    and(eq(id), eq(COUNT, count), eq(LAST, last)),
                                    Updates.combine(Updates.inc(COUNT, 1), Updates.set(LAST, Date.from(now))))
                            .getModifiedCount()
                    > 0;
        }

        private boolean isFirst(Instant now) {
            try {
                failures.insertOne(new Document("_id", id).append(COUNT, 1).append(LAST, Date.from(now)));
                return true;
            } catch (MongoWriteException e) {
                if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                    return false;
                }
                throw e;
            }
        }

        private void takeBack() {
            failures.updateOne(and(eq(id), gt(COUNT, 0)), Updates.inc(COUNT, -1));
        }
    }

    private static Duration pause(int beyond) {
        Duration doubled = SHORTEST.multipliedBy(1L << Math.min(DOUBLINGS, beyond));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}
