package io.annals.edge;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * What lets actors in, as it is now, on this node and every other. A key, a session or a token that is ended, a user who is
 * changed: heard here within a second, wherever it was done.
 */
public interface Grants {
    /** Who shows this secret (a key, a session's, a token); empty: it lets nobody in, or nobody any more. */
    Optional<Actor> by(String secret);

    /** Who comes in by this grant now, with the roles and the scope of now; empty: it has ended. */
    Optional<Actor> now(Grant grant);

    /**
     * Tells of every grant that was asked for on this node and whose actor has changed or which has ended since. Told on a
     * thread that serves everybody: be quick. Told at least once.
     *
     * @return closed, it tells no more
     */
    AutoCloseable whenChanged(Consumer<Grant> told);
}
