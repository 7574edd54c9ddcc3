package io.annals.query.loyalty;

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
import io.annals.query.timeline.TimelineEntries;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The entries of the account; what only claims something for a stream of its own is told in no timeline. */
public final class LoyaltyEntries implements TimelineEntries<LoyaltyEvent> {
    private static final Map<Class<? extends LoyaltyEvent>, String> KINDS = Map.of(
            CardIssued.class,
            "card-issued",
            PointsEarned.class,
            "points-earned",
            PointsTakenBack.class,
            "points-taken-back",
            PointsRedeemed.class,
            "points-redeemed",
            GoodwillGranted.class,
            "goodwill-granted");

    @Override
    public Class<LoyaltyEvent> family() {
        return LoyaltyEvent.class;
    }

    @Override
    public Map<Class<? extends LoyaltyEvent>, String> kinds() {
        return KINDS;
    }

    @Override
    public Optional<Told> of(LoyaltyEvent fact) {
        return Optional.ofNullable(told(fact));
    }

    private static @Nullable Told told(LoyaltyEvent fact) {
        return switch (fact) {
            case CardIssued e -> Told.of("number", e.number());
            case PointsEarned e ->
                Told.of("points", e.points(), "purchase", e.purchase().value())
                        .by(e.purchase())
                        .adding(e.points());
            case PointsTakenBack e ->
                Told.of("points", e.points(), "purchase", e.purchase().value())
                        .by(e.takenBackBy())
                        .adding(-e.points());
            case PointsRedeemed e -> Told.of("points", e.points()).adding(-e.points());
            case GoodwillGranted e ->
                Told.of("points", e.points(), "reason", e.reason()).adding(e.points());
            case PurchaseRewarded _, ReturnSettled _, RedemptionMade _, GrantMade _, AllowanceUsed _ -> null;
        };
    }
}
