package io.annals.command.contact;

import static io.annals.command.contact.Examples.ANNA;
import static io.annals.command.contact.Examples.BERTA;
import static io.annals.command.contact.Examples.CARD;
import static io.annals.command.contact.Examples.EMAIL;
import static io.annals.command.contact.Examples.EXTERNAL;
import static io.annals.command.contact.Examples.NEWCOMER;
import static io.annals.command.contact.Examples.PHONE;
import static io.annals.command.contact.Examples.back;
import static io.annals.command.contact.Examples.bought;
import static io.annals.command.contact.Examples.by;
import static io.annals.command.contact.Examples.line;
import static io.annals.command.contact.Examples.note;
import static io.annals.command.contact.Examples.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.command.CustomerIsErased;
import io.annals.command.CustomerStatus;
import io.annals.command.Identity;
import io.annals.command.Owner;
import io.annals.command.contact.TakeGoodsBack.Item;
import io.annals.edge.refusal.BadInput;
import io.annals.events.Fact;
import io.annals.events.contact.Code;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.contact.ContactEvent.LinesTakenBack;
import io.annals.events.contact.ContactEvent.PurchaseReturned;
import io.annals.events.customer.CustomerEvent.CustomerRegistered;
import io.annals.events.customer.CustomerEvent.IdentityAdded;
import io.annals.events.customer.CustomerEvent.IdentityClaimed;
import io.annals.events.customer.CustomerEvent.IdentityConflictFound;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class ContactDeciderTest {
    private static final ContactState UNHEARD = new ContactState.Unheard();

    @Test
    void a_stranger_becomes_a_customer_by_the_contact_with_all_that_was_given() {
        RecordContact c = note(by(CARD, EMAIL));

        List<Fact> facts = ContactDecider.decide(c, UNHEARD, CustomerMatch.find(c.known(), Map.of()));

        assertThat(facts)
                .extracting(fact -> fact.getClass().getSimpleName())
                .containsExactly(
                        "CustomerRegistered",
                        "IdentityAdded",
                        "IdentityClaimed",
                        "IdentityAdded",
                        "IdentityClaimed",
                        "NoteTaken");
        assertThat(facts).allMatch(fact -> NEWCOMER.equals(fact.customer()));
        assertThat(((CustomerRegistered) facts.getFirst()).by())
                .isEqualTo(c.told().id());
    }

    @Test
    void a_contact_of_a_known_customer_is_one_fact_about_that_customer() {
        RecordContact c = note(by(EMAIL));

        List<Fact> facts =
                ContactDecider.decide(c, UNHEARD, CustomerMatch.find(c.known(), Map.of(EMAIL, new Owner(ANNA))));

        assertThat(facts)
                .singleElement()
                .satisfies(fact -> assertThat(fact.customer()).isEqualTo(ANNA));
    }

    @Test
    void the_same_contact_again_records_nothing() {
        RecordContact c = note(by(EMAIL));

        assertThat(ContactDecider.decide(c, new ContactState.Recorded(ANNA, "f1"), new CustomerMatch.Stranger()))
                .isEmpty();
    }

    @Test
    void the_same_id_with_another_content_is_refused() {
        RecordContact c = note(by(EMAIL));

        assertThatThrownBy(() -> ContactDecider.decide(
                        c, new ContactState.Recorded(ANNA, "other"), new CustomerMatch.Stranger()))
                .isInstanceOf(ContactAlreadyRecorded.class);
    }

    @Test
    void the_strongest_identity_wins_and_both_customers_are_told_of_the_conflict() {
        RecordContact c = note(by(CARD, EMAIL, PHONE));
        Map<Identity, Owner> owners = Map.of(CARD, new Owner(BERTA), EMAIL, new Owner(ANNA), PHONE, Owner.NOBODY);

        List<Fact> facts = ContactDecider.decide(c, UNHEARD, CustomerMatch.find(c.known(), owners));

        assertThat(facts)
                .filteredOn(ContactMade.class::isInstance)
                .singleElement()
                .satisfies(fact -> assertThat(fact.customer()).isEqualTo(BERTA));
        assertThat(facts)
                .filteredOn(IdentityConflictFound.class::isInstance)
                .extracting(Fact::customer)
                .containsExactly(BERTA, ANNA);
        assertThat(facts).noneMatch(IdentityClaimed.class::isInstance);
    }

    @Test
    void an_id_is_stronger_than_every_identity() {
        KnownBy known = new KnownBy(ANNA, List.of(CARD), null);

        CustomerMatch whose = CustomerMatch.find(known, Map.of(CARD, new Owner(BERTA)));

        assertThat(whose).isInstanceOfSatisfying(CustomerMatch.Of.class, of -> {
            assertThat(of.customer()).isEqualTo(ANNA);
            assertThat(of.clashes()).containsOnlyKeys(BERTA);
        });
    }

    @Test
    void what_the_company_gave_out_vouches_for_a_new_address() {
        KnownBy known = by(EXTERNAL, EMAIL);

        List<Fact> facts = ContactDecider.decide(
                note(known), UNHEARD, CustomerMatch.find(known, Map.of(EXTERNAL, new Owner(ANNA))));

        assertThat(facts)
                .filteredOn(IdentityAdded.class::isInstance)
                .singleElement()
                .satisfies(fact -> assertThat(((IdentityAdded) fact).key()).isEqualTo(EMAIL.key()));
    }

    @Test
    void an_address_that_anybody_may_type_opens_no_door_to_somebody_elses_record() {
        KnownBy known = by(EMAIL, PHONE);

        List<Fact> facts =
                ContactDecider.decide(note(known), UNHEARD, CustomerMatch.find(known, Map.of(EMAIL, new Owner(ANNA))));

        assertThat(facts).hasSize(1);
    }

    @Test
    void a_stronger_identity_is_never_added_on_a_weaker_ones_word() {
        KnownBy known = by(CARD, EXTERNAL);

        assertThat(CustomerMatch.find(known, Map.of(EXTERNAL, new Owner(ANNA))))
                .isInstanceOfSatisfying(
                        CustomerMatch.Of.class, of -> assertThat(of.added()).isEmpty());
    }

    @Test
    void a_return_is_told_in_its_own_stream_and_in_the_purchases() {
        ContactState purchase = bought(line("1", "2", "10.00"), line("2", "1", "5.00"));
        TakeGoodsBack c = back("r1", new Item(new Code("1"), BigDecimal.ONE));

        List<Fact> facts = ContactDecider.decide(
                c, UNHEARD, purchase, CustomerStatus.REGISTERED, CustomerMatch.find(c.known(), Map.of()));

        assertThat(facts).hasSize(2);
        assertThat(((PurchaseReturned) facts.get(0)).refund()).isEqualTo(usd("5.00"));
        LinesTakenBack back = (LinesTakenBack) facts.get(1);
        assertThat(back.totalBefore()).isEqualTo(usd("15.00"));
        assertThat(back.totalAfter()).isEqualTo(usd("10.00"));
        assertThat(back.customer()).isEqualTo(ANNA);
    }

    @Test
    void without_a_quantity_all_that_is_left_goes_back() {
        ContactState purchase = bought(line("1", "3", "10.00"));
        TakeGoodsBack first = back("r1", new Item(new Code("1"), BigDecimal.ONE));
        ContactState left = after(purchase, decided(first, purchase));

        List<Fact> facts = decided(back("r2", new Item(new Code("1"), null)), left);

        assertThat(((PurchaseReturned) facts.getFirst()).lines().getFirst().quantity())
                .isEqualByComparingTo("2");
        assertThat(((LinesTakenBack) facts.getLast()).totalAfter()).isEqualTo(usd("0.00"));
    }

    @Test
    void no_more_goes_back_than_is_left() {
        ContactState purchase = bought(line("1", "2", "10.00"));
        ContactState left = after(purchase, decided(back("r1", new Item(new Code("1"), null)), purchase));

        assertThatThrownBy(() -> decided(back("r2", new Item(new Code("1"), BigDecimal.ONE)), left))
                .isInstanceOfSatisfying(
                        MoreThanIsLeft.class,
                        refusal -> assertThat(refusal.facts()).containsEntry("asked", BigDecimal.ONE));
    }

    @Test
    void a_line_that_was_never_bought_is_named() {
        assertThatThrownBy(() -> decided(back("r1", new Item(new Code("7"), null)), bought(line("1", "2", "10.00"))))
                .isInstanceOfSatisfying(
                        BadInput.class, bad -> assertThat(bad.field()).isEqualTo("content.lines[0].line"));
    }

    @Test
    void goods_come_back_after_they_were_bought() {
        TakeGoodsBack c = back("r1", new Item(new Code("1"), null));
        ContactState.Bought bought = (ContactState.Bought) bought(line("1", "1", "1.00"));
        ContactState later = new ContactState.Bought(
                bought.customer(), bought.fingerprint(), bought.goods(), Examples.NOON.plus(Duration.ofHours(25)));
        ContactState byAClockAhead = new ContactState.Bought(
                bought.customer(), bought.fingerprint(), bought.goods(), Examples.NOON.plus(Duration.ofHours(23)));

        assertThatThrownBy(() -> decided(c, later))
                .isInstanceOfSatisfying(
                        BadInput.class, bad -> assertThat(bad.field()).isEqualTo("occurredAt"));
        assertThat(decided(c, byAClockAhead)).isNotEmpty();
    }

    @Test
    void only_purchases_are_returned() {
        TakeGoodsBack c = back("r1", new Item(new Code("1"), null));

        assertThatThrownBy(() -> decided(c, UNHEARD)).isInstanceOf(UnknownPurchase.class);
        assertThatThrownBy(() -> decided(c, new ContactState.Recorded(ANNA, "f")))
                .isInstanceOf(NotAPurchase.class);
    }

    @Test
    void nothing_is_recorded_of_a_buyer_who_asked_to_be_forgotten() {
        TakeGoodsBack c = back("r1", new Item(new Code("1"), null));

        assertThatThrownBy(() -> ContactDecider.decide(
                        c,
                        UNHEARD,
                        bought(line("1", "1", "1.00")),
                        CustomerStatus.ERASED,
                        CustomerMatch.find(c.known(), Map.of())))
                .isInstanceOf(CustomerIsErased.class);
    }

    private static List<Fact> decided(TakeGoodsBack c, ContactState purchase) {
        return ContactDecider.decide(
                c, UNHEARD, purchase, CustomerStatus.REGISTERED, CustomerMatch.find(c.known(), Map.of()));
    }

    private static ContactState after(ContactState purchase, List<Fact> facts) {
        return purchase.after((LinesTakenBack) facts.getLast());
    }
}
