package io.annals.query.live;

import org.jspecify.annotations.Nullable;

/**
 * A message ready to be sent, immutable: one instance for all who get it.
 *
 * @param topic what it belongs to; null for an answer to one client alone
 * @param position the commit's; 0 for an answer
 * @param bytes its length in UTF-8
 */
record Frame(@Nullable Topic topic, long position, String text, int bytes) implements ForSession {}
