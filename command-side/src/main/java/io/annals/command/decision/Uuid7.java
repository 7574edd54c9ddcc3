package io.annals.command.decision;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * UUIDs of version 7 (RFC 9562, 5.7): milliseconds first, so that what is made later sorts later; the rest is random, from
 * a secure source, of which a stretch is drawn at once: each draw is a call of the operating system.
 */
public final class Uuid7 {
    private static final long VERSION_7 = 0x7000L;
    private static final long TWELVE_BITS = 0x0fffL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] STRETCH = new byte[4096];
    private static final ByteBuffer LEFT = ByteBuffer.wrap(STRETCH).limit(0);

    private Uuid7() {}

    public static UUID at(Instant now) {
        long first;
        long second;
        synchronized (LEFT) {
            if (LEFT.remaining() < Short.BYTES + Long.BYTES) {
                RANDOM.nextBytes(STRETCH);
                LEFT.clear();
            }
            first = LEFT.getShort() & TWELVE_BITS;
            second = LEFT.getLong();
        }
        return new UUID((now.toEpochMilli() << 16) | VERSION_7 | first, VARIANT | (second >>> 2));
    }
}
