package io.annals.query.loyalty;

import io.annals.events.Fact;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.events.customer.CustomerEvent.CustomerRegistered;
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
import io.annals.log.RecordedEvent;
import io.annals.query.projection.Fold;
import io.annals.query.projection.Seen;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fold behind the account of points. */
final class LoyaltyFold implements Fold<LoyaltyView> {
    @Override
    public LoyaltyView empty(String subject) {
        return LoyaltyView.EMPTY;
    }

    @Override
    public LoyaltyView apply(LoyaltyView view, RecordedEvent where, Fact fact) {
        return switch (fact) {
            case LoyaltyEvent entry -> entry(view, entry);
            case CustomerRegistered registered -> known(view, registered.occurredAt());
            case CustomerErased _ -> erased(view);
            default -> view; // says nothing of points
        };
    }

    /** The sums of all accounts, and the first card. */
    @Override
    public LoyaltyView combined(List<Seen<LoyaltyView>> members) {
        List<LoyaltyView> all = members.stream().map(Seen::view).toList();
        return new LoyaltyView(
                least(all, LoyaltyView::customerSince),
                all.stream()
                        .map(LoyaltyView::card)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                least(all, LoyaltyView::cardSince),
                all.stream().mapToLong(LoyaltyView::earned).sum(),
                all.stream().mapToLong(LoyaltyView::takenBack).sum(),
                all.stream().mapToLong(LoyaltyView::redeemed).sum(),
                all.stream()
                        .map(LoyaltyView::lastEntry)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                all.stream().allMatch(LoyaltyView::erased),
                all.stream().mapToLong(LoyaltyView::granted).sum());
    }

    private static @Nullable Instant least(List<LoyaltyView> all, Function<LoyaltyView, @Nullable Instant> component) {
        return all.stream()
                .map(component)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static LoyaltyView entry(LoyaltyView view, LoyaltyEvent fact) {
        return switch (fact) {
            case CardIssued e -> card(view, e);
            case PointsEarned e -> plus(view, e.points(), 0, 0, 0, e.occurredAt());
            case PointsTakenBack e -> plus(view, 0, e.points(), 0, 0, e.occurredAt());
            case PointsRedeemed e -> plus(view, 0, 0, e.points(), 0, e.occurredAt());
            case GoodwillGranted e -> plus(view, 0, 0, 0, e.points(), e.occurredAt());
            case PurchaseRewarded _, ReturnSettled _, RedemptionMade _, GrantMade _, AllowanceUsed _ -> view;
        };
    }

    private static LoyaltyView plus(
            LoyaltyView view, long earned, long takenBack, long redeemed, long granted, Instant when) {
        return new LoyaltyView(
                view.customerSince(),
                view.card(),
                view.cardSince(),
                view.earned() + earned,
                view.takenBack() + takenBack,
                view.redeemed() + redeemed,
                later(view.lastEntry(), when),
                view.erased(),
                granted == 0 ? view.goodwill() : Long.valueOf(view.granted() + granted));
    }

    private static LoyaltyView card(LoyaltyView view, CardIssued issued) {
        String number = view.erased() ? "" : issued.number().orElse("");
        return new LoyaltyView(
                view.customerSince(),
                number.isEmpty() ? null : number,
                view.cardSince() == null ? issued.occurredAt() : view.cardSince(),
                view.earned(),
                view.takenBack(),
                view.redeemed(),
                view.lastEntry(),
                view.erased(),
                view.goodwill());
    }

    private static LoyaltyView erased(LoyaltyView view) {
        return new LoyaltyView(
                view.customerSince(),
                null,
                view.cardSince(),
                view.earned(),
                view.takenBack(),
                view.redeemed(),
                view.lastEntry(),
                true,
                view.goodwill());
    }

    private static LoyaltyView known(LoyaltyView view, Instant since) {
        return new LoyaltyView(
                since,
                view.card(),
                view.cardSince(),
                view.earned(),
                view.takenBack(),
                view.redeemed(),
                view.lastEntry(),
                view.erased(),
                view.goodwill());
    }

    private static Instant later(@Nullable Instant a, Instant b) {
        return a != null && a.isAfter(b) ? a : b;
    }
}
