package io.annals.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Walks over the elements of one BSON document inside an array, without copying. */
final class BsonWalk {
    private final byte[] bytes;
    private final int end;
    private int element;
    private int value;
    private int next;

    /** @param offset where the document begins, with its length */
    BsonWalk(byte[] bytes, int offset) {
        this.bytes = bytes;
        this.end = offset + (int) BsonBytes.INT.get(bytes, offset) - 1;
        this.next = offset + Integer.BYTES;
        if (end > bytes.length - 1) {
            throw new IllegalArgumentException("a document is longer than its bytes");
        }
    }

    /** Goes to the next element; false at the end. */
    boolean next() {
        if (next >= end) {
            return false;
        }
        element = next;
        value = element + 1;
        while (bytes[value] != 0) {
            value++;
        }
        value++;
        next = value + size();
        return true;
    }

    /** Whether type and name of this element are these, in the form of {@link BsonBytes#element}. */
    boolean is(byte[] typeAndName) {
        return Arrays.equals(bytes, element, value, typeAndName, 0, typeAndName.length);
    }

    byte type() {
        return bytes[element];
    }

    String name() {
        return new String(bytes, element + 1, value - element - 2, StandardCharsets.UTF_8);
    }

    /** Where this element's value begins. */
    int value() {
        return value;
    }

    /** How many bytes this element's value takes. */
    int size() {
        return switch (bytes[element]) {
            case 0x01, 0x09, 0x11, 0x12 -> 8; // double, date, timestamp, int64
            case 0x02, 0x0D, 0x0E -> 4 + length(); // string, code, symbol
            case 0x03, 0x04, 0x0F -> length(); // document, array, code with scope
            case 0x05 -> 5 + length(); // binary
            case 0x06, 0x0A, (byte) 0xFF, 0x7F -> 0; // undefined, null, min key, max key
            case 0x07 -> 12; // object id
            case 0x08 -> 1; // boolean
            case 0x0B -> names(2); // regular expression
            case 0x0C -> 4 + length() + 12; // pointer
            case 0x10 -> 4; // int32
            case 0x13 -> 16; // decimal
            default -> throw new IllegalArgumentException("no BSON type: " + bytes[element]);
        };
    }

    String string() {
        return new String(bytes, value + Integer.BYTES, length() - 1, StandardCharsets.UTF_8);
    }

    /** 64 bits that stand for this text: FNV-1a over its bytes, then mixed as MurmurHash3 does, so that they are evenly spread. */
    long fingerprint() {
        long hash = 0xcbf29ce484222325L;
        int from = value + Integer.BYTES;
        int to = from + length() - 1;
        for (int i = from; i < to; i++) {
            hash = (hash ^ (bytes[i] & 0xff)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }

    long int64() {
        return (long) BsonBytes.LONG.get(bytes, value);
    }

    int int32() {
        return (int) BsonBytes.INT.get(bytes, value);
    }

    private int length() {
        int length = (int) BsonBytes.INT.get(bytes, value);
        if (length < 0 || length > end - value) {
            throw new IllegalArgumentException("an element is longer than its document");
        }
        return length;
    }

    private int names(int count) {
        int at = value;
        for (int i = 0; i < count; i++) {
            while (bytes[at] != 0) {
                at++;
            }
            at++;
        }
        return at - value;
    }
}
