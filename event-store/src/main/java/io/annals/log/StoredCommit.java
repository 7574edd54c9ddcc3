package io.annals.log;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.bson.RawBsonDocument;

/** A commit as it was read, with its header understood and its events still bytes. */
record StoredCommit(byte[] bytes) {

    /** @throws LogBroken if this is no commit */
    static StoredCommit of(RawBsonDocument raw) {
        ByteBuffer buffer = raw.getByteBuffer().asNIO();
        int from = buffer.arrayOffset() + buffer.position();
        byte[] bytes = from == 0 && buffer.remaining() == buffer.array().length
                ? buffer.array()
                : Arrays.copyOfRange(buffer.array(), from, from + buffer.remaining());
        if (!CommitBytes.wellFormed(bytes)) {
            throw new LogBroken("the document with _id " + raw.get("_id") + " is no commit of this format");
        }
        return new StoredCommit(bytes);
    }

    long position() {
        return CommitBytes.position(bytes);
    }

    long at() {
        return CommitBytes.at(bytes);
    }

    UUID commitId() {
        return CommitBytes.commitId(bytes);
    }

    ChainHash prev() {
        return new ChainHash(CommitBytes.prev(bytes));
    }

    ChainHash hash() {
        return new ChainHash(CommitBytes.hash(bytes));
    }

    /** Recomputes this commit's hash from all its bytes. */
    boolean hashIsTrue(MessageDigest sha) {
        byte[] link = CommitBytes.link(CommitBytes.prev(bytes), position(), at(), CommitBytes.digest(bytes, sha), sha);
        return Arrays.equals(link, CommitBytes.hash(bytes));
    }

    Commit decoded() {
        return new Commit(position(), commitId(), Instant.ofEpochMilli(at()), hash(), events());
    }

    List<Event> events() {
        try {
            List<Event> events = new ArrayList<>(1);
            BsonWalk walk = new BsonWalk(bytes, CommitBytes.EVENTS_VALUE);
            while (walk.next()) {
                events.add(EventBytes.read(bytes, walk.value()));
            }
            return List.copyOf(events);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | NullPointerException e) {
            throw new LogBroken("commit " + position() + " holds something that is no event", e);
        }
    }

    long eventCount() {
        long count = 0;
        for (BsonWalk walk = new BsonWalk(bytes, CommitBytes.EVENTS_VALUE); walk.next(); ) {
            count++;
        }
        return count;
    }
}
