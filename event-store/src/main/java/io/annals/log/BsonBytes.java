package io.annals.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * BSON being written, into one growing array (bsonspec.org 1.1; little-endian). It exists beside the driver's writer
 * because a commit's bytes are final on the caller's thread, digested there and only copied from then on.
 */
final class BsonBytes {
    static final byte STRING = 0x02;
    static final byte DOCUMENT = 0x03;
    static final byte ARRAY = 0x04;
    static final byte BINARY = 0x05;
    static final byte BOOLEAN = 0x08;
    static final byte DATE = 0x09;
    static final byte INT32 = 0x10;
    static final byte INT64 = 0x12;
    static final byte GENERIC = 0x00;
    static final byte UUID = 0x04;

    static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes;
    private int length;

    BsonBytes(int capacity) {
        bytes = new byte[capacity];
    }

    /** An element's type and name, as its first bytes. */
    static byte[] element(byte type, String name) {
        byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
        byte[] element = new byte[ascii.length + 2];
        element[0] = type;
        System.arraycopy(ascii, 0, element, 1, ascii.length);
        return element;
    }

    int length() {
        return length;
    }

    /** The array itself, valid up to {@link #length()}. */
    byte[] array() {
        return bytes;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    void clear() {
        length = 0;
    }

    BsonBytes raw(byte[] source) {
        return raw(source, 0, source.length);
    }

    BsonBytes raw(byte[] source, int offset, int count) {
        int at = reserve(count);
        System.arraycopy(source, offset, bytes, at, count);
        return this;
    }

    BsonBytes int8(byte value) {
        int at = reserve(1);
        bytes[at] = value;
        return this;
    }

    BsonBytes int32(int value) {
        int at = reserve(Integer.BYTES);
        INT.set(bytes, at, value);
        return this;
    }

    BsonBytes int64(long value) {
        int at = reserve(Long.BYTES);
        LONG.set(bytes, at, value);
        return this;
    }

    /** @throws IllegalArgumentException if the text is no Unicode (a lone surrogate): it would not come back as it went in */
    BsonBytes string(String value) {
        byte[] utf8 = utf8(value);
        return int32(utf8.length + 1).raw(utf8).int8((byte) 0);
    }

    /** A name: as {@link #string}, and without the character NUL, which ends it. */
    BsonBytes name(String value) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a name holds the character NUL");
        }
        return raw(utf8(value)).int8((byte) 0);
    }

    /** Index of an array element, as its name. */
    BsonBytes index(int value) {
        if (value < 10) {
            return int8((byte) ('0' + value)).int8((byte) 0);
        }
        return raw(Integer.toString(value).getBytes(StandardCharsets.US_ASCII)).int8((byte) 0);
    }

    /** Begins a document or array; what is answered is handed to {@link #end}. */
    int begin() {
        return reserve(Integer.BYTES);
    }

    void end(int begun) {
        int8((byte) 0);
        INT.set(bytes, begun, length - begun);
    }

    /** May replace the array: ask for the array afterwards. */
    private int reserve(int count) {
        int at = length;
        if (bytes.length - at < count) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(at, count), bytes.length * 2));
        }
        length = at + count;
        return at;
    }

    private static byte[] utf8(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < value.length()
                        && Character.isLowSurrogate(value.charAt(i + 1));
                if (!pair) {
                    throw new IllegalArgumentException("a text holds a lone surrogate");
                }
                i++;
            }
        }
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
