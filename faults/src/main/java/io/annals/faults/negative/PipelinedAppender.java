package io.annals.faults.negative;

import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.model.InsertManyOptions;
import io.annals.faults.history.History;
import io.annals.faults.negative.DirectLog.Head;
import io.annals.faults.negative.DirectLog.Slot;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bson.RawBsonDocument;

/** Breaks rule 2: sends a second batch before it knows what became of the first. */
public final class PipelinedAppender extends WrongAppender {
    public PipelinedAppender(MongoClient client, String database, String name, History history) {
        super(client, database, name, history);
    }

    @Override
    void run() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (!closed) {
                try {
                    Head head = log.head(ReadConcern.MAJORITY);
                    List<Slot> slots = List.of(fresh(), fresh(), fresh(), fresh());
                    List<RawBsonDocument> commits = DirectLog.behind(head, slots);
                    slots.forEach(this::proposed);
                    CompletableFuture<Void> first = CompletableFuture.runAsync(
                            () -> insert(slots.subList(0, 2), commits.subList(0, 2)), threads);
                    CompletableFuture<Void> second = CompletableFuture.runAsync(
                            () -> insert(slots.subList(2, 4), commits.subList(2, 4)), threads);
                    CompletableFuture.allOf(first, second).join();
                } catch (MongoException notNow) {
                    // asks for the head again
                }
            }
        }
    }

    private void insert(List<Slot> slots, List<RawBsonDocument> commits) {
        try {
            log.collection().insertMany(commits, new InsertManyOptions().ordered(true));
            for (int i = 0; i < slots.size(); i++) {
                acknowledged(slots.get(i), commits.get(i));
            }
        } catch (MongoException e) {
            slots.forEach(slot -> unknown(slot, e));
        }
    }
}
