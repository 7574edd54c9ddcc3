package io.annals.log;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.bson.BSONException;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.RawBsonDocument;
import org.bson.io.BasicOutputBuffer;

/** Writes commits past the log. */
final class RawCommits {
    private RawCommits() {}

    /** Inserts a document byte for byte; false when the server can tell that it is none, or a second one of its _id. */
    static boolean insertAsItIs(Databases databases, byte[] document) {
        BasicOutputBuffer command = new BasicOutputBuffer();
        try (BsonBinaryWriter writer = new BsonBinaryWriter(command)) {
            writer.writeStartDocument();
            writer.writeString("insert", "log");
            writer.writeStartArray("documents");
            writer.pipe(new BsonBinaryReader(ByteBuffer.wrap(document)));
            writer.writeEndArray();
            writer.writeEndDocument();
            RawBsonDocument insert = new RawBsonDocument(command.toByteArray());
            return databases.raw().runCommand(insert).get("n", Number.class).intValue() == 1;
        } catch (MongoException | BSONException e) {
            return false;
        }
    }

    /** A commit as it is stored. */
    static byte[] bytes(Databases databases, long position) {
        MongoCollection<RawBsonDocument> commits = databases.raw().getCollection("log", RawBsonDocument.class);
        ByteBuffer buffer = Objects.requireNonNull(
                        commits.find(Filters.eq("_id", position)).first())
                .getByteBuffer()
                .asNIO();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /** Adds a commit with a true chain, whatever its events are: what a faulty appender could write. */
    static void append(Databases databases, Event... events) {
        MongoCollection<RawBsonDocument> commits = databases.raw().getCollection("log", RawBsonDocument.class);
        StoredCommit last = StoredCommit.of(Objects.requireNonNull(
                commits.find().sort(Sorts.descending("_id")).first()));
        byte[] next = CommitBytes.unplaced(CommitIds.next(), List.of(events));
        CommitBytes.place(
                next,
                CommitBytes.digest(next),
                last.position() + 1,
                last.at(),
                last.hash().bytes(),
                CommitBytes.sha256());
        commits.insertOne(new RawBsonDocument(next));
    }

    /** Replaces a commit by another one that has a true hash and the right predecessor. */
    static void forge(Databases databases, long position) {
        MongoCollection<RawBsonDocument> commits = databases.raw().getCollection("log", RawBsonDocument.class);
        StoredCommit stored = new StoredCommit(bytes(databases, position));
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
