package io.annals.identity;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.annals.edge.Secret;
import io.annals.edge.refusal.TooMany;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.springframework.stereotype.Component;

/**
 * Slows down who guesses passwords, on all nodes together: after a few failures for a name from an address each next try
 * waits twice as long as the last. Failures from everywhere else count for a name too, with more patience, so that somebody
 * far away cannot lock a user out easily. Forgotten after a day.
 */
@Component
class Brake {
    private static final int FREE_HERE = 5;
    private static final int FREE_ANYWHERE = 50;
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int DOUBLINGS = 10;

    private final MongoCollection<Document> failures;
    private final Clock clock;

    Brake(MongoDatabase database, Clock clock) {
        failures = database.getCollection("login_failures").withWriteConcern(WriteConcern.MAJORITY);
        failures.createIndex(Indexes.ascending("last"), new IndexOptions().expireAfter(1L, TimeUnit.DAYS));
        this.clock = clock;
    }

    /** @throws TooMany when the next try for this name from this address has to wait */
    void check(String name, String address) {
        Instant now = clock.instant();
        failures.find(in("_id", ids(name, address))).forEach(found -> {
            int free = found.getString("_id").startsWith("here ") ? FREE_HERE : FREE_ANYWHERE;
            int beyond = found.getInteger("count", 0) - free;
            if (beyond >= 0) {
                Instant next = found.getDate("last").toInstant().plus(wait(beyond));
                if (now.isBefore(next)) {
                    throw new TooMany("Too many failed tries; wait a little.", Duration.between(now, next));
                }
            }
        });
    }

    private static Duration wait(int beyond) {
        Duration doubled = SHORTEST.multipliedBy(1L << Math.min(DOUBLINGS, beyond));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }

    void failed(String name, String address) {
        for (String id : ids(name, address)) {
            failures.updateOne(
                    eq(id),
                    Updates.combine(Updates.inc("count", 1), Updates.set("last", Date.from(clock.instant()))),
                    new UpdateOptions().upsert(true));
        }
    }

    void succeeded(String name, String address) {
        failures.deleteMany(in("_id", ids(name, address)));
    }

    /** Hashed: who mistakes the fields types a password where the name belongs. */
    private static List<String> ids(String name, String address) {
        String known = Secret.hash(name.toLowerCase(Locale.ROOT));
        return List.of("here " + Secret.hash(known + address), "anywhere " + known);
    }
}
