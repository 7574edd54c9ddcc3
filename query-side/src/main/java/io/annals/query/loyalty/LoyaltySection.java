package io.annals.query.loyalty;

import io.annals.events.Fact;
import io.annals.events.Field;
import io.annals.events.Personal;
import io.annals.events.TellsOf;
import io.annals.events.customer.IdentityKind;
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
import io.annals.query.customer.CustomerSection;
import io.annals.query.customer.CustomerView.Identity;
import io.annals.query.loyalty.LoyaltySection.Loyalty;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The balance and the card in the customer's view; by the card a customer is found. */
public final class LoyaltySection implements CustomerSection<Loyalty> {
    /**
     * What the customer has in points.
     *
     * @param card the card's number; null when there is none or it is erased
     */
    public record Loyalty(
            @TellsOf(Field.POINTS) long balance,
            @TellsOf(Field.CARD) @Nullable String card) {
        private Loyalty plus(long points) {
            return new Loyalty(balance + points, card);
        }
    }

    @Override
    public String name() {
        return "loyalty";
    }

    @Override
    public Class<Loyalty> form() {
        return Loyalty.class;
    }

    @Override
    public Loyalty empty() {
        return new Loyalty(0, null);
    }

    @Override
    public Loyalty after(Loyalty before, Fact fact) {
        return fact instanceof LoyaltyEvent entry ? after(before, entry) : before;
    }

    private static Loyalty after(Loyalty before, LoyaltyEvent fact) {
        return switch (fact) {
            case CardIssued e -> new Loyalty(before.balance(), numberOf(e));
            case PointsEarned e -> before.plus(e.points());
            case PointsTakenBack e -> before.plus(-e.points());
            case PointsRedeemed e -> before.plus(-e.points());
            case GoodwillGranted e -> before.plus(e.points());
            case PurchaseRewarded _, ReturnSettled _, RedemptionMade _, GrantMade _, AllowanceUsed _ -> before;
        };
    }

    @Override
    public @Nullable Identity knownBy(Fact fact) {
        if (!(fact instanceof CardIssued issued)) {
            return null;
        }
        String number = numberOf(issued);
        return number == null ? null : new Identity(IdentityKind.CARD, number, issued.key());
    }

    @Override
    public Loyalty forgotten(Loyalty section) {
        return new Loyalty(section.balance(), null);
    }

    /** The sum of all accounts, and the first card. */
    @Override
    public Loyalty combined(List<Loyalty> members) {
        return new Loyalty(
                members.stream().mapToLong(Loyalty::balance).sum(),
                members.stream()
                        .map(Loyalty::card)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
    }

    @Override
    public Map<String, String> compared(Loyalty section) {
        return section.card() == null ? Map.of() : Map.of("card", section.card());
    }

    private static @Nullable String numberOf(CardIssued issued) {
        return switch (issued.number()) {
            case Personal.Known<String>(String number) -> number;
            case Personal.Erased<String>() -> null;
        };
    }
}
