package io.annals.command.loyalty;

import io.annals.command.Identity;
import io.annals.command.decision.Fold;
import io.annals.command.decision.Foreseeable;
import io.annals.events.CustomerId;
import io.annals.events.contact.ContactId;
import io.annals.events.loyalty.LoyaltyStreams;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.joda.money.Money;

/** What may be asked about an account. {@code at} is when it happened, milliseconds. */
sealed interface LoyaltyCommand {
    CustomerId customer();

    Instant at();

    /**
     * Gives the customer a card.
     *
     * @param wished whether the customer asked for this very number; otherwise it was made for them
     */
    record IssueCard(CustomerId customer, Identity card, boolean wished, Instant at) implements LoyaltyCommand {}

    /**
     * Spends points.
     *
     * @param redemption keyed hash of the till's own id of it
     * @param points more than zero
     */
    record RedeemPoints(CustomerId customer, String redemption, long points, Instant at) implements LoyaltyCommand {}

    /**
     * Gives points away.
     *
     * @param grant keyed hash of the giver's own id of it
     * @param points more than zero
     * @param by the giver, as the log names actors
     * @param limit what the giver may give
     */
    record GrantGoodwill(
            CustomerId customer,
            String grant,
            long points,
            String reason,
            String by,
            GoodwillLimits.Limit limit,
            Instant at)
            implements LoyaltyCommand {
        /** On which it counts, in UTC. */
        String day() {
            return LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
        }

        @Override
        public String toString() {
            return "GrantGoodwill[" + customer + ", " + points + "]"; // the reason is personal
        }
    }

    /**
     * Earns what a purchase is worth.
     *
     * @param rate points a whole unit of the currency
     */
    record RewardPurchase(CustomerId customer, ContactId purchase, Money total, BigDecimal rate, Instant at)
            implements LoyaltyCommand, Foreseeable {
        @Override
        public Map<String, Fold<?, ?>> streams() {
            return Map.of(LoyaltyStreams.account(customer), Ledger.FOLD, LoyaltyStreams.earned(purchase), Claim.FOLD);
        }
    }

    /**
     * Takes back what goods had earned that came back.
     *
     * @param before what the purchase came to before this return
     * @param after what it comes to now
     */
    record SettleReturn(
            CustomerId customer, ContactId purchase, ContactId takenBackBy, Money before, Money after, Instant at)
            implements LoyaltyCommand, Foreseeable {
        @Override
        public Map<String, Fold<?, ?>> streams() {
            return Map.of(
                    LoyaltyStreams.account(customer), Ledger.FOLD, LoyaltyStreams.takenBack(takenBackBy), Claim.FOLD);
        }
    }
}
