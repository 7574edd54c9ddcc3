package io.annals.log;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.bson.RawBsonDocument;

/** Writes commits past the log. */
final class RawCommits {
    private RawCommits() {}

    /** Replaces a commit by another one that has a true hash and the right predecessor. */
    static void forge(Databases databases, long position) {
        MongoCollection<RawBsonDocument> commits = databases.raw().getCollection("log", RawBsonDocument.class);
        RawBsonDocument original =
                Objects.requireNonNull(commits.find(Filters.eq("_id", position)).first());
        ByteBuffer buffer = original.getByteBuffer().asNIO();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        StoredCommit stored = new StoredCommit(bytes);
        Event event = stored.events().getFirst();
        byte[] forged = CommitBytes.unplaced(
                stored.commitId(), List.of(Examples.event(event.stream(), event.seq(), "somebody else")));
        CommitBytes.place(
                forged,
                CommitBytes.digest(forged),
                position,
                stored.at(),
                stored.prev().bytes(),
                CommitBytes.sha256());
        commits.replaceOne(Filters.eq("_id", position), new RawBsonDocument(forged));
    }
}
