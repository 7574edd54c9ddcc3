package io.annals.command.loyalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.command.EveryFact;
import io.annals.edge.Role;
import io.annals.events.CustomerId;
import io.annals.events.Personal;
import io.annals.events.contact.ContactId;
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
import io.annals.events.loyalty.LoyaltyStreams;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a decision knows of an account, of what happens only once, and of what somebody has given away on a day. */
@Tag("quick")
class AccountTest {
    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final CustomerId ANNA = new CustomerId(new UUID(7, 1));
    private static final ContactId PURCHASE = new ContactId("p1");
    private static final GoodwillLimits.Limit LIMIT = new GoodwillLimits.Limit(500, 2_000);
    private static final LoyaltyEvent CARD = new CardIssued(ANNA, Personal.of("9000"), "card-key", NOON);
    private static final LoyaltyEvent USED = new AllowanceUsed(ANNA, "ben", "2026-03-03", 300, NOON);
    private static final LoyaltyEvent REWARDED =
            new PurchaseRewarded(ANNA, PURCHASE, Money.parse("USD 21.00"), BigDecimal.TWO, 42, NOON);

    @Test
    void a_balance_is_what_was_earned_and_given_less_what_was_spent_and_taken_back() {
        Ledger ledger = Ledger.EMPTY
                .after(new PointsEarned(ANNA, 100, PURCHASE, NOON))
                .after(CARD)
                .after(new GoodwillGranted(ANNA, 20, Personal.of("sorry"), "ben", "g1", NOON))
                .after(new PointsRedeemed(ANNA, 5, "r1", NOON))
                .after(new PointsTakenBack(ANNA, 50, PURCHASE, new ContactId("b1"), NOON));

        assertThat(ledger).isEqualTo(new Ledger(65, "card-key"));
        assertThat(ledger.after(USED))
                .as("what is claimed elsewhere is no entry")
                .isEqualTo(ledger);
    }

    @Test
    void an_account_a_day_and_what_happens_once_are_told_by_facts_of_their_own() {
        Ledger ledger = new Ledger(65, "card-key");
        Allowance given = new Allowance(300);
        Claim open = new Claim.Open();
        assertThat(EveryFact.ofAccounts().stream()
                        .<Class<?>>map(Object::getClass)
                        .toList())
                .containsExactlyInAnyOrder(LoyaltyEvent.class.getPermittedSubclasses());
        for (LoyaltyEvent fact : EveryFact.ofAccounts()) {
            if (!fact.stream().equals(LoyaltyStreams.account(fact.customer()))) {
                assertThat(ledger.after(fact)).as("%s", fact).isEqualTo(ledger);
            } else {
                assertThat(open.after(fact)).as("%s", fact).isEqualTo(open);
            }
            if (!(fact instanceof AllowanceUsed)) {
                assertThat(given.after(fact)).as("%s", fact).isEqualTo(given);
            } else {
                assertThat(open.after(fact)).as("%s", fact).isEqualTo(open);
            }
        }
    }

    @Test
    void all_points_may_be_spent_and_not_one_more() {
        assertThat(new Ledger(65, "card-key").minus(65)).isEqualTo(new Ledger(0, "card-key"));
        assertThatThrownBy(() -> new Ledger(65, null).minus(66)).isInstanceOf(NotEnoughPoints.class);
    }

    @Test
    void what_is_given_away_adds_up_to_the_limit_of_the_day() {
        Allowance used = Allowance.UNUSED.after(USED).after(USED);

        assertThat(used).isEqualTo(new Allowance(600));
        assertThat(used.after(CARD)).isEqualTo(used);
        assertThat(new Allowance(1_500).plus(500, LIMIT)).isEqualTo(new Allowance(2_000));
    }

    @Test
    void what_may_happen_once_has_happened_as_soon_as_it_is_told() {
        Claim open = new Claim.Open();

        assertThat(open.after(REWARDED)).isEqualTo(new Claim.Rewarded(BigDecimal.TWO, 42));
        assertThat(open.after(new ReturnSettled(ANNA, PURCHASE, new ContactId("b1"), 3, NOON)))
                .isEqualTo(new Claim.Settled());
        assertThat(open.after(new RedemptionMade(ANNA, "r1", 9, NOON))).isEqualTo(new Claim.Redeemed(ANNA, 9));
        assertThat(open.after(new GrantMade(ANNA, "g1", 8, NOON))).isEqualTo(new Claim.Granted(ANNA, 8));
        assertThat(open.after(CARD)).isEqualTo(open);
    }

    @Test
    void a_redemption_and_a_grant_say_whose_account_they_are_about() {
        assertThat(new Claim.Redeemed(ANNA, 9).claimant()).contains(ANNA);
        assertThat(new Claim.Granted(ANNA, 8).claimant()).contains(ANNA);
        assertThat(new Claim.Open().claimant()).isEmpty();
        assertThat(new Claim.Settled().claimant()).isEmpty();
        assertThat(new Claim.Rewarded(BigDecimal.TWO, 42).claimant()).isEmpty();
    }

    @Test
    void a_limit_is_never_below_nothing_and_a_days_never_below_that_of_a_grant() {
        assertThatThrownBy(() -> new GoodwillLimits.Limit(-1, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new GoodwillLimits.Limit(6, 5)).isInstanceOf(IllegalArgumentException.class);

        GoodwillLimits none = new GoodwillLimits(Map.of(Role.AGENT, new GoodwillLimits.Limit(0, 0)));
        assertThat(none.of(Set.of(Role.AGENT))).contains(new GoodwillLimits.Limit(0, 0));
    }
}
