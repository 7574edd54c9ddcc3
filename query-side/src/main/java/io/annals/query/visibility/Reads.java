package io.annals.query.visibility;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import io.annals.edge.Actor;
import io.annals.edge.Scope;
import io.annals.edge.paging.Cursor;
import io.annals.edge.paging.Keyset;
import io.annals.edge.paging.PageRequest;
import io.annals.edge.paging.Slice;
import io.annals.edge.refusal.TooMany;
import io.annals.log.LogUnavailable;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.bson.BsonObjectId;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who looked at whose data, when, and what: the collection {@code reads}. Not in the log, which tells what happened with
 * customers; and kept for a time only.
 *
 * <p>A read is noted in memory and stored by a thread of its own, many at once. When so many wait that memory is short
 * ({@link ReadSettings#waiting}), nothing is shown to anybody until there is room again; of one actor's no more than
 * {@link ReadSettings#waitingEach} wait, so that nobody fills it alone. An orderly stop stores all that
 * wait; a {@code kill -9} loses what was noted in the last {@value #GATHERED_MILLIS} ms, or, while the database does not
 * answer, what waits.
 */
public final class Reads implements AutoCloseable {
    static final int GATHERED_MILLIS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Reads.class);
    private static final int AT_ONCE = 1_000;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration WORTH_ANOTHER_TRY = Duration.ofSeconds(1);
    private static final Duration TO_STOP = Duration.ofSeconds(20);
    private static final int DUPLICATE = 11000;
    private static final Keyset NEWEST_FIRST = Keyset.descending("_id");

    private final MongoCollection<Document> collection;
    private final Belongings belongings;
    private final ReadSettings settings;
    private final Clock clock;
    private final BlockingQueue<Document> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Integer> waitingOf = new ConcurrentHashMap<>(); // by actor
    private final Thread writer = Thread.ofPlatform().name("reads").daemon().unstarted(this::store);
    private volatile boolean closing;

    Reads(MongoDatabase database, Belongings belongings, ReadSettings settings, Clock clock, MeterRegistry meters) {
        this.belongings = belongings;
        this.collection = database.getCollection("reads")
                .withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        this.settings = settings;
        this.clock = clock;
        meters.gaugeCollectionSize("annals.reads.waiting", List.of(), waiting);
    }

    void open() {
        collection.createIndex(Indexes.compoundIndex(Indexes.ascending("customers"), Indexes.descending("_id")));
        collection.createIndex(Indexes.compoundIndex(Indexes.ascending("actor"), Indexes.descending("_id")));
        collection.createIndex(
                Indexes.ascending("at"),
                new IndexOptions().name("kept").expireAfter(settings.kept().toSeconds(), TimeUnit.SECONDS));
        writer.start();
    }

    /**
     * One read.
     *
     * @param what {@code view}, {@code timeline}, {@code loyalty}, {@code search}, {@code live}, {@code events} …
     * @param customers whom it told of; of a topic or a stream that may tell of anybody: none
     * @param topic what was subscribed to, if anything
     * @param asOf the moment of history that was asked for
     */
    public record Read(
            String id,
            Instant at,
            String actor,
            String what,
            List<String> customers,
            @Nullable String topic,
            @Nullable String asOf) {
        Read of(List<String> some) {
            return new Read(id, at, actor, what, some, topic, asOf);
        }
    }

    /**
     * Makes sure that what is about to be read can be noted.
     *
     * @throws TooMany when so many of this actor's wait already that they have to wait as well
     * @throws LogUnavailable when so many of everybody's do
     */
    public void refuseIfFull(Actor actor) {
        if (waitingOf.getOrDefault(actor.name(), 0) >= settings.waitingEach()) {
            throw new TooMany(
                    "So much was read at once that it is still being recorded; wait a little.", WORTH_ANOTHER_TRY);
        }
        if (waiting.size() >= settings.waiting()) {
            throw new LogUnavailable("reads cannot be recorded at the moment");
        }
    }

    /** Notes a read. Does not wait. */
    public void note(Actor actor, String what, Collection<String> customers, @Nullable String topic) {
        note(actor, what, customers, topic, null);
    }

    void note(Actor actor, String what, Collection<String> customers, @Nullable String topic, @Nullable String asOf) {
        Document read = new Document("_id", new ObjectId())
                .append("at", Date.from(clock.instant()))
                .append("actor", actor.name())
                .append("grant", actor.grant().id())
                .append("what", what)
                .append("customers", List.copyOf(customers));
        if (topic != null) {
            read.append("topic", topic);
        }
        if (asOf != null) {
            read.append("asOf", asOf);
        }
        waitingOf.merge(actor.name(), 1, Integer::sum);
        waiting.add(read);
    }

    private void isStored(Document read) {
        waitingOf.computeIfPresent(read.getString("actor"), (_, count) -> count == 1 ? null : count - 1);
    }

    /**
     * What is stored and tells of customers in a scope, or of nobody in particular, newest first; of the others in the same
     * read nothing is told.
     */
    Slice<Read> stored(@Nullable String customer, @Nullable String actor, Scope scope, PageRequest asked) {
        List<Bson> filters = new ArrayList<>();
        if (customer != null) {
            filters.add(eq("customers", customer));
        }
        if (actor != null) {
            filters.add(eq("actor", actor));
        }
        Bson filter = filters.isEmpty() ? empty() : and(filters);
        return scope instanceof Scope.All
                ? NEWEST_FIRST.page(collection, filter, asked, Reads::read)
                : within(scope, filter, asked);
    }

    /** Where customers belong stands in the log, so that reads are looked through here until there are enough. */
    private Slice<Read> within(Scope scope, Bson filter, PageRequest asked) {
        List<Read> told = new ArrayList<>();
        Cursor after = asked.after();
        while (true) {
            Slice<Read> some = NEWEST_FIRST.page(collection, filter, new PageRequest(after, AT_ONCE), Reads::read);
            belongings.load(some.entries().stream()
                    .flatMap(read -> read.customers().stream())
                    .collect(Collectors.toSet()));
            for (Read read : some.entries()) {
                List<String> reached = read.customers().stream()
                        .filter(customer -> belongings.reaches(scope, customer))
                        .toList();
                if (!reached.isEmpty() || read.customers().isEmpty()) {
                    if (told.size() == asked.limit()) {
                        return new Slice<>(told, behind(told.getLast()));
                    }
                    told.add(read.of(reached));
                }
            }
            after = some.next();
            if (after == null) {
                return new Slice<>(told, null);
            }
        }
    }

    private static Cursor behind(Read read) {
        return new Cursor(NEWEST_FIRST.name(), 0, false, List.of(new BsonObjectId(new ObjectId(read.id()))));
    }

    private static Read read(Document read) {
        return new Read(
                read.getObjectId("_id").toHexString(),
                read.getDate("at").toInstant(),
                read.getString("actor"),
                read.getString("what"),
                read.getList("customers", String.class),
                read.getString("topic"),
                read.getString("asOf"));
    }

    private void store() {
        List<Document> batch = new ArrayList<>();
        while (!closing || !waiting.isEmpty()) {
            gather(batch);
            while (!batch.isEmpty() && !stored(batch)) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            batch.forEach(this::isStored);
            batch.clear();
        }
    }

    private void gather(List<Document> batch) {
        try {
            Document first = waiting.poll(GATHERED_MILLIS, TimeUnit.MILLISECONDS);
            if (first != null) {
                batch.add(first);
                if (!closing) {
                    TimeUnit.MILLISECONDS.sleep(GATHERED_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("Nobody interrupts this thread", e);
        }
        waiting.drainTo(batch, AT_ONCE - batch.size());
    }

    private boolean stored(List<Document> batch) {
        try {
            collection.insertMany(batch, new InsertManyOptions().ordered(false));
            return true;
        } catch (MongoException e) {
            if (isThereAlready(e)) {
                return true;
            }
            LOG.warn(
                    "Reads cannot be recorded at the moment, {} wait: {}", waiting.size() + batch.size(), e.toString());
            return false;
        }
    }

    /** What was stored by an earlier try whose answer was lost. */
    private static boolean isThereAlready(MongoException e) {
        return e instanceof MongoBulkWriteException bulk
                && bulk.getWriteConcernError() == null
                && bulk.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE);
    }

    /** Returns when all that was noted is stored, or after {@link #TO_STOP}. */
    @Override
    public void close() {
        closing = true; // and no interrupt, which would reach the driver in the middle of the last insert
        try {
            if (!writer.join(TO_STOP)) {
                LOG.error("{} reads could not be recorded before the end", waiting.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
