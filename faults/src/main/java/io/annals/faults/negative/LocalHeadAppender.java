package io.annals.faults.negative;

import com.mongodb.MongoException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.client.MongoClient;
import io.annals.faults.history.History;
import io.annals.faults.negative.DirectLog.Head;
import io.annals.faults.negative.DirectLog.Slot;
import java.util.List;
import org.bson.RawBsonDocument;

/**
 * Breaks rule 3: takes the head from a local read, which knows what no majority may ever have. It places the next commit
 * behind that and, where the connection is lost, sends it again to whoever is primary then.
 */
public final class LocalHeadAppender extends WrongAppender {
    public LocalHeadAppender(MongoClient client, String database, String name, History history) {
        super(client, database, name, history);
    }

    @Override
    void run() {
        while (!closed) {
            try {
                Head head = log.head(ReadConcern.LOCAL);
                Slot slot = fresh();
                RawBsonDocument commit = DirectLog.behind(head, List.of(slot)).getFirst();
                proposed(slot);
                insistently(slot, commit);
            } catch (MongoException noPrimary) {
                // asks for the head again
            }
        }
    }

    /** A write that was not acknowledged in time is left behind; one that never got there is sent again. */
    private void insistently(Slot slot, RawBsonDocument commit) {
        while (!closed) {
            try {
                log.collection().insertOne(commit);
                acknowledged(slot, commit);
                return;
            } catch (MongoWriteConcernException | MongoWriteException e) {
                unknown(slot, e);
                return;
            } catch (MongoException connectionLost) {
                unknown(slot, connectionLost);
            }
        }
    }
}
