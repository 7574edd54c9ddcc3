package io.annals.faults.history;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bson.RawBsonDocument;

/** The form of a commit document as the log's README lays it down, written a second time so that the checker owes the log nothing. */
public final class CommitForm {
    private static final int PREV_AT = 40;
    private static final int HASH_AT = 83;
    private static final int CONTENT_AT = 115;
    private static final int HASH_LENGTH = 32;

    private CommitForm() {}

    /** The hash that this document ought to carry: SHA-256(prev, position, at, SHA-256(content)). */
    public static byte[] hashOf(RawBsonDocument commit) {
        byte[] bytes = bytes(commit);
        MessageDigest content = sha256();
        content.update(bytes, CONTENT_AT, bytes.length - 1 - CONTENT_AT);
        MessageDigest link = sha256();
        link.update(bytes, PREV_AT, HASH_LENGTH);
        link.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(commit.getInt64("_id").getValue())
                .putLong(commit.getDateTime("at").getValue())
                .flip());
        link.update(content.digest());
        return link.digest();
    }

    /** The same document with the hash that it ought to carry. */
    public static RawBsonDocument sealed(RawBsonDocument commit) {
        byte[] bytes = bytes(commit);
        System.arraycopy(hashOf(commit), 0, bytes, HASH_AT, HASH_LENGTH);
        return new RawBsonDocument(bytes);
    }

    private static byte[] bytes(RawBsonDocument document) {
        ByteBuffer buffer = document.getByteBuffer().asNIO();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
