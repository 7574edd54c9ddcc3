package io.annals.log;

import com.mongodb.MongoException;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that gives commits their places: takes all drafts that wait, sends them as one batch, and takes the next
 * ones only when it is certain what became of every draft of this one.
 */
final class Appender implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Appender.class);

    /** How long the last batch of another's turn is waited for. If it takes longer, a race is lost and run again. */
    private static final long LAST_BATCH = TimeUnit.MILLISECONDS.toNanos(50);

    private final LogCollections collections;
    private final Lookups lookups;
    private final Sending sending;
    private final ServerClock clock;
    private final WaitingRoom waiting;
    private final Turns turns;
    private final FollowUps followUps;
    private final Acknowledgements told;
    private final Readers readers;
    private final AppendMeters meters;
    private final MessageDigest sha = CommitBytes.sha256();
    private final StreamHeads heads = new StreamHeads();
    private Head head;

    /** Whoever reads in this process. */
    interface Readers {
        /** Up to this position commits are under way from here; 0: none is any more. */
        void sending(long upTo);

        /** Hears what has become durable, in order, before it hears that sending has ended. */
        void recorded(Batch batch, int count);
    }

    Appender(
            LogCollections collections,
            Lookups lookups,
            Sending sending,
            ServerClock clock,
            WaitingRoom waiting,
            Turns turns,
            FollowUps followUps,
            Acknowledgements told,
            Readers readers,
            AppendMeters meters,
            Head head) {
        this.collections = collections;
        this.lookups = lookups;
        this.sending = sending;
        this.clock = clock;
        this.waiting = waiting;
        this.turns = turns;
        this.followUps = followUps;
        this.told = told;
        this.readers = readers;
        this.meters = meters;
        this.head = head;
    }

    @Override
    public void run() {
        try {
            while (waiting.awaitFirst(turns)) {
                awaitTurn();
                settle(waiting.takeBatch());
                turns.served(waiting.waiting() > 0);
            }
        } catch (InterruptedException closed) {
            log.debug("The appender ends: {}", closed.getMessage());
        } catch (RuntimeException e) {
            log.error("The appender stops after commit {}", head.position(), e);
            waiting.close(new LogUnavailable("The log takes no more commits: " + e.getMessage(), e));
        }
    }

    /** Sees these drafts through: each one ends durable or refused. */
    private void settle(List<Draft> drafts) throws InterruptedException {
        Map<Draft, RuntimeException> refused = new LinkedHashMap<>();
        List<Draft> left = drafts;
        boolean conflictMet = false;
        followUps.settleWith(drafts);
        while (true) {
            left = left.stream().filter(draft -> !draft.answered()).toList();
            if (left.isEmpty() || !mayDate(left)) {
                break;
            }
            Placing placing = placing(left);
            refused.putAll(placing.refused());
            if (placing.accepted().isEmpty()) {
                break;
            }
            Batch batch = Batch.behind(head, clock.now(), placing.accepted(), sha);
            Outcome outcome = send(batch);
            left = batch.drafts.subList(outcome.landed(), batch.size());
            switch (outcome) {
                case Outcome.Landed all -> {}
                case Outcome.RaceLost lost -> giveWay();
                case Outcome.PlaceTaken taken -> {
                    learn(conflictMet ? left : left.subList(0, 1));
                    conflictMet = true; // where two come too late many may: they are all asked about at once
                }
            }
        }
        refuse(refused);
    }

    /**
     * Finds places behind the head. That a stream has moved on is certain from whatever is known; that it has not yet come
     * as far as a draft takes it to be is certain only once all is known that others have recorded until now.
     */
    private Placing placing(List<Draft> drafts) throws InterruptedException {
        learnWhatIsUnknown(drafts);
        Placing placing = Placing.of(drafts, heads, followUps);
        List<Draft> ahead = placing.refused().entrySet().stream()
                .filter(refused -> refused.getValue() instanceof CommitRefused)
                .map(Map.Entry::getKey)
                .toList();
        if (!ahead.isEmpty()) {
            catchUp();
            learn(ahead);
            learnWhatIsUnknown(drafts);
            placing = Placing.of(drafts, heads, followUps);
        }
        placing.refused().keySet().forEach(followUps::failed);
        return placing;
    }

    private Outcome send(Batch batch) throws InterruptedException {
        told.placed(batch);
        meters.batch(batch.size());
        long upTo = batch.position(batch.size() - 1);
        readers.sending(upTo);
        turns.sending(upTo);
        try {
            Outcome outcome = sending.send(batch);
            landed(batch, outcome.landed());
            return outcome;
        } finally {
            readers.sending(0);
        }
    }

    private void giveWay() throws InterruptedException {
        meters.raceLost();
        turns.lost();
        if (!awaitTurn()) {
            catchUp();
        }
    }

    /** Whether it took a look at how far others have come. */
    private boolean awaitTurn() throws InterruptedException {
        boolean othersWere = turns.await();
        if (othersWere) {
            long since = System.nanoTime();
            do {
                catchUp();
            } while (head.position() < turns.passedAt() && System.nanoTime() - since < LAST_BATCH);
        }
        return othersWere;
    }

    private void landed(Batch batch, int count) {
        if (count == 0) {
            return;
        }
        head = batch.headAfter(count);
        for (Draft draft : batch.drafts.subList(0, count)) {
            for (Draft.Written written : draft.written) {
                heads.reached(written.stream(), written.last());
            }
        }
        meters.head(head.position());
        readers.recorded(batch, count);
        told.durable(batch, count);
    }

    private boolean mayDate(List<Draft> drafts) throws InterruptedException {
        Optional<String> objection = patiently(clock::objection);
        if (objection.isEmpty()) {
            return true;
        }
        log.error(objection.get());
        Map<Draft, RuntimeException> refused = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            followUps.failed(draft);
            refused.put(draft, new LogUnavailable(objection.get()));
        }
        told.refused(refused);
        return false;
    }

    private void learnWhatIsUnknown(List<Draft> drafts) throws InterruptedException {
        Set<String> unknown = new LinkedHashSet<>();
        for (Draft draft : drafts) {
            for (Draft.Written written : draft.written) {
                if (written.first() > 0 && !heads.knows(written.stream())) {
                    unknown.add(written.stream());
                }
            }
            for (String stream : draft.expectations.keySet()) {
                if (!heads.knowsExactly(stream)) {
                    unknown.add(stream);
                }
            }
        }
        learn(unknown);
    }

    private void learn(List<Draft> drafts) throws InterruptedException {
        Set<String> streams = new LinkedHashSet<>();
        for (Draft draft : drafts) {
            draft.written.forEach(written -> streams.add(written.stream()));
            streams.addAll(draft.expectations.keySet());
        }
        learn(streams);
    }

    private void learn(Set<String> streams) throws InterruptedException {
        if (!streams.isEmpty()) {
            Map<String, Long> last = patiently(() -> lookups.lastSeqs(streams));
            streams.forEach(stream -> heads.reached(stream, last.getOrDefault(stream, StreamHeads.EMPTY)));
        }
    }

    /** Goes to the end of the log, past commits of others without a look at them. */
    private void catchUp() throws InterruptedException {
        Head last = patiently(() -> Head.of(collections.last()));
        if (last.position() > head.position()) {
            head = last;
            heads.passOver();
        }
    }

    /** Tells the refused ones, save those that turn out to be in the log already: proposed before, outcome unheard. */
    private void refuse(Map<Draft, RuntimeException> refused) throws InterruptedException {
        if (refused.isEmpty()) {
            return;
        }
        Map<UUID, Long> before = patiently(() -> lookups.recorded(refused.keySet()));
        Map<Draft, RuntimeException> conflicting = new LinkedHashMap<>();
        refused.forEach((draft, reason) -> {
            Long position = before.get(draft.commitId);
            if (position == null) {
                conflicting.put(draft, reason);
            } else {
                told.alreadyDurable(draft, position);
            }
        });
        meters.conflicts(conflicting.values());
        told.refused(conflicting);
    }

    /** Asks until the database answers; meanwhile those who wait too long are answered by the clock. */
    private <T> T patiently(Question<T> question) throws InterruptedException {
        Pause pause = new Pause(waiting::closingNow);
        while (true) {
            try {
                return question.ask();
            } catch (MongoException e) {
                log.warn("The database does not answer, trying again: {}", e.toString());
                pause.more();
            }
        }
    }

    private interface Question<T> {
        T ask();
    }
}
