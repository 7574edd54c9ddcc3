package io.annals.query.loyalty;

import static io.annals.query.Stories.ANN;
import static io.annals.query.Stories.THEN;
import static io.annals.query.Stories.day;
import static io.annals.query.Stories.earned;
import static io.annals.query.Stories.email;
import static io.annals.query.Stories.registered;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.contact.ContactId;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.events.loyalty.LoyaltyEvent;
import io.annals.events.loyalty.LoyaltyEvent.CardIssued;
import io.annals.events.loyalty.LoyaltyEvent.GoodwillGranted;
import io.annals.events.loyalty.LoyaltyEvent.PointsRedeemed;
import io.annals.events.loyalty.LoyaltyEvent.PointsTakenBack;
import io.annals.events.loyalty.LoyaltyStreams;
import io.annals.query.Examples;
import io.annals.query.GivenFact;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class LoyaltyFoldTest {
    private static LoyaltyView after(Fact... facts) {
        return GivenFact.view(new LoyaltyFold(), List.of(facts));
    }

    @Test
    void the_balance_is_the_sum_of_the_entries() {
        LoyaltyView view =
                after(registered(ANN, "Ann"), earned(ANN, 29, "p1"), new PointsRedeemed(ANN, 9, "r1", day(3)));

        assertThat(view.balance()).isEqualTo(20);
        assertThat(view.earned()).isEqualTo(29);
        assertThat(view.redeemed()).isEqualTo(9);
        assertThat(view.lastEntry()).isEqualTo(day(3));
    }

    @Test
    void a_return_may_leave_less_than_nothing() {
        LoyaltyView view = after(
                earned(ANN, 29, "p1"),
                new PointsRedeemed(ANN, 29, "r1", day(3)),
                new PointsTakenBack(ANN, 10, new ContactId("p1"), new ContactId("b1"), day(4)));

        assertThat(view.balance()).isEqualTo(-10);
    }

    @Test
    void a_claim_of_its_own_stream_is_no_entry() {
        LoyaltyView before = after(earned(ANN, 29, "p1"));
        List<Fact> claims = Examples.all().stream()
                .filter(LoyaltyEvent.class::isInstance)
                .filter(fact -> !fact.stream().equals(LoyaltyStreams.account(ANN)))
                .toList();

        assertThat(claims).hasSize(5);
        for (GivenFact claim : GivenFact.inCommitsOf(1, claims)) {
            assertThat(new LoyaltyFold().apply(before, claim.where(), claim.fact()))
                    .as("%s", claim.fact())
                    .isSameAs(before);
        }
    }

    @Test
    void what_is_no_concern_of_the_account_does_not_touch_it() {
        LoyaltyView before = after(registered(ANN, "Ann"));

        assertThat(new LoyaltyFold()
                        .apply(
                                before,
                                GivenFact.inCommitsOf(1, List.of(email(ANN, "m", day(1), "a")))
                                        .getFirst()
                                        .where(),
                                email(ANN, "m", day(1), "a")))
                .isSameAs(before);
    }

    @Test
    void an_erasure_takes_the_cards_number_and_leaves_the_points() {
        LoyaltyView view = after(
                new CardIssued(ANN, Personal.of("4000"), "card-key", day(1)),
                earned(ANN, 29, "p1"),
                new CustomerErased(ANN, day(2)));

        assertThat(view.card()).isNull();
        assertThat(view.cardSince()).isEqualTo(day(1));
        assertThat(view.balance()).isEqualTo(29);
        assertThat(view.erased()).isTrue();
    }

    @Test
    void an_account_shows_each_sum_by_itself_since_when_there_is_a_card_and_the_latest_entry() {
        LoyaltyView view = after(
                registered(ANN, "Ann"),
                new CardIssued(ANN, Personal.of("4000"), "card-key", day(1)),
                new GoodwillGranted(ANN, 5, Personal.of("sorry"), "anna", "g1", day(7)),
                earned(ANN, 29, "p1"),
                new PointsRedeemed(ANN, 9, "r1", day(3)),
                new GoodwillGranted(ANN, 2, Personal.of("sorry"), "anna", "g2", day(4)),
                new PointsTakenBack(ANN, 10, new ContactId("p1"), new ContactId("b1"), day(5)),
                new CardIssued(ANN, Personal.of("5000"), "other-key", day(6)));

        assertThat(view).isEqualTo(new LoyaltyView(THEN, "5000", day(1), 29, 10, 9, day(7), false, 7L));
        assertThat(view.balance()).isEqualTo(29 + 7 - 10 - 9);
        assertThat(view.granted()).isEqualTo(7);
    }

    @Test
    void a_card_that_is_issued_to_somebody_erased_or_whose_number_is_gone_shows_no_number() {
        assertThat(after(new CustomerErased(ANN, day(2)), new CardIssued(ANN, Personal.of("4000"), "k", day(3)))
                        .card())
                .isNull();
        assertThat(after(new CardIssued(ANN, Personal.erased(), "k", day(3))).card())
                .isNull();
    }

    @Test
    void where_no_goodwill_was_given_none_is_told_of() {
        assertThat(after(earned(ANN, 29, "p1")).goodwill()).isNull();
        assertThat(after(earned(ANN, 29, "p1")).granted()).isZero();
    }
}
