package io.annals.command;

import java.time.Instant;
import java.util.UUID;

/** UUIDs of version 7 (RFC 9562, 5.7): milliseconds first, so that what is made later sorts later; the rest is random. */
public final class Uuid7 {
    private static final long VERSION_7 = 0x7000L;
    private static final long TWELVE_BITS = 0x0fffL;

    private Uuid7() {}

    public static UUID at(Instant now) {
        UUID random = UUID.randomUUID();
        long head = (now.toEpochMilli() << 16) | VERSION_7 | (random.getMostSignificantBits() & TWELVE_BITS);
        return new UUID(head, random.getLeastSignificantBits());
    }
}
