package io.annals.query.live;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A message of the protocol, encoded: one instance for all who get it.
 *
 * @param topic what it belongs to; null for an answer to one client alone
 * @param passing whether it tells what is so at this moment, and nothing of the topic's history
 * @param position the commit's; 0 for an answer; where the log is, for what is so at this moment
 * @param json one line in UTF-8, to be read through a duplicate
 */
record Frame(@Nullable Topic topic, boolean passing, long position, ByteBuffer json) {
    boolean isHistory() {
        return topic != null && !passing;
    }

    int bytes() {
        return json.remaining();
    }

    String text() {
        return StandardCharsets.UTF_8.decode(json.duplicate()).toString();
    }
}
