package io.annals.command.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.command.CustomerIsErased;
import io.annals.command.Identity;
import io.annals.command.Owner;
import io.annals.command.UnknownCustomer;
import io.annals.command.customer.CustomerCommand.AddIdentity;
import io.annals.command.customer.CustomerCommand.CorrectCustomer;
import io.annals.command.customer.CustomerCommand.EraseCustomer;
import io.annals.command.customer.CustomerCommand.GiveConsent;
import io.annals.command.customer.CustomerCommand.RegisterCustomer;
import io.annals.command.customer.CustomerCommand.WithdrawConsent;
import io.annals.edge.IfMatch;
import io.annals.edge.refusal.BadInput;
import io.annals.edge.refusal.StaleVersion;
import io.annals.events.CustomerId;
import io.annals.events.customer.CustomerEvent;
import io.annals.events.customer.CustomerEvent.AttributesCorrected;
import io.annals.events.customer.CustomerEvent.IdentityReleased;
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

    @Test
    void a_registration_claims_every_identity_it_brings() {
        assertThat(CustomerDecider.decide(registration(), Map.of(EMAIL, Owner.NOBODY)))
                .extracting(fact -> fact.getClass().getSimpleName())
                .containsExactly("CustomerRegistered", "AttributesCorrected", "IdentityAdded", "IdentityClaimed");
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
    }

    @Test
    void consents_are_told_only_when_they_change() {
        GiveConsent give = new GiveConsent(ANNA, IfMatch.ANY, "mail", "news", NOON);
        WithdrawConsent withdraw = new WithdrawConsent(ANNA, IfMatch.ANY, "mail", "news", NOON);

        List<CustomerEvent> given = CustomerDecider.decide(give, anna(), 2);
        assertThat(given).hasSize(1);
        CustomerState agreed = anna().after(given.getFirst());
        assertThat(CustomerDecider.decide(give, agreed, 3)).isEmpty();

        List<CustomerEvent> withdrawn = CustomerDecider.decide(withdraw, agreed, 3);
        assertThat(withdrawn).hasSize(1);
        assertThat(CustomerDecider.decide(withdraw, agreed.after(withdrawn.getFirst()), 4))
                .isEmpty();
    }

    @Test
    void a_consent_based_on_an_old_version_is_refused_unless_it_is_so_already() {
        GiveConsent give = new GiveConsent(ANNA, IfMatch.version(2), "mail", "news", NOON);
        CustomerState agreed = anna().after(new CustomerEvent.ConsentGiven(ANNA, "mail", "news", NOON));

        assertThat(CustomerDecider.decide(give, anna(), 2)).hasSize(1);
        assertThatThrownBy(() -> CustomerDecider.decide(give, anna(), 3)).isInstanceOf(StaleVersion.class);
        assertThat(CustomerDecider.decide(give, agreed, 3)).isEmpty();
        assertThatThrownBy(() -> CustomerDecider.decide(
                        new WithdrawConsent(ANNA, IfMatch.version(2), "mail", "news", NOON), agreed, 3))
                .isInstanceOf(StaleVersion.class);
    }

    @Test
    void an_erasure_gives_back_whatever_the_customer_was_known_by() {
        List<CustomerEvent> facts = CustomerDecider.decide(new EraseCustomer(ANNA, NOON), anna());

        assertThat(facts).hasSize(2);
        assertThat(facts.getLast())
                .isInstanceOfSatisfying(
                        IdentityReleased.class,
                        released -> assertThat(released.key()).isEqualTo(EMAIL.key()));
        assertThat(CustomerDecider.decide(new EraseCustomer(ANNA, NOON), after(facts)))
                .isEmpty();
    }

    @Test
    void nothing_is_recorded_of_the_unknown_and_the_erased() {
        GiveConsent give = new GiveConsent(ANNA, IfMatch.ANY, "mail", "news", NOON);

        assertThatThrownBy(() -> CustomerDecider.decide(give, new CustomerState.Unknown(), -1))
                .isInstanceOf(UnknownCustomer.class);
        assertThatThrownBy(() -> CustomerDecider.decide(give, new CustomerState.Erased(), 4))
                .isInstanceOf(CustomerIsErased.class);
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
