package io.annals.query.loyalty;

import static io.annals.query.Stories.ANN;
import static io.annals.query.Stories.day;
import static io.annals.query.Stories.earned;
import static io.annals.query.Stories.registered;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.contact.ContactId;
import io.annals.events.customer.IdentityKind;
import io.annals.events.loyalty.LoyaltyEvent.CardIssued;
import io.annals.events.loyalty.LoyaltyEvent.GoodwillGranted;
import io.annals.events.loyalty.LoyaltyEvent.PointsRedeemed;
import io.annals.events.loyalty.LoyaltyEvent.PointsTakenBack;
import io.annals.query.customer.CustomerView.Identity;
import io.annals.query.loyalty.LoyaltySection.Loyalty;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class LoyaltySectionTest {
    private static final LoyaltySection SECTION = new LoyaltySection();

    private static Loyalty after(Fact... facts) {
        Loyalty section = SECTION.empty();
        for (Fact fact : facts) {
            section = SECTION.after(section, fact);
        }
        return section;
    }

    private static CardIssued card(Personal<String> number) {
        return new CardIssued(ANN, number, "card-key", day(1));
    }

    @Test
    void points_add_up_beside_the_card() {
        assertThat(after(card(Personal.of("4000")), earned(ANN, 29, "p1"), new PointsRedeemed(ANN, 9, "r1", day(2))))
                .isEqualTo(new Loyalty(20, "4000"));
    }

    @Test
    void what_goods_had_earned_is_taken_off_and_goodwill_is_added() {
        assertThat(after(
                        earned(ANN, 29, "p1"),
                        new PointsTakenBack(ANN, 20, new ContactId("p1"), new ContactId("b1"), day(3)),
                        new GoodwillGranted(ANN, 5, Personal.of("sorry"), "anna", "g1", day(4))))
                .isEqualTo(new Loyalty(14, null));
    }

    @Test
    void what_is_no_entry_of_the_account_leaves_the_very_section() {
        Loyalty before = after(earned(ANN, 29, "p1"));

        assertThat(SECTION.after(before, registered(ANN, "Ann"))).isSameAs(before);
        assertThat(SECTION.knownBy(earned(ANN, 29, "p1"))).isNull();
    }

    @Test
    void a_card_makes_the_customer_known_unless_its_number_is_erased() {
        assertThat(SECTION.knownBy(card(Personal.of("4000"))))
                .isEqualTo(new Identity(IdentityKind.CARD, "4000", "card-key"));
        assertThat(SECTION.knownBy(card(Personal.of(""))))
                .as("an empty number is a number")
                .isEqualTo(new Identity(IdentityKind.CARD, "", "card-key"));
        assertThat(SECTION.knownBy(card(Personal.erased()))).isNull();
        assertThat(after(card(Personal.erased()))).isEqualTo(new Loyalty(0, null));
    }

    @Test
    void an_erasure_leaves_the_balance_alone() {
        assertThat(SECTION.forgotten(new Loyalty(29, "4000"))).isEqualTo(new Loyalty(29, null));
    }

    @Test
    void customers_who_are_one_have_the_sum_and_the_first_card() {
        assertThat(SECTION.combined(List.of(new Loyalty(20, null), new Loyalty(-3, "4000"), new Loyalty(5, "5000"))))
                .isEqualTo(new Loyalty(22, "4000"));
    }

    @Test
    void two_customers_may_differ_in_the_card() {
        assertThat(SECTION.compared(new Loyalty(20, "4000"))).isEqualTo(Map.of("card", "4000"));
        assertThat(SECTION.compared(new Loyalty(20, null))).isEmpty();
    }
}
