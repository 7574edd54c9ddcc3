package io.annals.events.loyalty;

import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.Personal;
import io.annals.events.PublicName;
import io.annals.events.TellsOf;
import io.annals.events.contact.ContactId;
import java.math.BigDecimal;
import java.time.Instant;
import org.joda.money.Money;

/** The family of the ledger's streams. Points are whole numbers; the balance is the sum of the entries. */
public sealed interface LoyaltyEvent extends Fact {
    @Override
    CustomerId customer();

    @Override
    default String stream() {
        return switch (this) {
            case PurchaseRewarded rewarded -> LoyaltyStreams.earned(rewarded.purchase());
            case ReturnSettled settled -> LoyaltyStreams.takenBack(settled.takenBackBy());
            case RedemptionMade made -> LoyaltyStreams.redeemed(made.redemption());
            case GrantMade made -> LoyaltyStreams.granted(made.grant());
            case AllowanceUsed used -> LoyaltyStreams.allowance(used.by(), used.day());
            case CardIssued _, PointsEarned _, PointsTakenBack _, PointsRedeemed _, GoodwillGranted _ ->
                LoyaltyStreams.account(customer());
        };
    }

    /**
     * The customer holds a card from now on.
     *
     * @param key keyed hash of the number, as in the stream {@code identity-card-<key>}
     */
    @PublicName("loyalty.CardIssued")
    record CardIssued(
            CustomerId customer,
            @TellsOf(Field.CARD) Personal<String> number,
            @TellsOf(Field.IDENTITIES) String key,
            Instant occurredAt)
            implements LoyaltyEvent {}

    /** Accrual: an entry of {@code points ≥ 0} for a purchase. */
    @PublicName("loyalty.PointsEarned")
    record PointsEarned(
            CustomerId customer, @TellsOf(Field.POINTS) long points, ContactId purchase, Instant occurredAt)
            implements LoyaltyEvent {}

    /** A return takes back what its goods had earned; the balance may fall below zero. {@code points ≥ 0}. */
    @PublicName("loyalty.PointsTakenBack")
    record PointsTakenBack(
            CustomerId customer,
            @TellsOf(Field.POINTS) long points,
            ContactId purchase,
            ContactId takenBackBy,
            Instant occurredAt)
            implements LoyaltyEvent {}

    /**
     * Redemption: {@code points > 0} spent, never more than the balance.
     *
     * @param redemption keyed hash of the till's own id of it
     */
    @PublicName("loyalty.PointsRedeemed")
    record PointsRedeemed(
            CustomerId customer,
            @TellsOf(Field.POINTS) long points,
            @Open String redemption,
            Instant occurredAt) implements LoyaltyEvent {}

    /**
     * Goodwill: {@code points > 0} that somebody of the company gave, within what their role may give.
     *
     * @param reason in the giver's own words
     * @param by who gave them, as the log names actors
     * @param grant keyed hash of the giver's own id of it
     */
    @PublicName("loyalty.GoodwillGranted")
    record GoodwillGranted(
            CustomerId customer,
            @TellsOf(Field.POINTS) long points,
            @TellsOf(Field.NOTES) Personal<String> reason,
            @TellsOf(Field.COLLEAGUES) String by,
            @Open String grant,
            Instant occurredAt)
            implements LoyaltyEvent {}

    /**
     * In {@code earned-<purchase>}: this purchase has earned, and by this rule; it will not earn again.
     *
     * @param rate points a whole unit of the currency, as it was then
     */
    @PublicName("loyalty.PurchaseRewarded")
    record PurchaseRewarded(
            CustomerId customer,
            ContactId purchase,
            @TellsOf(Field.MONEY) Money total,
            @TellsOf(Field.POINTS) BigDecimal rate,
            @TellsOf(Field.POINTS) long points,
            Instant occurredAt)
            implements LoyaltyEvent {}

    /** In {@code takenback-<return>}: this return has been settled with the account. */
    @PublicName("loyalty.ReturnSettled")
    record ReturnSettled(
            CustomerId customer,
            ContactId purchase,
            ContactId takenBackBy,
            @TellsOf(Field.POINTS) long points,
            Instant occurredAt)
            implements LoyaltyEvent {}

    /** In {@code redeemed-<id>}: this redemption has been made. */
    @PublicName("loyalty.RedemptionMade")
    record RedemptionMade(
            CustomerId customer,
            @Open String redemption,
            @TellsOf(Field.POINTS) long points,
            Instant occurredAt) implements LoyaltyEvent {}

    /** In {@code granted-<id>}: this grant of goodwill has been made. */
    @PublicName("loyalty.GrantMade")
    record GrantMade(
            CustomerId customer,
            @Open String grant,
            @TellsOf(Field.POINTS) long points,
            Instant occurredAt) implements LoyaltyEvent {}

    /**
     * In {@code allowance-<giver>-<day>}: so much of what the giver may give on that day is used up.
     *
     * @param by who gave the points, as the log names actors
     * @param day an ISO date in UTC
     */
    @PublicName("loyalty.AllowanceUsed")
    record AllowanceUsed(
            CustomerId customer,
            @TellsOf(Field.COLLEAGUES) String by,
            @Open String day,
            @TellsOf(Field.POINTS) long points,
            Instant occurredAt)
            implements LoyaltyEvent {}
}
