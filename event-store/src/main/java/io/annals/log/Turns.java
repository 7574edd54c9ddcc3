package io.annals.log;

import com.mongodb.CursorType;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.CreateCollectionOptions;
import io.annals.log.TurnOrder.Says;
import io.annals.log.TurnOrder.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the appenders of several processes take turns, so that they do not spend their time losing races. It is advice, for
 * speed alone: whoever appends out of turn loses a race or makes another one lose it, and nothing else can happen.
 *
 * <p>Nobody asks before races are lost, so an appender that is alone pays nothing. From then on the processes talk in a
 * small capped collection, which all of them listen to. Who waits behind a turn that does not end declares it over by its own
 * stop watch; no clock is compared with another.
 */
final class Turns implements AutoCloseable {
    /** How long a turn lasts while others wait. */
    private static final long TURN = TimeUnit.MILLISECONDS.toNanos(80);
    /** How long its owner may have nothing to append before it passes the turn on: callers who were just told come again. */
    private static final long LINGER_MILLIS = 2;

    private static final long REST_MILLIS = 100;
    /** How long a turn may last before those who wait take its owner for dead. */
    private static final long TOO_LONG = TimeUnit.MILLISECONDS.toNanos(250);
    /** Races lost in a row before one asks for a turn: a single one is cheaper to run again. */
    private static final int LOST_BEFORE_ASKING = 2;

    private static final Logger log = LoggerFactory.getLogger(Turns.class);
    private static final long ROOM_FOR_WORDS = 64 << 10;
    private static final int UNAUTHORIZED = 13;
    private static final int EXISTS_ALREADY = 48;

    private final LogCollections collections;
    private final MongoCollection<Document> words;
    private final AppendMeters meters;
    private final String self = UUID.randomUUID().toString();
    private final TurnOrder order = new TurnOrder();
    private final Thread thread;
    private boolean hearing;
    /** This process has asked, as far as it knows. */
    private boolean asked;
    /** This process has said that its turn is over; from then on it is, whether that has come back or not. */
    private boolean over;

    private boolean atWork;
    private boolean inTurn;
    private long turnBegan;
    private long firstSince;
    /** Where the last turn ends, as far as it was said; that batch may still be on its way. */
    private long passedAt;

    private int lost;
    private boolean lostThisTime;
    /** Nobody takes turns, and this process has no reason to ask for one. */
    private volatile boolean free = true;

    private volatile boolean closed;

    Turns(LogCollections collections, AppendMeters meters) {
        this.collections = collections;
        this.meters = meters;
        this.words = collections
                .database()
                .withTimeout(TOO_LONG, TimeUnit.NANOSECONDS)
                .getCollection(LogCollections.TURNS)
                .withReadConcern(ReadConcern.LOCAL)
                .withWriteConcern(WriteConcern.W1);
        this.thread = Thread.ofPlatform().daemon().name("annals-turns").start(this::run);
    }

    /**
     * Waits for this process's turn, if turns are being taken.
     *
     * @return whether others may have appended meanwhile
     */
    boolean await() throws InterruptedException {
        boolean waited = false;
        while (!free) {
            Word word = waitOrSpeak();
            if (word == null) {
                return begin() || waited;
            }
            waited = true;
            say(word);
        }
        return waited;
    }

