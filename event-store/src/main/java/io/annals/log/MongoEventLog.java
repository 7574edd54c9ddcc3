package io.annals.log;

import com.mongodb.ClientSessionOptions;
import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log on MongoDB, a replica set of 6.0 or later. Safe for use by any number of threads and, on one database, processes. */
public final class MongoEventLog implements EventLog {
    private static final Logger log = LoggerFactory.getLogger(MongoEventLog.class);
    private static final Duration TO_CLOSE = Duration.ofSeconds(5);

    private final LogCollections collections;
    private final LogSettings settings;
    private final ClientSession session;
    private final Lookups lookups;
    private final StreamReads streams;
    private final WaitingRoom waiting;
    private final Turns turns;
    private final Thread appender;
    private final ExecutorService telling;
    private final ScheduledExecutorService sweeping;
    private @Nullable Follower follower;
    private boolean closed;

    /**
     * Opens the log of a database; an empty database gets a new one.
     *
     * @param client stays the caller's to close, after the log
     * @param clock dates the commits; must agree with the server's
     * @throws IllegalStateException when the database cannot keep what the log promises, with how to mend it
     */
    public static MongoEventLog open(
            MongoClient client, String databaseName, InstantSource clock, MeterRegistry registry) {
        return open(client, databaseName, clock, registry, LogSettings.ordinary());
    }

    /** As {@link #open(MongoClient, String, InstantSource, MeterRegistry)}, with a patience of one's own. */
    public static MongoEventLog open(
            MongoClient client,
            String databaseName,
            InstantSource clock,
            MeterRegistry registry,
            LogSettings settings) {
        LogCollections collections = LogCollections.in(client, databaseName, settings);
        StartupChecks.check(client, collections, clock);
        return new MongoEventLog(client, collections, clock, registry, settings);
    }

