package io.annals.log;

import static io.annals.log.BsonBytes.ARRAY;
import static io.annals.log.BsonBytes.BINARY;
import static io.annals.log.BsonBytes.DATE;
import static io.annals.log.BsonBytes.INT64;
import static io.annals.log.BsonBytes.element;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * The stored form of a commit, byte by byte. Every commit begins with a header of fixed size that only the appender
 * knows; behind it stands the content, which only the caller knows:
 *
 * <pre>
 *   0  int32  length of the document
 *   4  int64  _id     value at 9      the position
 *  17  date   at      value at 21
 *  29  binary prev    value at 40     32 bytes
 *  72  binary hash    value at 83     32 bytes
 * 115  content: binary commitId (subtype 4, value at 130), array events (value at 154)
 *   …  0x00
 * </pre>
 *
 * {@code hash = SHA-256(prev, position, at, SHA-256(content))}, both numbers as eight bytes, most significant first.
 */
final class CommitBytes {
    static final int CONTENT = 115;

    private static final byte[] ID = element(INT64, "_id");
    private static final byte[] AT = element(DATE, "at");
    private static final byte[] PREV = element(BINARY, "prev");
    private static final byte[] HASH = element(BINARY, "hash");
    private static final byte[] COMMIT_ID = element(BINARY, "commitId");
    private static final byte[] EVENTS = element(ARRAY, "events");
    private static final int DIGEST = 32;
    private static final int ID_VALUE = 9;
    private static final int AT_VALUE = 21;
    private static final int PREV_VALUE = 40;
    private static final int HASH_VALUE = 83;
    private static final int COMMIT_ID_VALUE = 130;
    static final int EVENTS_VALUE = 154;
    private static final byte[] HEADER = header();

    private CommitBytes() {}

    private static byte[] header() {
        BsonBytes out = new BsonBytes(CONTENT);
        out.int32(0).raw(ID).int64(0).raw(AT).int64(0);
        out.raw(PREV).int32(DIGEST).int8(BsonBytes.GENERIC).raw(new byte[DIGEST]);
        out.raw(HASH).int32(DIGEST).int8(BsonBytes.GENERIC).raw(new byte[DIGEST]);
        return out.copy();
    }

    /** A whole document whose header is still blank. Caller's thread. */
    static byte[] unplaced(UUID commitId, List<Event> events) {
        BsonBytes out = new BsonBytes(1024);
        out.raw(HEADER);
        out.raw(COMMIT_ID).int32(16).int8(BsonBytes.UUID);
        out.int64(Long.reverseBytes(commitId.getMostSignificantBits()));
        out.int64(Long.reverseBytes(commitId.getLeastSignificantBits()));
        int array = out.raw(EVENTS).begin();
        for (int i = 0; i < events.size(); i++) {
            out.int8(BsonBytes.DOCUMENT).index(i);
            EventBytes.write(events.get(i), out);
        }
        out.end(array);
        out.int8((byte) 0);
        byte[] document = out.copy();
        BsonBytes.INT.set(document, 0, document.length);
        return document;
    }

    /** SHA-256 over the content. */
    static byte[] digest(byte[] document) {
        return digest(document, sha256());
    }

    static byte[] digest(byte[] document, MessageDigest sha) {
        sha.update(document, CONTENT, document.length - 1 - CONTENT);
        return sha.digest();
    }

    /** Fills the header and returns the chain's new hash. May be done again for another place. */
    static byte[] place(byte[] document, byte[] digest, long position, long at, byte[] prev, MessageDigest sha) {
        BsonBytes.LONG.set(document, ID_VALUE, position);
        BsonBytes.LONG.set(document, AT_VALUE, at);
        System.arraycopy(prev, 0, document, PREV_VALUE, DIGEST);
        byte[] hash = link(prev, position, at, digest, sha);
        System.arraycopy(hash, 0, document, HASH_VALUE, DIGEST);
        return hash;
    }

    static byte[] link(byte[] prev, long position, long at, byte[] digest, MessageDigest sha) {
        byte[] step = new byte[DIGEST + 2 * Long.BYTES + DIGEST];
        System.arraycopy(prev, 0, step, 0, DIGEST);
        BsonBytes.LONG.set(step, DIGEST, Long.reverseBytes(position));
        BsonBytes.LONG.set(step, DIGEST + Long.BYTES, Long.reverseBytes(at));
        System.arraycopy(digest, 0, step, DIGEST + 2 * Long.BYTES, DIGEST);
        try {
            sha.update(step);
            sha.digest(step, 0, DIGEST);
        } catch (DigestException e) {
            throw new IllegalStateException(e);
        }
        return Arrays.copyOf(step, DIGEST);
    }

    /** Whether whatever the hash does not cover, names, types and sizes of the header and the end, is what it must be. */
    static boolean wellFormed(byte[] document) {
        return document.length > EVENTS_VALUE
                && (int) BsonBytes.INT.get(document, 0) == document.length
                && document[document.length - 1] == 0
                && same(document, Integer.BYTES, ID_VALUE)
                && same(document, ID_VALUE + Long.BYTES, AT_VALUE)
                && same(document, AT_VALUE + Long.BYTES, PREV_VALUE)
                && same(document, PREV_VALUE + DIGEST, HASH_VALUE)
                && Arrays.equals(document, CONTENT, CONTENT + COMMIT_ID.length, COMMIT_ID, 0, COMMIT_ID.length)
                && Arrays.equals(document, COMMIT_ID_VALUE + 16, EVENTS_VALUE, EVENTS, 0, EVENTS.length);
    }

    private static boolean same(byte[] document, int from, int to) {
        return Arrays.equals(document, from, to, HEADER, from, to);
    }

    static long position(byte[] document) {
        return (long) BsonBytes.LONG.get(document, ID_VALUE);
    }

    static long at(byte[] document) {
        return (long) BsonBytes.LONG.get(document, AT_VALUE);
    }

    static byte[] prev(byte[] document) {
        return Arrays.copyOfRange(document, PREV_VALUE, PREV_VALUE + DIGEST);
    }

    static byte[] hash(byte[] document) {
        return Arrays.copyOfRange(document, HASH_VALUE, HASH_VALUE + DIGEST);
    }

    static UUID commitId(byte[] document) {
        return new UUID(
                Long.reverseBytes((long) BsonBytes.LONG.get(document, COMMIT_ID_VALUE)),
                Long.reverseBytes((long) BsonBytes.LONG.get(document, COMMIT_ID_VALUE + Long.BYTES)));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
