package io.annals.query.customer;

import static io.annals.query.Stories.ANN;
import static io.annals.query.Stories.THEN;
import static io.annals.query.Stories.day;
import static io.annals.query.Stories.knownBy;
import static io.annals.query.Stories.registered;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.customer.CustomerEvent.AttributesCorrected;
import io.annals.events.customer.CustomerEvent.CustomerRenamed;
import io.annals.events.customer.CustomerEvent.IdentityReleased;
import io.annals.events.customer.IdentityKind;
import io.annals.events.loyalty.LoyaltyEvent.CardIssued;
import io.annals.query.GivenFact;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** By which words a customer is found. */
@Tag("quick")
class SearchWordsTest {
    private static CustomerView after(Fact... facts) {
        return GivenFact.view(new CustomerFold(), List.of(facts));
    }

    @Test
    void a_customer_is_found_by_the_beginning_of_any_word() {
        CustomerView view = after(
                registered(ANN, "Änn van der Example"),
                knownBy(ANN, IdentityKind.EMAIL, "ann.q@example.com", "k1"),
                knownBy(ANN, IdentityKind.PHONE, "+4930123456", "k2"));

        assertThat(view.words())
                .contains("ann", "van", "example", "ann.q@example.com", "+4930123456", "4930123456", "3456");
    }

    @Test
    void a_customer_is_found_by_what_is_known_of_them_now() {
        CustomerView view = after(
                registered(ANN, "Ann"),
                new CustomerRenamed(ANN, Personal.of("Berta"), day(1)),
                knownBy(ANN, IdentityKind.PHONE, "+4930123456;ext=77", "k1"),
                knownBy(ANN, IdentityKind.EXTERNAL_ID, "crm-00042", "k2"),
                new CardIssued(ANN, Personal.of("4000123"), "k3", day(1)),
                new AttributesCorrected(ANN, Personal.of(Map.of("city", "Lviv")), List.of(), THEN));

        assertThat(view.words())
                .contains("berta", "+4930123456;ext=77", "123456", "00042", "0123", "lviv")
                .doesNotContain("ann");
        assertThat(after(registered(ANN, "Ann"), new CustomerRenamed(ANN, Personal.of("Berta"), day(1)))
                        .words())
                .containsExactly("berta");
        assertThat(after(
                                knownBy(ANN, IdentityKind.CARD, "4000123", "k3"),
                                new IdentityReleased(ANN, IdentityKind.CARD, "k3", day(1)))
                        .words())
                .isEmpty();
        assertThat(after(
                                new AttributesCorrected(ANN, Personal.of(Map.of("city", "Lviv")), List.of(), THEN),
                                new AttributesCorrected(ANN, Personal.of(Map.of("city", "Baku")), List.of(), THEN))
                        .words())
                .containsExactly("baku");
    }

    @Test
    void an_identity_may_be_readable_in_another_script_and_is_found_by_both() {
        assertThat(after(knownBy(ANN, IdentityKind.EMAIL, "ann@xn--bcher-kva.example", "k1"))
                        .words())
                .contains("ann@xn--bcher-kva.example", "bucher");
    }
}
