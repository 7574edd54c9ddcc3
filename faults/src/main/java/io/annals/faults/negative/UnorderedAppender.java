package io.annals.faults.negative;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoClient;
import com.mongodb.client.model.InsertManyOptions;
import io.annals.faults.history.History;
import io.annals.faults.negative.DirectLog.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.bson.RawBsonDocument;

/** Breaks rule 1: inserts a batch unordered, so what stands behind a refused commit lands all the same. */
public final class UnorderedAppender extends WrongAppender {
    private static final int LARGEST_BATCH = 7;

    private final SplittableRandom random;

    public UnorderedAppender(MongoClient client, String database, String name, History history, long seed) {
        super(client, database, name, history);
        this.random = new SplittableRandom(seed);
    }

    @Override
    void run() {
        while (!closed) {
            List<Slot> slots = new ArrayList<>();
            int size = 1 + random.nextInt(LARGEST_BATCH);
            for (int i = 0; i < size; i++) {
                slots.add(fresh());
            }
            try {
                List<RawBsonDocument> commits = DirectLog.behind(log.head(ReadConcern.MAJORITY), slots);
                slots.forEach(this::proposed);
                insert(slots, commits);
            } catch (MongoException notNow) {
                slots.forEach(slot -> unknown(slot, notNow));
            }
        }
    }

    private void insert(List<Slot> slots, List<RawBsonDocument> commits) {
        Set<Integer> refused = Set.of();
        try {
            log.collection().insertMany(commits, new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            refused = e.getWriteErrors().stream().map(BulkWriteError::getIndex).collect(Collectors.toSet());
        }
        for (int i = 0; i < slots.size(); i++) {
            if (!refused.contains(i)) {
                acknowledged(slots.get(i), commits.get(i));
            }
        }
    }
}
