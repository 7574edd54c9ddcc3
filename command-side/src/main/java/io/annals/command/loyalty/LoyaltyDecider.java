package io.annals.command.loyalty;

import io.annals.command.CustomerIsErased;
import io.annals.command.CustomerStatus;
import io.annals.command.Owner;
import io.annals.command.decision.UnknownCustomer;
import io.annals.command.loyalty.LoyaltyCommand.GrantGoodwill;
import io.annals.command.loyalty.LoyaltyCommand.IssueCard;
import io.annals.command.loyalty.LoyaltyCommand.RedeemPoints;
import io.annals.command.loyalty.LoyaltyCommand.RewardPurchase;
import io.annals.command.loyalty.LoyaltyCommand.SettleReturn;
import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.customer.CustomerEvent.IdentityAdded;
import io.annals.events.customer.CustomerEvent.IdentityClaimed;
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
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.joda.money.Money;

/** Decides about accounts. Pure. An empty list: it is done already. */
final class LoyaltyDecider {
    private LoyaltyDecider() {}

    /** A customer has one card. Where the number is one by which they are known already, it becomes their card. */
    static List<Fact> decide(IssueCard c, CustomerStatus standing, Ledger ledger, Owner owner) {
        refuseUnlessRegistered(standing);
        if (ledger.card() != null) {
            if (c.wished() && !ledger.card().equals(c.card().key())) {
                throw new CardAlreadyIssued();
            }
            return List.of();
        }
        List<Fact> facts = new ArrayList<>();
        Personal<String> number = Personal.of(c.card().value());
        facts.add(new CardIssued(c.customer(), number, c.card().key(), c.at()));
        if (owner.customer() == null) {
            facts.add(new IdentityAdded(
                    c.customer(), c.card().kind(), number, c.card().key(), c.at()));
            facts.add(
                    new IdentityClaimed(c.customer(), c.card().kind(), c.card().key(), c.at()));
        } else if (!owner.customer().equals(c.customer())) {
            throw new CardTaken();
        }
        return facts;
    }

    /**
     * Points are spent of all accounts that are one: first of the survivor's, then of the others', of each as many as it has.
     *
     * @param accounts in that order; the customer's own is among them
     */
    static List<Fact> decide(
            RedeemPoints c, CustomerStatus standing, SequencedMap<CustomerId, Ledger> accounts, Claim claim) {
        if (claim instanceof Claim.Redeemed(var customer, var points)) {
            if (!customer.equals(c.customer()) || points != c.points()) {
                throw new RedemptionAlreadyMade();
            }
            return List.of();
        }
        refuseUnlessRegistered(standing);
        Ledger.of(accounts.values()).minus(c.points());
        List<Fact> facts = new ArrayList<>();
        long left = c.points();
        for (Map.Entry<CustomerId, Ledger> account : accounts.entrySet()) {
            long points = Math.clamp(account.getValue().balance(), 0, left);
            if (points > 0) {
                facts.add(new PointsRedeemed(account.getKey(), points, c.redemption(), c.at()));
                left -= points;
            }
        }
        facts.add(new RedemptionMade(c.customer(), c.redemption(), c.points(), c.at()));
        return facts;
    }

    /** @param given what the giver has given away on that day */
    static List<Fact> decide(GrantGoodwill c, CustomerStatus standing, Allowance given, Claim claim) {
        if (claim instanceof Claim.Granted(var customer, var points)) {
            if (!customer.equals(c.customer()) || points != c.points()) {
                throw new GrantAlreadyMade();
            }
            return List.of();
        }
        refuseUnlessRegistered(standing);
        given.plus(c.points(), c.limit());
        return List.of(
                new GoodwillGranted(c.customer(), c.points(), Personal.of(c.reason()), c.by(), c.grant(), c.at()),
                new GrantMade(c.customer(), c.grant(), c.points(), c.at()),
                new AllowanceUsed(c.customer(), c.by(), c.day(), c.points(), c.at()));
    }

    /** A purchase that earns nothing is rewarded all the same: with no points, and by the rate of its day. */
    static List<Fact> decide(RewardPurchase c, Claim claim) {
        if (!(claim instanceof Claim.Open)) {
            return List.of();
        }
        long points = points(c.total(), c.rate());
        return List.of(
                new PointsEarned(c.customer(), points, c.purchase(), c.at()),
                new PurchaseRewarded(c.customer(), c.purchase(), c.total(), c.rate(), points, c.at()));
    }

    /**
     * Takes back what the goods had earned: the points of the purchase as it was less those of the purchase as it is, both
     * by the rate of its day. However many returns there are, together they take back what the whole had earned.
     *
     * @param purchase how the purchase was rewarded; one that never was has nothing to give back
     */
    static List<Fact> decide(SettleReturn c, Claim purchase, Claim settlement) {
        if (!(settlement instanceof Claim.Open)) {
            return List.of();
        }
        long points = purchase instanceof Claim.Rewarded(var rate, var _)
                ? points(c.before(), rate) - points(c.after(), rate)
                : 0;
        return List.of(
                new PointsTakenBack(c.customer(), points, c.purchase(), c.takenBackBy(), c.at()),
                new ReturnSettled(c.customer(), c.purchase(), c.takenBackBy(), points, c.at()));
    }

    /** Rounded down, for each purchase by itself. */
    static long points(Money total, BigDecimal rate) {
        return total.getAmount().multiply(rate).setScale(0, RoundingMode.DOWN).longValueExact();
    }

    private static void refuseUnlessRegistered(CustomerStatus standing) {
        switch (standing) {
            case UNKNOWN -> throw new UnknownCustomer();
            case ERASED -> throw new CustomerIsErased();
            case REGISTERED -> {}
        }
    }
}
