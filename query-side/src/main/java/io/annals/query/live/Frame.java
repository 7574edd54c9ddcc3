package io.annals.query.live;

import org.jspecify.annotations.Nullable;

/**
 * A message ready to be sent, immutable: one instance for all who get it.
 *
 * @param topic what it belongs to; null for an answer to one client alone
 * @param passing whether it tells what is so at this moment, and nothing of the topic's history
 * @param position the commit's; 0 for an answer; where the log is, for what is so at this moment
 * @param bytes its length in UTF-8
 */
record Frame(@Nullable Topic topic, boolean passing, long position, String text, int bytes) implements ForSession {
    boolean isHistory() {
        return topic != null && !passing;
    }
}
