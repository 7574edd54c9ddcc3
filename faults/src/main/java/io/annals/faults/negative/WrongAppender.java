package io.annals.faults.negative;

import com.mongodb.client.MongoClient;
import io.annals.faults.history.History;
import io.annals.faults.history.Operation.Acknowledged;
import io.annals.faults.history.Operation.Proposed;
import io.annals.faults.history.Operation.Unknown;
import io.annals.faults.negative.DirectLog.Slot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bson.RawBsonDocument;

/** What the wrong ones have in common: a thread that appends until it is closed, and a history. */
public abstract sealed class WrongAppender implements AutoCloseable
        permits LocalHeadAppender, UnorderedAppender, PipelinedAppender {
    final DirectLog log;
    final String name;
    private final History history;
    private final Thread thread;
    volatile boolean closed;
    private long streams;

    WrongAppender(MongoClient client, String database, String name, History history) {
        this.log = new DirectLog(client, database);
        this.name = name;
        this.history = history;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /** Begins. */
    public final WrongAppender open() {
        log.furnish();
        thread.start();
        return this;
    }

    abstract void run();

    /** A stream of its own, so that nothing but the order of commits is at stake. */
    synchronized Slot fresh() {
        return Slot.of(name + "-" + streams++, 0);
    }

    void proposed(Slot slot) {
        history.add(new Proposed(
                name,
                System.nanoTime(),
                slot.commitId().toString(),
                List.of(slot.stream() + "/" + slot.seq()),
                Map.of()));
    }

    void acknowledged(Slot slot, RawBsonDocument commit) {
        history.add(new Acknowledged(
                name,
                System.nanoTime(),
                slot.commitId().toString(),
                commit.getInt64("_id").getValue()));
    }

    void unknown(Slot slot, Exception why) {
        history.add(new Unknown(name, System.nanoTime(), slot.commitId().toString(), why.toString()));
    }

    @Override
    public final void close() {
        closed = true;
        try {
            thread.join(Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
