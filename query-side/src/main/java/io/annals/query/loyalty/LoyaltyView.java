package io.annals.query.loyalty;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account of points.
 *
 * @param customerSince when the customer was registered; null when nobody has said so
 * @param card the card's number; null when there is none or it is erased
 * @param cardSince when a card was first issued
 * @param earned all points ever earned
 * @param takenBack all points that returns took back
 * @param redeemed all points spent
 * @param lastEntry when the latest entry took place
 * @param goodwill all points given as goodwill; null in views from before there was any
 */
public record LoyaltyView(
        @Nullable Instant customerSince,
        @Nullable String card,
        @Nullable Instant cardSince,
        long earned,
        long takenBack,
        long redeemed,
        @Nullable Instant lastEntry,
        boolean erased,
        @Nullable Long goodwill) {
    static final LoyaltyView EMPTY = new LoyaltyView(null, null, null, 0, 0, 0, null, false, null);

    /** The sum of all entries; below zero when goods came back whose points were spent. */
    public long balance() {
        return earned + granted() - takenBack - redeemed;
    }

    /** All points ever given as goodwill. */
    public long granted() {
        return goodwill == null ? 0 : goodwill;
    }
}
