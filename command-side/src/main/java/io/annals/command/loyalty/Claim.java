package io.annals.command.loyalty;

import io.annals.command.decision.Fold;
import io.annals.events.CustomerId;
import io.annals.events.loyalty.LoyaltyEvent;
import io.annals.events.loyalty.LoyaltyEvent.AllowanceUsed;
import io.annals.events.loyalty.LoyaltyEvent.CardIssued;
import io.annals.events.loyalty.LoyaltyEvent.GoodwillGranted;
import io.annals.events.loyalty.LoyaltyEvent.GrantMade;
import io.annals.events.loyalty.LoyaltyEvent.PointsEarned;
import io.annals.events.loyalty.LoyaltyEvent.PointsRedeemed;
import io.annals.events.loyalty.LoyaltyEvent.PointsTakenBack;
import io.annals.events.loyalty.LoyaltyEvent.PurchaseRewarded;
import io.annals.events.loyalty.LoyaltyEvent.RedemptionMade;
import io.annals.events.loyalty.LoyaltyEvent.ReturnSettled;
import java.math.BigDecimal;
import java.util.Optional;

/** What must happen only once, by its stream {@code earned-…}, {@code takenback-…}, {@code redeemed-…} or
 * {@code granted-…}. */
sealed interface Claim {
    Fold<Claim, LoyaltyEvent> FOLD = Fold.of(LoyaltyEvent.class, new Open(), Claim::after);

    /** It may happen yet. */
    record Open() implements Claim {}

    /**
     * The purchase has earned.
     *
     * @param rate points a whole unit of the currency, as it was then
     */
    record Rewarded(BigDecimal rate, long points) implements Claim {}

    record Settled() implements Claim {}

    record Redeemed(CustomerId customer, long points) implements Claim {}

    record Granted(CustomerId customer, long points) implements Claim {}

    /** Whose account it is about, where that is told: whether it is the same is said to those alone who may see them. */
    default Optional<CustomerId> claimant() {
        return switch (this) {
            case Redeemed redeemed -> Optional.of(redeemed.customer());
            case Granted granted -> Optional.of(granted.customer());
            case Open _, Rewarded _, Settled _ -> Optional.empty();
        };
    }

    default Claim after(LoyaltyEvent event) {
        return switch (event) {
            case PurchaseRewarded rewarded -> new Rewarded(rewarded.rate(), rewarded.points());
            case ReturnSettled _ -> new Settled();
            case RedemptionMade made -> new Redeemed(made.customer(), made.points());
            case GrantMade made -> new Granted(made.customer(), made.points());
            case CardIssued _,
                    PointsEarned _,
                    PointsTakenBack _,
                    PointsRedeemed _,
                    GoodwillGranted _,
                    AllowanceUsed _ -> this;
        };
    }
}
