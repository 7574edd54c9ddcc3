package io.annals.query.live.presence;

import org.jspecify.annotations.Nullable;

/**
 * Where a session says it is.
 *
 * @param customer which one is open; null for somebody who is here and has none open
 * @param viewing whether it is looked at: a page in the background is open all the same
 * @param typing whether something is being written
 * @param claim whether the session wants to be the one who deals with the customer, or to remain so
 * @param takeOver with {@code claim}: also when somebody else has claimed the customer
 */
public record Whereabouts(@Nullable String customer, boolean viewing, boolean typing, boolean claim, boolean takeOver) {
    /** Not here any more. */
    public static final Whereabouts GONE = new Whereabouts(null, false, false, false, false);

    Whereabouts silent() {
        return new Whereabouts(customer, viewing, false, claim, false);
    }

    Whereabouts unclaimed() {
        return new Whereabouts(customer, viewing, typing, false, false);
    }
}
