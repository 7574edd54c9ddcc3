package io.annals.query.timeline;

import io.annals.edge.refusal.BadInput;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;

/** A place in a timeline: pages go on after it, whatever has come in above it meanwhile. */
record Place(Instant occurredAt, long position, int index) implements Comparable<Place> {
    private static final Comparator<Place> ORDER = Comparator.comparing(Place::occurredAt)
            .thenComparingLong(Place::position)
            .thenComparingInt(Place::index);
    private static final int BYTES = Long.BYTES + Long.BYTES + Integer.BYTES;

    /** Opaque to whoever gets it. */
    String cursor() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES)
                .putLong(occurredAt.toEpochMilli())
                .putLong(position)
                .putInt(index);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @throws BadInput when it is no cursor of ours */
    static Place of(String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length == BYTES) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                return new Place(Instant.ofEpochMilli(buffer.getLong()), buffer.getLong(), buffer.getInt());
            }
        } catch (IllegalArgumentException notBase64) {
            // said below
        }
        throw new BadInput("cursor", "must be a cursor that an earlier page gave");
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
