package io.annals.command.loyalty;

import io.annals.command.decision.Fold;
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

/** How many points somebody has given away on one day. */
record Allowance(long used) {
    static final Allowance UNUSED = new Allowance(0);
    static final Fold<Allowance, LoyaltyEvent> FOLD = Fold.of(LoyaltyEvent.class, UNUSED, Allowance::after);

    Allowance after(LoyaltyEvent event) {
        return switch (event) {
            case AllowanceUsed more -> new Allowance(Math.addExact(used, more.points()));
            case CardIssued _,
                    PointsEarned _,
                    PointsTakenBack _,
                    PointsRedeemed _,
                    PurchaseRewarded _,
                    ReturnSettled _,
                    RedemptionMade _,
                    GoodwillGranted _,
                    GrantMade _ -> this;
        };
    }

    /**
     * What is used when so many points more are given.
     *
     * @throws BeyondGoodwillLimit when that is more than the limit, at once or on the day
     */
    Allowance plus(long points, GoodwillLimits.Limit limit) {
        if (points > limit.grant()) {
            throw BeyondGoodwillLimit.atOnce(points, limit.grant());
        }
        if (points > limit.day() - used) {
            throw BeyondGoodwillLimit.onOneDay(points, used, limit.day());
        }
        return new Allowance(used + points);
    }
}
