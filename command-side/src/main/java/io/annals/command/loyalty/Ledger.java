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
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * An account, as a decision sees it.
 *
 * @param balance the sum of its entries, in points; below zero when goods went back whose points were spent
 * @param card keyed hash of the card's number, or null while there is none
 */
record Ledger(long balance, @Nullable String card) {
    static final Ledger EMPTY = new Ledger(0, null);
    static final Fold<Ledger, LoyaltyEvent> FOLD =
            Fold.of(LoyaltyEvent.class, EMPTY, Ledger::after).stored("loyalty.Ledger", 1, Ledger.class);

    Ledger after(LoyaltyEvent event) {
        return switch (event) {
            case CardIssued issued -> new Ledger(balance, issued.key());
            case PointsEarned earned -> plus(earned.points());
            case PointsTakenBack back -> plus(-back.points());
            case PointsRedeemed redeemed -> plus(-redeemed.points());
            case GoodwillGranted granted -> plus(granted.points());
            case PurchaseRewarded _, ReturnSettled _, RedemptionMade _, GrantMade _, AllowanceUsed _ -> this;
        };
    }

    /** Several accounts as one; it has no card. */
    static Ledger of(Collection<Ledger> accounts) {
        return new Ledger(accounts.stream().mapToLong(Ledger::balance).reduce(0, Math::addExact), null);
    }

    /**
     * The account with so many points less.
     *
     * @throws NotEnoughPoints when there are fewer
     */
    Ledger minus(long points) {
        if (points > balance) {
            throw new NotEnoughPoints(balance, points);
        }
        return plus(-points);
    }

    private Ledger plus(long points) {
        return new Ledger(Math.addExact(balance, points), card);
    }
}
