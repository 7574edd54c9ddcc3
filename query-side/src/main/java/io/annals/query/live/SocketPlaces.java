package io.annals.query.live;

import io.annals.edge.Actor;
import io.annals.edge.ConcurrencyLimit;
import io.annals.edge.refusal.TooMany;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The places that the sockets of each actor have. One is reserved before the answer that opens the socket, so that nobody
 * has one too many even for a moment, and is given up when no socket comes of it: its client may be gone by then. Thread safe.
 */
final class SocketPlaces {
    /** Far longer than any server takes from the answer to the open socket. */
    private static final Duration OPENED_WITHIN = Duration.ofSeconds(30);

    private final ConcurrencyLimit limit;
    private final Map<ConcurrencyLimit.Permit, Long> reserved = new ConcurrentHashMap<>();

    /** @param most how many each actor may have, at least one */
    SocketPlaces(int most) {
        limit = new ConcurrencyLimit(most, "Too many sockets at once; close one of the others.");
    }

    /**
     * Before a socket is opened.
     *
     * @throws TooMany when this actor has as many as anybody may
     */
    ConcurrencyLimit.Permit reserve(Actor actor) {
        ConcurrencyLimit.Permit place = limit.take(actor);
        reserved.put(place, System.nanoTime());
        return place;
    }

    /** Whether the socket that is open now may have the place that was reserved for it: not when it was given up. */
    boolean occupy(ConcurrencyLimit.Permit place) {
        return reserved.remove(place) != null;
    }

    /** No socket comes of it. */
    void giveUp(ConcurrencyLimit.Permit place) {
        if (reserved.remove(place) != null) {
            place.close();
        }
    }

    /** Now and then. */
    void giveUpAbandoned() {
        long now = System.nanoTime();
        reserved.forEach((place, since) -> {
            if (now - since > OPENED_WITHIN.toNanos()) {
                giveUp(place);
            }
        });
    }
}
