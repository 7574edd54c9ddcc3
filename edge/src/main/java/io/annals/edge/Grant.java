package io.annals.edge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * By what an actor came in: a key, a session, a token.
 *
 * @param id what is ended: {@code key/…}, {@code session/…}, {@code token/…}; no secret, may be shown and logged. Of a key's secrets
 *     each has its own
 * @param until from this instant on it lets nobody in; null: no end is known
 */
public record Grant(String id, @Nullable Instant until) {}