    /** Null when it is this process's turn, or nobody's; else what has to be said before going on to wait. */
    private synchronized @Nullable Word waitOrSpeak() throws InterruptedException {
        atWork = true;
        while (!free && (over || !self.equals(order.first()))) {
            if (!asked) {
                asked = true;
                firstSince = System.nanoTime();
                return new Word(self, Says.ASKS, order.inOrder(), 0);
            }
            long left = firstSince + TOO_LONG - System.nanoTime();
            if (left <= 0) {
                return tooLong();
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return null;
    }

    /** Whoever is first has been silent for too long; if that is nobody, then not even this process's own words come back. */
    private @Nullable Word tooLong() {
        String first = order.first();
        if (first == null || first.equals(self)) {
            log.debug("Nothing has been heard for too long");
            forget();
            return null;
        }
        log.info("The turn of appender {} has not ended for too long, going on without it", first);
        Word word = new Word(first, Says.LEAVES, order.inOrder(), 0);
        hear(word); // it takes effect here even if nobody else hears it
        return word;
    }

    private synchronized boolean begin() {
        if (free || inTurn) {
            return false;
        }
        inTurn = true;
        lost = 0;
        turnBegan = System.nanoTime();
        meters.turn();
        return true;
    }

    /**
     * The next batch of this process ends at this position. If it is the last one of the turn, whoever is next hears so while the
     * batch is on its way, and is ready when it has arrived.
     */
    void sending(long upTo) {
        if (free) {
            return;
        }
        Word word;
        synchronized (this) {
            boolean last = inTurn && order.awaited() && System.nanoTime() - turnBegan > TURN;
            word = last ? end(Says.PASSES, upTo) : null;
        }
        if (word != null) {
            Thread.ofVirtual().name("annals-turn-passed").start(() -> say(word));
        }
    }

    /** The position up to which the log goes at least when the last turn has really ended; 0 where that was not said. */
    synchronized long passedAt() {
        return passedAt;
    }

    /** Another appender was faster. */
    synchronized void lost() {
        lost++;
        lostThisTime = true;
        decide();
    }

    /**
     * A batch is done. The turn stays with this process: its callers who have just been told come again, and the turn is passed with
     * their batch, or in {@link #rest} when they do not.
     */
    synchronized void served(boolean more) {
        lost = lostThisTime ? lost : 0;
        lostThisTime = false;
        atWork = more || (inTurn && order.awaited());
        decide();
    }

    /** How long to wait for something to append before {@link #rest} is to be called. */
    long restsAfterMillis() {
        if (free) {
            return REST_MILLIS;
        }
        synchronized (this) {
            return inTurn && order.awaited() ? LINGER_MILLIS : REST_MILLIS;
        }
    }

    /** There has been nothing to append for a while. */
    void rest() {
        if (free) {
            return;
        }
        Word word = null;
        synchronized (this) {
            lost = 0;
            atWork = false;
            if (order.holds(self) && !over) {
                word = end(Says.LEAVES, 0);
            }
            decide();
        }
        if (word != null) {
            say(word);
        }
    }

    private Word end(Says says, long upTo) {
        inTurn = false;
        over = true;
        firstSince = System.nanoTime(); // from now on this process too waits for the word to come back
        asked = says == Says.PASSES;
        return new Word(self, says, order.inOrder(), upTo);
    }

    private void decide() {
        free = !hearing || (order.first() == null && !asked && lost < LOST_BEFORE_ASKING);
    }

    private void say(Word word) {
        try {
            words.insertOne(new Document("who", word.who())
                    .append("says", word.says().name())
                    .append("order", word.order())
                    .append("upTo", word.upTo()));
        } catch (MongoException e) {
            log.debug("Taking turns breaks off: {}", e.toString());
            forget();
        }
    }

    private void run() {
        Pause pause = new Pause(() -> closed);
        try {
            while (!closed) {
                try {
                    if (!provided()) {
                        log.warn(
                                "There is no collection {} and this user may not make it: several processes that append"
                                        + " will lose races to each other instead of taking turns.",
                                LogCollections.TURNS);
                        return;
                    }
                    listen();
                } catch (MongoException | IllegalStateException e) { // the latter from a client that has been closed
                    log.debug("Listening for turns broke off: {}", e.toString());
                }
                forget();
                pause.more();
            }
        } catch (InterruptedException e) {
            log.debug("No more turns: {}", e.getMessage());
        }
    }

    private boolean provided() {
        List<String> present = collections
                .database()
                .listCollectionNames()
                .authorizedCollections(true)
                .into(new ArrayList<>());
        if (!present.contains(LogCollections.TURNS)) {
            try {
                collections
                        .database()
                        .createCollection(
                                LogCollections.TURNS,
                                new CreateCollectionOptions().capped(true).sizeInBytes(ROOM_FOR_WORDS));
            } catch (MongoCommandException e) {
                if (e.getErrorCode() == UNAUTHORIZED) {
                    return false;
                }
                if (e.getErrorCode() != EXISTS_ALREADY) {
                    throw e;
                }
            }
        }
        return true;
    }

    /** Hears what is said from now on: what was said before this process came is passed over. */
    private void listen() {
        Document coming = new Document("who", self).append("says", Says.COMES.name());
        words.insertOne(coming);
        try (MongoCursor<Document> cursor = words.withTimeout(0, TimeUnit.NANOSECONDS)
                .find()
                .cursorType(CursorType.TailableAwait)
                .maxAwaitTime(1, TimeUnit.SECONDS)
                .cursor()) {
            boolean begun = false;
            while (!closed && cursor.getServerCursor() != null && (!begun || hearing())) {
                Document word = cursor.tryNext();
                if (word != null && coming.get("_id", ObjectId.class).equals(word.getObjectId("_id"))) {
                    begun = true;
                    begins();
                } else if (word != null) {
                    hear(word);
                }
            }
        }
    }

    private synchronized boolean hearing() {
        return hearing;
    }

    private synchronized void begins() {
        hearing = true;
    }

    private void hear(Document said) {
        Word word = null;
        synchronized (this) {
            hear(new Word(
                    said.getString("who"),
                    Says.valueOf(said.getString("says")),
                    said.getList("order", String.class, List.of()),
                    said.get("upTo", 0L)));
            if (self.equals(order.first()) && order.awaited() && !atWork && !over) {
                word = end(Says.LEAVES, 0);
            }
        }
        if (word != null) {
            say(word);
        }
    }

    private synchronized void hear(Word word) {
        if (!hearing) {
            return;
        }
        String before = order.first();
        if (word.says() == Says.PASSES || word.says() == Says.LEAVES) {
            passedAt = word.upTo();
        }
        order.hear(word);
        String first = order.first();
        if (first == null || !first.equals(before)) {
            firstSince = System.nanoTime();
        }
        if (word.who().equals(self)) {
            over = false;
            if (word.says() == Says.LEAVES) {
                inTurn = false;
                asked = false;
            }
        }
        decide();
        notifyAll();
    }

    /** Without a word from anybody everybody appends as if alone. */
    private synchronized void forget() {
        hearing = false;
        order.forget();
        inTurn = false;
        over = false;
        asked = false;
        decide();
        notifyAll();
    }

    @Override
    public void close() {
        rest();
        closed = true;
        thread.interrupt();
    }
}
