package io.annals.command.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.command.CustomerIsErased;
import io.annals.command.EveryFact;
import io.annals.command.Identity;
import io.annals.command.Owner;
import io.annals.command.customer.CustomerCommand.AddIdentity;
import io.annals.command.customer.CustomerCommand.AssignRegion;
import io.annals.command.customer.CustomerCommand.AssignTeam;
import io.annals.command.customer.CustomerCommand.CorrectCustomer;
import io.annals.command.customer.CustomerCommand.EraseCustomer;
import io.annals.command.customer.CustomerCommand.GiveConsent;
import io.annals.command.customer.CustomerCommand.RegisterCustomer;
import io.annals.command.customer.CustomerCommand.WithdrawConsent;
import io.annals.command.decision.UnknownCustomer;
import io.annals.edge.IfMatch;
import io.annals.edge.refusal.BadInput;
import io.annals.edge.refusal.StaleVersion;
import io.annals.events.CustomerId;
import io.annals.events.Personal;
import io.annals.events.customer.CustomerEvent;
import io.annals.events.customer.CustomerEvent.AttributesCorrected;
import io.annals.events.customer.CustomerEvent.ConsentGiven;
import io.annals.events.customer.CustomerEvent.ConsentWithdrawn;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.events.customer.CustomerEvent.CustomerRegistered;
import io.annals.events.customer.CustomerEvent.CustomerRenamed;
import io.annals.events.customer.CustomerEvent.IdentityAdded;
import io.annals.events.customer.CustomerEvent.IdentityClaimed;
import io.annals.events.customer.CustomerEvent.IdentityConflictFound;
import io.annals.events.customer.CustomerEvent.IdentityReleased;
import io.annals.events.customer.CustomerEvent.RegionAssigned;
import io.annals.events.customer.CustomerEvent.RolesAssigned;
import io.annals.events.customer.CustomerEvent.TeamAssigned;
import io.annals.events.customer.IdentityKind;
import io.annals.events.customer.PartyKind;
import io.annals.events.customer.PartyRole;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class CustomerDeciderTest {
    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 3);
    private static final CustomerId ANNA = new CustomerId(new UUID(7, 1));
    private static final CustomerId BERTA = new CustomerId(new UUID(7, 2));
    private static final Identity EMAIL = new Identity(IdentityKind.EMAIL, "anna@example.org", "email-key");
    private static final CustomerEvent ADDED =
            new IdentityAdded(ANNA, IdentityKind.EMAIL, Personal.of("anna@example.org"), "email-key", NOON);
    private static final CustomerEvent CLAIMED = new IdentityClaimed(ANNA, IdentityKind.EMAIL, "email-key", NOON);

    @Test
    void a_registration_tells_who_it_is_and_claims_every_identity_it_brings() {
        assertThat(CustomerDecider.decide(registration(), Map.of(EMAIL, Owner.NOBODY)))
                .containsExactly(
                        new CustomerRegistered(
                                ANNA, PartyKind.PERSON, Set.of(PartyRole.CUSTOMER), Personal.of("Anna"), null, NOON),
                        new AttributesCorrected(ANNA, Personal.of(Map.of("sex", "female")), List.of(), NOON),
                        ADDED,
                        CLAIMED);
    }

    @Test
    void somebody_of_whom_nothing_is_known_yet_can_be_registered() {
        RegisterCustomer nobody =
                new RegisterCustomer(ANNA, PartyKind.ORGANISATION, null, Set.of(), List.of(), Map.of(), NOON);

        assertThat(CustomerDecider.decide(nobody, Map.of()))
                .containsExactly(new CustomerRegistered(ANNA, PartyKind.ORGANISATION, Set.of(), null, null, NOON));
    }

    @Test
    void an_identity_that_nobody_has_is_added_and_claimed() {
        CustomerState stranger = after(CustomerDecider.decide(
                new RegisterCustomer(ANNA, PartyKind.PERSON, null, Set.of(), List.of(), Map.of(), NOON), Map.of()));

        assertThat(CustomerDecider.decide(new AddIdentity(ANNA, EMAIL, NOON), stranger, Owner.NOBODY))
                .containsExactly(ADDED, CLAIMED);
    }

    @Test
    void nobody_is_known_by_more_than_a_hundred_identities() {
        CustomerState ninetyNine = anna();
        for (int i = 1; i < CustomerDecider.MOST_IDENTITIES - 1; i++) {
            ninetyNine = ninetyNine.after(
                    new IdentityAdded(ANNA, IdentityKind.PHONE, Personal.of("+" + i), "key-" + i, NOON));
        }
        AddIdentity one = new AddIdentity(ANNA, new Identity(IdentityKind.CARD, "9000", "card-key"), NOON);

        List<CustomerEvent> facts = CustomerDecider.decide(one, ninetyNine, Owner.NOBODY);

        assertThat(facts).hasSize(2);
        CustomerState hundred = ninetyNine.after(facts.getFirst());
        AddIdentity another = new AddIdentity(ANNA, new Identity(IdentityKind.CARD, "9001", "other-key"), NOON);
        assertThatThrownBy(() -> CustomerDecider.decide(another, hundred, Owner.NOBODY))
                .isInstanceOf(TooMany.class);
    }

    @Test
    void an_identity_that_belongs_to_somebody_is_refused() {
        assertThatThrownBy(() -> CustomerDecider.decide(registration(), Map.of(EMAIL, new Owner(BERTA))))
                .isInstanceOf(IdentityTaken.class);
        assertThatThrownBy(() -> CustomerDecider.decide(new AddIdentity(ANNA, EMAIL, NOON), anna(), new Owner(BERTA)))
                .isInstanceOf(IdentityTaken.class);
    }

    @Test
    void an_identity_that_the_customer_has_is_not_added_again() {
        assertThat(CustomerDecider.decide(new AddIdentity(ANNA, EMAIL, NOON), anna(), new Owner(ANNA)))
                .isEmpty();
    }

    @Test
    void an_edit_based_on_an_old_version_is_refused() {
        assertThatThrownBy(() -> CustomerDecider.decide(correction(3, Map.of(), Set.of()), anna(), 4))
                .isInstanceOfSatisfying(
                        StaleVersion.class, stale -> assertThat(stale.version()).isEqualTo(4));
    }

    @Test
    void a_name_is_corrected_whenever_it_is_told_and_roles_when_they_change() {
        Set<PartyRole> partner = Set.of(PartyRole.CUSTOMER, PartyRole.PARTNER);
        CorrectCustomer edit =
                new CorrectCustomer(ANNA, IfMatch.version(2), "Annabel", partner, Map.of(), Set.of(), NOON);

        List<CustomerEvent> facts = CustomerDecider.decide(edit, anna(), 2);

        assertThat(facts)
                .containsExactly(
                        new CustomerRenamed(ANNA, Personal.of("Annabel"), NOON),
                        new RolesAssigned(ANNA, partner, NOON));
        assertThat(CustomerDecider.decide(
                        new CorrectCustomer(ANNA, IfMatch.version(4), null, partner, Map.of(), Set.of(), NOON),
                        annaWith(facts),
                        4))
                .as("the roles that they have")
                .isEmpty();
    }

    @Test
    void nobody_has_more_than_a_hundred_attributes_and_what_goes_makes_room() {
        Map<String, String> hundred = new HashMap<>();
        for (int i = 0; i < CustomerDecider.MOST_ATTRIBUTES; i++) {
            hundred.put("attribute-" + i, "1");
        }
        List<CustomerEvent> facts = CustomerDecider.decide(correction(2, hundred, Set.of()), anna(), 2);
        CustomerState full = annaWith(facts);

        assertThat(facts).hasSize(1);
        assertThatThrownBy(() -> CustomerDecider.decide(correction(3, Map.of("more", "1"), Set.of()), full, 3))
                .isInstanceOf(TooMany.class);
        assertThat(CustomerDecider.decide(correction(3, Map.of("attribute-7", "2"), Set.of()), full, 3))
                .containsExactly(
                        new AttributesCorrected(ANNA, Personal.of(Map.of("attribute-7", "2")), List.of(), NOON));
        assertThat(CustomerDecider.decide(
                        correction(3, Map.of("more", "1"), Set.of("attribute-8", "attribute-7")), full, 3))
                .containsExactly(new AttributesCorrected(
                        ANNA, Personal.of(Map.of("more", "1")), List.of("attribute-7", "attribute-8"), NOON));
    }

    @Test
    void a_customer_is_given_to_a_team_and_to_a_region_and_taken_from_them_again() {
        AssignTeam toNorth = new AssignTeam(ANNA, "north", NOON);
        AssignRegion toKyiv = new AssignRegion(ANNA, "kyiv", NOON);

        List<CustomerEvent> team = CustomerDecider.decide(toNorth, anna());
        List<CustomerEvent> region = CustomerDecider.decide(toKyiv, anna());
        CustomerState both = annaWith(List.of(team.getFirst(), region.getFirst()));

        assertThat(team).containsExactly(new TeamAssigned(ANNA, "north", NOON));
        assertThat(region).containsExactly(new RegionAssigned(ANNA, "kyiv", NOON));
        assertThat(CustomerDecider.decide(toNorth, both)).as("theirs already").isEmpty();
        assertThat(CustomerDecider.decide(toKyiv, both)).as("there already").isEmpty();
        assertThat(CustomerDecider.decide(new AssignTeam(ANNA, null, NOON), both))
                .containsExactly(new TeamAssigned(ANNA, null, NOON));
        assertThat(CustomerDecider.decide(new AssignRegion(ANNA, null, NOON), both))
                .containsExactly(new RegionAssigned(ANNA, null, NOON));
    }

    @Test
    void only_attributes_that_are_there_are_removed() {
        CustomerState told = after(CustomerDecider.decide(correction(3, Map.of("sex", "female"), Set.of()), anna(), 3));

        List<CustomerEvent> facts = CustomerDecider.decide(correction(4, Map.of(), Set.of("sex", "city")), told, 4);

        assertThat(facts)
                .singleElement()
                .isInstanceOfSatisfying(
                        AttributesCorrected.class,
                        corrected -> assertThat(corrected.removed()).containsExactly("sex"));
        assertThat(CustomerDecider.decide(correction(4, Map.of(), Set.of("city")), told, 4))
                .isEmpty();
        assertThat(CustomerDecider.decide(correction(5, Map.of(), Set.of("sex")), told.after(facts.getFirst()), 5))
                .as("it is gone")
                .isEmpty();
    }

    @Test
    void consents_are_told_only_when_they_change() {
        GiveConsent give = new GiveConsent(ANNA, IfMatch.ANY, "mail", "news", NOON);
        WithdrawConsent withdraw = new WithdrawConsent(ANNA, IfMatch.ANY, "mail", "news", NOON);

        List<CustomerEvent> given = CustomerDecider.decide(give, anna(), 2);
        assertThat(given).containsExactly(new ConsentGiven(ANNA, "mail", "news", NOON));
        CustomerState agreed = anna().after(given.getFirst());
        assertThat(CustomerDecider.decide(give, agreed, 3)).isEmpty();

        List<CustomerEvent> withdrawn = CustomerDecider.decide(withdraw, agreed, 3);
        assertThat(withdrawn).containsExactly(new ConsentWithdrawn(ANNA, "mail", "news", NOON));
        assertThat(CustomerDecider.decide(withdraw, agreed.after(withdrawn.getFirst()), 4))
                .isEmpty();
    }

    @Test
    void a_consent_based_on_an_old_version_is_refused_unless_it_is_so_already() {
        GiveConsent give = new GiveConsent(ANNA, IfMatch.version(2), "mail", "news", NOON);
        CustomerState agreed = anna().after(new ConsentGiven(ANNA, "mail", "news", NOON));

        assertThat(CustomerDecider.decide(give, anna(), 2)).hasSize(1);
        assertThatThrownBy(() -> CustomerDecider.decide(give, anna(), 3)).isInstanceOf(StaleVersion.class);
        assertThat(CustomerDecider.decide(give, agreed, 3)).isEmpty();
        assertThatThrownBy(() -> CustomerDecider.decide(
                        new WithdrawConsent(ANNA, IfMatch.version(2), "mail", "news", NOON), agreed, 3))
                .isInstanceOf(StaleVersion.class);
    }

    @Test
    void an_erasure_gives_back_whatever_the_customer_was_known_by() {
        List<CustomerEvent> facts = CustomerDecider.decide(new EraseCustomer(ANNA, NOON), Map.of(ANNA, anna()));

        assertThat(facts)
                .containsExactly(
                        new CustomerErased(ANNA, NOON),
                        new IdentityReleased(ANNA, IdentityKind.EMAIL, EMAIL.key(), NOON));
        assertThat(CustomerDecider.decide(new EraseCustomer(ANNA, NOON), Map.of(ANNA, after(facts))))
                .isEmpty();
    }

    @Test
    void nothing_is_recorded_of_the_unknown_and_the_erased() {
        GiveConsent give = new GiveConsent(ANNA, IfMatch.ANY, "mail", "news", NOON);

        assertThatThrownBy(() -> CustomerDecider.decide(give, new CustomerState.Unknown(), -1))
                .isInstanceOf(UnknownCustomer.class);
        assertThatThrownBy(() -> CustomerDecider.decide(give, new CustomerState.Erased(), 4))
                .isInstanceOf(CustomerIsErased.class);
        assertThatThrownBy(() -> CustomerDecider.decide(
                        new EraseCustomer(ANNA, NOON), Map.of(ANNA, new CustomerState.Unknown())))
                .isInstanceOf(UnknownCustomer.class);
    }

    @Test
    void whoever_is_not_there_or_erased_does_not_come_about_by_an_edit() {
        for (CustomerEvent fact : EveryFact.ofCustomers()) {
            if (!(fact instanceof CustomerRegistered || fact instanceof CustomerErased)) {
                assertThat(new CustomerState.Unknown().after(fact)).isEqualTo(new CustomerState.Unknown());
                assertThat(new CustomerState.Erased().after(fact)).isEqualTo(new CustomerState.Erased());
            }
        }
    }

    @Test
    void what_no_decision_asks_for_leaves_the_customer_as_they_are() {
        Set<Class<?>> silent = Set.of(
                CustomerRenamed.class, IdentityConflictFound.class, IdentityClaimed.class, IdentityReleased.class);
        for (CustomerEvent fact : EveryFact.ofCustomers()) {
            if (silent.contains(fact.getClass())) {
                assertThat(anna().after(fact)).as("%s", fact).isEqualTo(anna());
            }
        }
    }

    @Test
    void a_consent_that_is_withdrawn_leaves_the_others() {
        CustomerState agreed = annaWith(
                List.of(new ConsentGiven(ANNA, "mail", "news", NOON), new ConsentGiven(ANNA, "phone", "news", NOON)));

        CustomerState left = agreed.after(new ConsentWithdrawn(ANNA, "mail", "news", NOON));

        assertThat(CustomerDecider.decide(new GiveConsent(ANNA, IfMatch.ANY, "phone", "news", NOON), left, 5))
                .isEmpty();
    }

    @Test
    void attributes_are_checked_by_name_and_length_and_a_birth_date_is_a_date() {
        Map<String, @Nullable String> told = new HashMap<>(Map.of("birthDate", "1980-12-31", "incomeBand", "B"));
        told.put("city", null);

        Attributes read = Attributes.read(told, TODAY);

        assertThat(read.values()).containsExactly(Map.entry("birthDate", "1980-12-31"), Map.entry("incomeBand", "B"));
        assertThat(read.removed()).containsExactly("city");
        for (String wrong : List.of("20000-01-01", "2026-03-04", "1849-12-31", "31.12.1980")) {
            assertThatThrownBy(() -> Attributes.read(Map.of("birthDate", wrong), TODAY))
                    .isInstanceOfSatisfying(
                            BadInput.class, bad -> assertThat(bad.field()).isEqualTo("attributes.birthDate"));
        }
        assertThatThrownBy(() -> Attributes.read(Map.of("$where", "1"), TODAY)).isInstanceOf(BadInput.class);
    }

    private static RegisterCustomer registration() {
        return new RegisterCustomer(
                ANNA,
                PartyKind.PERSON,
                "Anna",
                Set.of(PartyRole.CUSTOMER),
                List.of(EMAIL),
                Map.of("sex", "female"),
                NOON);
    }

    private static CorrectCustomer correction(long version, Map<String, String> values, Set<String> removed) {
        return new CorrectCustomer(ANNA, IfMatch.version(version), null, null, values, removed, NOON);
    }

    private static CustomerState anna() {
        return after(CustomerDecider.decide(
                new RegisterCustomer(
                        ANNA, PartyKind.PERSON, null, Set.of(PartyRole.CUSTOMER), List.of(EMAIL), Map.of(), NOON),
                Map.of()));
    }

    private static CustomerState after(List<CustomerEvent> facts) {
        CustomerState state = new CustomerState.Unknown();
        for (CustomerEvent fact : facts) {
            state = state.after(fact);
        }
        return state instanceof CustomerState.Unknown ? annaWith(facts) : state;
    }

    private static CustomerState annaWith(List<CustomerEvent> facts) {
        CustomerState state = anna();
        for (CustomerEvent fact : facts) {
            state = state.after(fact);
        }
        return state;
    }
}
