package io.annals.query.timeline;

import io.annals.edge.refusal.BadInput;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;

/**
 * Where a page goes on: beyond a place that itself is not in it, whatever has come in elsewhere meanwhile.
 *
 * @param newer towards what is newer; else towards what is older
 */
record PageCursor(Place beyond, boolean newer) {
    private static final int BYTES = Long.BYTES + Long.BYTES + Integer.BYTES + 1;

    /** Opaque to whoever gets it. */
    String text() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES)
                .putLong(beyond.occurredAt().toEpochMilli())
                .putLong(beyond.position())
                .putInt(beyond.index())
                .put((byte) (newer ? 1 : 0));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @throws BadInput when it is no cursor of ours */
    static PageCursor of(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length == BYTES && (bytes[BYTES - 1] | 1) == 1) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                Place place = new Place(Instant.ofEpochMilli(buffer.getLong()), buffer.getLong(), buffer.getInt());
                return new PageCursor(place, buffer.get() == 1);
            }
        } catch (IllegalArgumentException notBase64) {
            // said below
        }
        throw new BadInput("cursor", "must be a cursor that an earlier page gave");
    }
}
