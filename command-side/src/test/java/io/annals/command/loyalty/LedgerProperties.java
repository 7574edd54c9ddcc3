package io.annals.command.loyalty;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.CustomerStatus;
import io.annals.command.loyalty.LoyaltyCommand.RedeemPoints;
import io.annals.command.loyalty.LoyaltyCommand.RewardPurchase;
import io.annals.command.loyalty.LoyaltyCommand.SettleReturn;
import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.contact.ContactId;
import io.annals.events.loyalty.LoyaltyEvent;
import io.annals.events.loyalty.LoyaltyEvent.PointsEarned;
import io.annals.events.loyalty.LoyaltyEvent.PointsRedeemed;
import io.annals.events.loyalty.LoyaltyEvent.PointsTakenBack;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

@Tag("quick")
class LedgerProperties {
    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final CustomerId ANNA = new CustomerId(new UUID(7, 1));

    /** Even numbers earn, odd ones try to redeem. */
    @Property(tries = 300)
    void the_balance_is_the_sum_of_its_entries_and_no_redemption_takes_it_below_zero(
            @ForAll @Size(max = 40) List<@LongRange(min = 0, max = 100_000) Long> steps) {
        Ledger ledger = Ledger.EMPTY;
        List<Long> entries = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            long points = steps.get(i);
            long before = ledger.balance();
            if (points % 2 == 0) {
                ledger = after(ledger, entries, LoyaltyDecider.decide(reward(i, points), new Claim.Open()));
            } else {
                RedeemPoints redeem = new RedeemPoints(ANNA, "r" + i, points, NOON);
                try {
                    ledger = after(
                            ledger,
                            entries,
                            LoyaltyDecider.decide(
                                    redeem, CustomerStatus.REGISTERED, account(ledger), new Claim.Open()));
                } catch (NotEnoughPoints refused) {
                    assertThat(points).isGreaterThan(before);
                }
                assertThat(ledger.balance()).isNotNegative();
            }
        }
        assertThat(ledger.balance())
                .isEqualTo(entries.stream().mapToLong(Long::longValue).sum());
    }

    private static SequencedMap<CustomerId, Ledger> account(Ledger ledger) {
        return new LinkedHashMap<>(Map.of(ANNA, ledger));
    }

    @Property(tries = 1_000)
    void of_accounts_that_are_one_no_redemption_spends_more_than_each_has_nor_another_sum_than_was_asked(
            @ForAll @Size(min = 1, max = 6) List<@LongRange(min = -50, max = 100) Long> balances,
            @ForAll @LongRange(min = 1, max = 400) long points) {
        SequencedMap<CustomerId, Ledger> accounts = new LinkedHashMap<>();
        balances.forEach(
                balance -> accounts.put(new CustomerId(new UUID(7, accounts.size())), new Ledger(balance, null)));
        long all = balances.stream().mapToLong(Long::longValue).sum();
        RedeemPoints redeem = new RedeemPoints(accounts.lastEntry().getKey(), "r", points, NOON);
        List<Fact> facts;
        try {
            facts = LoyaltyDecider.decide(redeem, CustomerStatus.REGISTERED, accounts, new Claim.Open());
        } catch (NotEnoughPoints refused) {
            assertThat(points).isGreaterThan(all);
            return;
        }
        List<PointsRedeemed> spent = facts.stream()
                .filter(PointsRedeemed.class::isInstance)
                .map(PointsRedeemed.class::cast)
                .toList();

        assertThat(points).isLessThanOrEqualTo(all);
        assertThat(spent.stream().mapToLong(PointsRedeemed::points).sum()).isEqualTo(points);
        spent.forEach(one -> assertThat(one.points())
                .isBetween(
                        1L, Objects.requireNonNull(accounts.get(one.customer())).balance()));
        spent.subList(0, spent.size() - 1)
                .forEach(one -> assertThat(one.points())
                        .as("all but the last are spent whole")
                        .isEqualTo(Objects.requireNonNull(accounts.get(one.customer()))
                                .balance()));
    }

    @Property(tries = 300)
    void returns_together_take_back_exactly_what_the_whole_had_earned(
            @ForAll @Size(min = 1, max = 10) List<@IntRange(min = 0, max = 10_000) Integer> refundsInCents,
            @ForAll @IntRange(min = 0, max = 500) int ratePercent) {
        BigDecimal rate = BigDecimal.valueOf(ratePercent, 2);
        Money left = Money.ofMinor(
                CurrencyUnit.USD,
                refundsInCents.stream().mapToInt(Integer::intValue).sum());
        long earned = LoyaltyDecider.points(left, rate);
        long takenBack = 0;
        for (int cents : refundsInCents) {
            Money after = left.minus(Money.ofMinor(CurrencyUnit.USD, cents));
            SettleReturn settle = new SettleReturn(ANNA, new ContactId("p"), new ContactId("r"), left, after, NOON);
            PointsTakenBack back =
                    (PointsTakenBack) LoyaltyDecider.decide(settle, new Claim.Rewarded(rate, earned), new Claim.Open())
                            .getFirst();
            assertThat(back.points()).isNotNegative();
            takenBack += back.points();
            left = after;
        }
        assertThat(takenBack).isEqualTo(earned);
    }

    private static RewardPurchase reward(int n, long points) {
        Money total = Money.ofMajor(CurrencyUnit.USD, points);
        return new RewardPurchase(ANNA, new ContactId("p" + n), total, BigDecimal.ONE, NOON);
    }

    private static Ledger after(Ledger ledger, List<Long> entries, List<Fact> facts) {
        Ledger after = ledger;
        for (Fact fact : facts) {
            after = after.after((LoyaltyEvent) fact);
            switch (fact) {
                case PointsEarned earned -> entries.add(earned.points());
                case PointsRedeemed redeemed -> entries.add(-redeemed.points());
                default -> {}
            }
        }
        return after;
    }
}
