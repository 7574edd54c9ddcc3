package io.annals.command.contact;

import static io.annals.command.contact.Examples.ANNA;
import static io.annals.command.contact.Examples.BERTA;
import static io.annals.command.contact.Examples.CARD;
import static io.annals.command.contact.Examples.EMAIL;
import static io.annals.command.contact.Examples.EXTERNAL;
import static io.annals.command.contact.Examples.NEWCOMER;
import static io.annals.command.contact.Examples.PHONE;
import static io.annals.command.contact.Examples.by;
import static io.annals.command.contact.Examples.note;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.Identity;
import io.annals.command.Owner;
import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.customer.CustomerEvent.CustomerRegistered;
import io.annals.events.customer.CustomerEvent.IdentityAdded;
import io.annals.events.customer.CustomerEvent.IdentityClaimed;
import io.annals.events.customer.CustomerEvent.IdentityConflictFound;
import io.annals.events.customer.IdentityKind;
import io.annals.events.customer.PartyKind;
import io.annals.events.customer.PartyRole;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whose a contact is, and what becomes known by it. */
@Tag("quick")
class CustomerMatchTest {
    private static final ContactState UNHEARD = new ContactState.Unheard();

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
    void a_stranger_is_registered_under_the_name_that_they_gave_or_none() {
        Contact told = note(by()).told();

        assertThat(new CustomerMatch.Stranger().facts(by(EMAIL), told))
                .containsExactly(
                        new CustomerRegistered(
                                NEWCOMER,
                                PartyKind.PERSON,
                                Set.of(PartyRole.CUSTOMER),
                                Personal.of("Anna"),
                                told.id(),
                                told.occurredAt()),
                        new IdentityAdded(
                                NEWCOMER, EMAIL.kind(), Personal.of(EMAIL.value()), EMAIL.key(), told.occurredAt()),
                        new IdentityClaimed(NEWCOMER, EMAIL.kind(), EMAIL.key(), told.occurredAt()));
        assertThat(new CustomerMatch.Stranger().facts(new KnownBy(null, List.of(), null), told))
                .singleElement()
                .satisfies(
                        fact -> assertThat(((CustomerRegistered) fact).name()).isNull());
    }

    @Test
    void an_id_vouches_for_whatever_nobody_has() {
        KnownBy known = new KnownBy(ANNA, List.of(CARD, EMAIL), null);

        assertThat(CustomerMatch.find(known, Map.of(EMAIL, new Owner(ANNA))))
                .isEqualTo(new CustomerMatch.Of(ANNA, List.of(CARD), Map.of()));
    }

    @Test
    void a_card_vouches_for_all_that_is_weaker_unless_something_clashes() {
        KnownBy known = by(CARD, EXTERNAL, EMAIL, PHONE);

        assertThat(CustomerMatch.find(known, Map.of(CARD, new Owner(ANNA))))
                .isEqualTo(new CustomerMatch.Of(ANNA, List.of(EXTERNAL, EMAIL, PHONE), Map.of()));
        assertThat(CustomerMatch.find(known, Map.of(CARD, new Owner(ANNA), PHONE, new Owner(BERTA))))
                .isEqualTo(new CustomerMatch.Of(ANNA, List.of(), Map.of(BERTA, IdentityKind.PHONE)));
    }

    @Test
    void who_had_the_same_by_earlier_rules_is_a_conflict_and_the_customer_is_none_with_themselves() {
        assertThat(CustomerMatch.find(
                        by(CARD, EMAIL), Map.of(CARD, new Owner(ANNA), EMAIL, new Owner(ANNA, List.of(BERTA)))))
                .isEqualTo(new CustomerMatch.Of(ANNA, List.of(), Map.of(BERTA, IdentityKind.EMAIL)));
        assertThat(CustomerMatch.find(
                        by(CARD, EMAIL), Map.of(CARD, new Owner(ANNA), EMAIL, new Owner(BERTA, List.of(ANNA)))))
                .isEqualTo(new CustomerMatch.Of(ANNA, List.of(), Map.of(BERTA, IdentityKind.EMAIL)));
    }

    @Test
    void a_conflict_is_told_once_with_the_strongest_that_clashes_and_of_both() {
        KnownBy known = by(CARD, EMAIL, PHONE);
        Contact told = note(known).told();
        CustomerMatch match = CustomerMatch.find(
                known, Map.of(CARD, new Owner(ANNA), EMAIL, new Owner(BERTA), PHONE, new Owner(BERTA)));

        assertThat(match.facts(known, told))
                .containsExactly(
                        new IdentityConflictFound(ANNA, BERTA, true, IdentityKind.EMAIL, told.id(), told.occurredAt()),
                        new IdentityConflictFound(
                                BERTA, ANNA, false, IdentityKind.EMAIL, told.id(), told.occurredAt()));
    }
}