    private MongoEventLog(
            MongoClient client,
            LogCollections collections,
            InstantSource clock,
            MeterRegistry registry,
            LogSettings settings) {
        this.collections = collections;
        this.settings = settings;
        this.lookups = new Lookups(collections, null);
        this.streams = new StreamReads(collections);
        this.waiting = new WaitingRoom(settings.waiting(), settings.outcome());
        this.session = client.startSession(
                ClientSessionOptions.builder().causallyConsistent(true).build());
        this.telling = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("annals-telling").factory());
        this.sweeping = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("annals-sweeping").factory());
        AppendMeters meters = new AppendMeters(registry, waiting);
        this.turns = new Turns(collections, meters);
        FollowUps followUps = new FollowUps();
        Acknowledgements told = new Acknowledgements(telling, meters, followUps);
        Lookups own = new Lookups(collections, session);
        Head head = Head.of(collections.last());
        meters.head(head.position());
        this.appender = Thread.ofPlatform()
                .daemon()
                .name("annals-appender")
                .start(new Appender(
                        collections,
                        own,
                        new Sending(
                                collections,
                                session,
                                own,
                                settings.attempt(),
                                meters.outcomeUnknown(),
                                waiting::closingNow),
                        new ServerClock(collections, clock, settings.clockTolerance()),
                        waiting,
                        turns,
                        followUps,
                        told,
                        new Readers(),
                        meters,
                        head));
        long interval = Math.clamp(settings.outcome().toMillis() / 10, 10, 1_000);
        sweeping.scheduleWithFixedDelay(() -> sweep(told), interval, interval, TimeUnit.MILLISECONDS);
    }

    private void sweep(Acknowledgements told) {
        List<Draft> overdue = waiting.overdue();
        if (!overdue.isEmpty()) {
            told.overdue(
                    overdue,
                    new LogUnavailable("The database has not acknowledged the commit within " + settings.outcome()
                            + "; it may or may not be recorded. Asking again with the same commit id is safe."));
        }
    }

    @Override
    public Appending append(Proposal proposal) {
        return append(proposal, null);
    }

    @Override
    public Appending append(Proposal proposal, @Nullable Appending buildsOn) {
        try {
            Draft draft = Draft.of(proposal, buildsOn);
            waiting.enter(draft);
            return draft.appending();
        } catch (CommitRefused e) {
            return new Appending(CompletableFuture.failedFuture(e), CompletableFuture.failedFuture(e));
        }
    }

    private final class Readers implements Appender.Readers {
        @Override
        public void sending(long upTo) {
            Follower following = following();
            if (following != null) {
                following.sending(upTo);
            }
        }

        @Override
        public void recorded(Batch batch, int count) {
            Follower following = following();
            if (following != null && following.hasListeners()) {
                following.recorded(
                        new Place(batch.before.position(), new ChainHash(batch.before.hash())), entries(batch, count));
            }
        }
    }

    private static List<Ring.Entry> entries(Batch batch, int count) {
        List<Ring.Entry> entries = new ArrayList<>(count);
        Instant at = Instant.ofEpochMilli(batch.at);
        for (int i = 0; i < count; i++) {
            Draft draft = batch.drafts.get(i);
            ChainHash hash = new ChainHash(CommitBytes.hash(draft.document));
            entries.add(new Ring.Entry(
                    new Commit(batch.position(i), draft.commitId, at, hash, draft.events), draft.document.length));
        }
        return entries;
    }

    @Override
    public long head() {
        return asking("the head", collections::head);
    }

    @Override
    public long positionAt(Instant instant) {
        return asking(
                "the position at " + instant,
                () -> new Instants(collections).positionAt(instant.toEpochMilli(), head()));
    }

    @Override
    public Cursor<Commit> read(long after) {
        return asking("the log after " + after, () -> {
            long head = head();
            Place from = after >= head ? Place.BEGINNING : PlaceCheck.on(collections, Place.after(after));
            if (from == null) {
                throw new LogUnavailable("commit " + after + " cannot be seen at the moment");
            }
            long upTo = after >= head ? 0 : head;
            return new CommitCursor<>(new ReadAhead<>(collections, from, upTo, StoredCommit::decoded, () -> {}));
        });
    }

    @Override
    public List<RecordedEvent> stream(String stream, long fromSeq) {
        return asking("stream " + stream, () -> streams.stream(stream, fromSeq));
    }

    @Override
    public Map<String, Long> lastSeqs(Collection<String> streams) {
        return asking("the last numbers of streams", () -> lookups.lastSeqs(streams));
    }

    @Override
    public Map<String, List<RecordedEvent>> beginnings(Collection<String> streamNames, int most) {
        return asking("the beginnings of streams", () -> streams.beginnings(streamNames, most));
    }

    @Override
    public List<RecordedEvent> at(Collection<Long> positions) {
        return asking("commits by their positions", () -> streams.at(positions));
    }

    @Override
    public Cursor<RecordedEvent> subjects(Collection<String> subjects, long after, long upTo) {
        return asking("the subjects' events", () -> streams.subjects(subjects, after, upTo));
    }

    @Override
    public synchronized Tail tail(Place after) {
        if (closed) {
            throw new LogUnavailable("The log is closed.");
        }
        Follower current = follower;
        if (current == null || current.broken() != null) {
            if (current != null) {
                current.close();
            }
            current = new Follower(collections, settings.poll());
            follower = current;
        }
        return new FollowingTail(collections, current, after);
    }

    private synchronized @Nullable Follower following() {
        return follower;
    }

    @Override
    public Verification verify(LongConsumer progress) {
        return asking("the log", () -> new Verifying(collections).verify(progress));
    }

    @Override
    public Statistics statistics(long after, LongConsumer progress) {
        return asking("the log", () -> new Measuring(collections).measure(after, progress));
    }

    private static <T extends @Nullable Object> T asking(String what, Supplier<T> question) {
        try {
            return question.get();
        } catch (MongoException e) {
            throw new LogUnavailable("The database did not answer when asked for " + what + ".", e);
        }
    }

    /** Records what waits, for a few seconds at most, and ends all tails. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            if (follower != null) {
                follower.close();
            }
        }
        LogUnavailable reason = new LogUnavailable("The log is closed.");
        waiting.shut(reason);
        try {
            if (!appender.join(TO_CLOSE)) {
                waiting.close(reason);
                appender.interrupt();
                appender.join(TO_CLOSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            log.warn("Interrupted while closing the log");
        }
        waiting.close(reason);
        turns.close();
        sweeping.shutdownNow();
        telling.shutdown();
        session.close();
    }
}
