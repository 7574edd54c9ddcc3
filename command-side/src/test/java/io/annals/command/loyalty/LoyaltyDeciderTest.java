package io.annals.command.loyalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.command.CustomerIsErased;
import io.annals.command.CustomerStatus;
import io.annals.command.Identity;
import io.annals.command.Owner;
import io.annals.command.decision.UnknownCustomer;
import io.annals.command.loyalty.LoyaltyCommand.GrantGoodwill;
import io.annals.command.loyalty.LoyaltyCommand.IssueCard;
import io.annals.command.loyalty.LoyaltyCommand.RedeemPoints;
import io.annals.command.loyalty.LoyaltyCommand.RewardPurchase;
import io.annals.command.loyalty.LoyaltyCommand.SettleReturn;
import io.annals.edge.Role;
import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.contact.ContactId;
import io.annals.events.customer.IdentityKind;
import io.annals.events.loyalty.LoyaltyEvent.AllowanceUsed;
import io.annals.events.loyalty.LoyaltyEvent.GoodwillGranted;
import io.annals.events.loyalty.LoyaltyEvent.GrantMade;
import io.annals.events.loyalty.LoyaltyEvent.PointsEarned;
import io.annals.events.loyalty.LoyaltyEvent.PointsRedeemed;
import io.annals.events.loyalty.LoyaltyEvent.PointsTakenBack;
import io.annals.events.loyalty.LoyaltyEvent.RedemptionMade;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class LoyaltyDeciderTest {
    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final CustomerId ANNA = new CustomerId(new UUID(7, 1));
    private static final CustomerId BERTA = new CustomerId(new UUID(7, 2));
    private static final ContactId PURCHASE = new ContactId("p1");
    private static final Claim OPEN = new Claim.Open();
    private static final Identity CARD = new Identity(IdentityKind.CARD, "9000", "card-key");

    @Test
    void points_are_rounded_down_for_each_purchase() {
        List<Fact> facts = LoyaltyDecider.decide(reward("29.99", "1"), OPEN);

        assertThat(((PointsEarned) facts.getFirst()).points()).isEqualTo(29);
    }

    @Test
    void a_purchase_of_nothing_earns_nothing_and_is_rewarded_all_the_same() {
        List<Fact> facts = LoyaltyDecider.decide(reward("0.00", "1"), OPEN);

        assertThat(facts).hasSize(2);
        assertThat(((PointsEarned) facts.getFirst()).points()).isZero();
    }

    @Test
    void a_purchase_earns_once() {
        assertThat(LoyaltyDecider.decide(reward("29.99", "1"), new Claim.Rewarded(BigDecimal.ONE, 29)))
                .isEmpty();
    }

    @Test
    void a_return_takes_back_by_the_rate_of_the_purchases_day() {
        List<Fact> facts = LoyaltyDecider.decide(settle("10.50", "5.00"), new Claim.Rewarded(BigDecimal.TWO, 21), OPEN);

        assertThat(((PointsTakenBack) facts.getFirst()).points()).isEqualTo(11);
    }

    @Test
    void a_return_is_settled_once() {
        assertThat(LoyaltyDecider.decide(
                        settle("10.50", "5.00"), new Claim.Rewarded(BigDecimal.TWO, 21), new Claim.Settled()))
                .isEmpty();
    }

    @Test
    void what_never_earned_has_nothing_to_give_back() {
        List<Fact> facts = LoyaltyDecider.decide(settle("10.50", "5.00"), OPEN, OPEN);

        assertThat(((PointsTakenBack) facts.getFirst()).points()).isZero();
    }

    @Test
    void no_more_is_spent_than_is_there() {
        assertThatThrownBy(
                        () -> LoyaltyDecider.decide(redeem(ANNA, 101), CustomerStatus.REGISTERED, account(100), OPEN))
                .isInstanceOfSatisfying(
                        NotEnoughPoints.class,
                        refusal -> assertThat(refusal.facts())
                                .containsEntry("balance", 100L)
                                .containsEntry("asked", 101L));
    }

    @Test
    void the_same_redemption_again_is_made_once() {
        assertThat(LoyaltyDecider.decide(
                        redeem(ANNA, 100), CustomerStatus.REGISTERED, account(0), new Claim.Redeemed(ANNA, 100)))
                .isEmpty();
    }

    @Test
    void the_same_id_for_another_redemption_is_refused() {
        assertThatThrownBy(() -> LoyaltyDecider.decide(
                        redeem(ANNA, 100), CustomerStatus.REGISTERED, account(1000), new Claim.Redeemed(BERTA, 100)))
                .isInstanceOf(RedemptionAlreadyMade.class);
    }

    @Test
    void nobody_who_is_not_there_gets_a_card_or_goodwill_or_spends_anything() {
        for (CustomerStatus nobody : List.of(CustomerStatus.UNKNOWN, CustomerStatus.ERASED)) {
            Class<? extends Exception> refusal =
                    nobody == CustomerStatus.ERASED ? CustomerIsErased.class : UnknownCustomer.class;
            assertThatThrownBy(() -> LoyaltyDecider.decide(card(false), nobody, Ledger.EMPTY, Owner.NOBODY))
                    .isInstanceOf(refusal);
            assertThatThrownBy(() -> LoyaltyDecider.decide(grant(1), nobody, Allowance.UNUSED, OPEN))
                    .isInstanceOf(refusal);
            assertThatThrownBy(() -> LoyaltyDecider.decide(redeem(ANNA, 1), nobody, account(10), OPEN))
                    .isInstanceOf(refusal);
        }
    }

    @Test
    void points_are_spent_in_the_account_and_once() {
        assertThat(LoyaltyDecider.decide(redeem(ANNA, 10), CustomerStatus.REGISTERED, account(10), OPEN))
                .containsExactly(new PointsRedeemed(ANNA, 10, "key", NOON), new RedemptionMade(ANNA, "key", 10, NOON));
    }

    @Test
    void the_very_card_that_the_customer_has_may_be_asked_for_again() {
        assertThat(LoyaltyDecider.decide(
                        card(true), CustomerStatus.REGISTERED, new Ledger(0, CARD.key()), new Owner(ANNA)))
                .isEmpty();
    }

    @Test
    void a_card_is_issued_and_claimed_in_one_decision() {
        assertThat(LoyaltyDecider.decide(card(false), CustomerStatus.REGISTERED, Ledger.EMPTY, Owner.NOBODY))
                .extracting(fact -> fact.getClass().getSimpleName())
                .containsExactly("CardIssued", "IdentityAdded", "IdentityClaimed");
    }

    @Test
    void a_number_by_which_the_customer_is_known_becomes_the_card() {
        assertThat(LoyaltyDecider.decide(card(true), CustomerStatus.REGISTERED, Ledger.EMPTY, new Owner(ANNA)))
                .hasSize(1);
    }

    @Test
    void somebody_elses_card_is_refused() {
        assertThatThrownBy(() ->
                        LoyaltyDecider.decide(card(true), CustomerStatus.REGISTERED, Ledger.EMPTY, new Owner(BERTA)))
                .isInstanceOf(CardTaken.class);
    }

    @Test
    void a_customer_has_one_card() {
        Ledger holder = new Ledger(0, "another-key");

        assertThat(LoyaltyDecider.decide(card(false), CustomerStatus.REGISTERED, holder, Owner.NOBODY))
                .isEmpty();
        assertThatThrownBy(() -> LoyaltyDecider.decide(card(true), CustomerStatus.REGISTERED, holder, Owner.NOBODY))
                .isInstanceOf(CardAlreadyIssued.class);
    }

    @Test
    void a_card_number_ends_in_its_check_digit() {
        assertThat(CardNumbers.checkDigit("7992739871")).isEqualTo(3); // the example of ISO/IEC 7812-1
        String number = CardNumbers.next(new SplittableRandom(42));
        assertThat(number).matches("9[0-9]{15}");
        assertThat(CardNumbers.checkDigit(number.substring(0, 15))).isEqualTo(number.charAt(15) - '0');
    }

    @Test
    void goodwill_is_given_within_the_limits_and_counts_on_the_day() {
        List<Fact> facts = LoyaltyDecider.decide(grant(500), CustomerStatus.REGISTERED, new Allowance(1_500), OPEN);

        assertThat(facts)
                .containsExactly(
                        new GoodwillGranted(ANNA, 500, Personal.of("sorry"), "ben", "g1", NOON),
                        new GrantMade(ANNA, "g1", 500, NOON),
                        new AllowanceUsed(ANNA, "ben", "2026-03-03", 500, NOON));
    }

    @Test
    void no_more_goodwill_at_once_than_the_role_gives() {
        assertThatThrownBy(() -> LoyaltyDecider.decide(grant(501), CustomerStatus.REGISTERED, Allowance.UNUSED, OPEN))
                .isInstanceOfSatisfying(BeyondGoodwillLimit.class, refusal -> {
                    assertThat(refusal.rule()).isEqualTo("goodwill-limit-of-a-grant");
                    assertThat(refusal.facts()).containsEntry("asked", 501L).containsEntry("limit", 500L);
                });
    }

    @Test
    void no_more_goodwill_on_one_day_than_the_role_gives() {
        assertThatThrownBy(
                        () -> LoyaltyDecider.decide(grant(500), CustomerStatus.REGISTERED, new Allowance(1_501), OPEN))
                .isInstanceOfSatisfying(BeyondGoodwillLimit.class, refusal -> {
                    assertThat(refusal.rule()).isEqualTo("goodwill-limit-of-a-day");
                    assertThat(refusal.facts())
                            .containsEntry("asked", 500L)
                            .containsEntry("used", 1_501L)
                            .containsEntry("limit", 2_000L);
                });
    }

    @Test
    void the_same_grant_again_is_made_once_whatever_is_used_by_then() {
        assertThat(LoyaltyDecider.decide(
                        grant(500), CustomerStatus.REGISTERED, new Allowance(2_000), new Claim.Granted(ANNA, 500)))
                .isEmpty();
        assertThatThrownBy(() -> LoyaltyDecider.decide(
                        grant(500), CustomerStatus.REGISTERED, Allowance.UNUSED, new Claim.Granted(BERTA, 500)))
                .isInstanceOf(GrantAlreadyMade.class);
    }

    @Test
    void of_several_roles_the_one_that_may_give_most_counts() {
        GoodwillLimits limits = new GoodwillLimits(Map.of(Role.AGENT, new GoodwillLimits.Limit(10, 9_000_000)));

        assertThat(limits.of(Set.of(Role.AGENT, Role.SUPERVISOR))).contains(new GoodwillLimits.Limit(5_000, 9_000_000));
        assertThat(limits.of(Set.of(Role.TILL, Role.MARKETING))).isEmpty();
    }

    private static GrantGoodwill grant(long points) {
        return new GrantGoodwill(ANNA, "g1", points, "sorry", "ben", new GoodwillLimits.Limit(500, 2_000), NOON);
    }

    private static RewardPurchase reward(String total, String rate) {
        return new RewardPurchase(ANNA, PURCHASE, Money.parse("USD " + total), new BigDecimal(rate), NOON);
    }

    private static SettleReturn settle(String before, String after) {
        return new SettleReturn(
                ANNA, PURCHASE, new ContactId("r1"), Money.parse("USD " + before), Money.parse("USD " + after), NOON);
    }

    private static SequencedMap<CustomerId, Ledger> account(long balance) {
        return new LinkedHashMap<>(Map.of(ANNA, new Ledger(balance, null)));
    }

    private static RedeemPoints redeem(CustomerId customer, long points) {
        return new RedeemPoints(customer, "key", points, NOON);
    }

    private static IssueCard card(boolean wished) {
        return new IssueCard(ANNA, CARD, wished, NOON);
    }
}
