package io.annals.log;

import java.security.MessageDigest;
import java.util.List;
import org.bson.RawBsonDocument;

/** Drafts at consecutive places behind a head, and the one command that inserts them. */
final class Batch {
    static final int MOST_COMMITS = 1_000;
    /** A command may be 16 MiB as a whole; what surrounds the documents takes far less than this leaves. */
    static final int MOST_BYTES = (16 << 20) - (64 << 10);

    private static final byte[] INSERT = BsonBytes.element(BsonBytes.STRING, "insert");
    private static final byte[] ORDERED = BsonBytes.element(BsonBytes.BOOLEAN, "ordered");
    private static final byte[] WRITE_CONCERN = BsonBytes.element(BsonBytes.DOCUMENT, "writeConcern");
    private static final byte[] W = BsonBytes.element(BsonBytes.STRING, "w");
    private static final byte[] J = BsonBytes.element(BsonBytes.BOOLEAN, "j");
    private static final byte[] WTIMEOUT = BsonBytes.element(BsonBytes.INT64, "wtimeout");
    private static final byte[] DOCUMENTS = BsonBytes.element(BsonBytes.ARRAY, "documents");

    final Head before;
    final long at;
    final List<Draft> drafts;

    private Batch(Head before, long at, List<Draft> drafts) {
        this.before = before;
        this.at = at;
        this.drafts = drafts;
    }

    /** Gives every draft its position, its instant and its link of the chain. */
    static Batch behind(Head head, long now, List<Draft> drafts, MessageDigest sha) {
        Batch batch = new Batch(head, Math.max(now, head.at()), drafts);
        byte[] prev = head.hash();
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            prev = CommitBytes.place(draft.document, draft.digest, batch.position(i), batch.at, prev, sha);
        }
        return batch;
    }

    int size() {
        return drafts.size();
    }

    long position(int index) {
        return before.position() + 1 + index;
    }

    /** The head once the first {@code count} drafts are durable. */
    Head headAfter(int count) {
        return count == 0
                ? before
                : new Head(position(count - 1), CommitBytes.hash(drafts.get(count - 1).document), at);
    }

    /**
     * Inserts the drafts from an index on, in order, majority and journal. It is a command of our own and not the
     * driver's bulk write, so that it is one message for certain, is not repeated behind our back, and the documents'
     * bytes are copied and never parsed.
     */
    RawBsonDocument insertFrom(int index, long writeTimeoutMillis, BsonBytes out) {
        out.clear();
        int command = out.begin();
        out.raw(INSERT).string(LogCollections.LOG);
        out.raw(ORDERED).int8((byte) 1);
        int concern = out.raw(WRITE_CONCERN).begin();
        out.raw(W).string("majority").raw(J).int8((byte) 1).raw(WTIMEOUT).int64(writeTimeoutMillis);
        out.end(concern);
        int documents = out.raw(DOCUMENTS).begin();
        for (int i = index; i < drafts.size(); i++) {
            out.int8(BsonBytes.DOCUMENT).index(i - index).raw(drafts.get(i).document);
        }
        out.end(documents);
        out.end(command);
        return new RawBsonDocument(out.array(), 0, out.length());
    }
}
