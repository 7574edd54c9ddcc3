package io.annals.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.decision.Fold;
import io.annals.command.decision.Reading;
import io.annals.events.CustomerId;
import io.annals.events.Personal;
import io.annals.events.customer.CustomerEvent;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.events.customer.CustomerEvent.CustomerRegistered;
import io.annals.events.customer.CustomerEvent.CustomerRenamed;
import io.annals.events.customer.CustomerEvent.IdentityAdded;
import io.annals.events.customer.CustomerEvent.IdentityClaimed;
import io.annals.events.customer.CustomerEvent.IdentityReleased;
import io.annals.events.customer.IdentityKind;
import io.annals.events.customer.PartyKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** To whom an identity belongs, and whether a customer is one of whom something may be recorded. */
@Tag("quick")
class OwnerTest {
    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final CustomerId ANNA = new CustomerId(new UUID(7, 1));
    private static final CustomerId BERTA = new CustomerId(new UUID(7, 2));
    private static final Identity PHONE =
            new Identity(IdentityKind.PHONE, "+4930123456", "new", List.of("old", "older"));

    private static final IdentityAdded ADDED =
            new IdentityAdded(ANNA, IdentityKind.PHONE, Personal.of("+4930123456"), "new", NOON);

    @Test
    void an_identity_belongs_to_whoever_claimed_it_until_it_is_released() {
        Owner claimed = Owner.NOBODY.after(new IdentityClaimed(ANNA, IdentityKind.PHONE, "new", NOON));

        assertThat(claimed).isEqualTo(new Owner(ANNA));
        assertThat(claimed.after(ADDED)).isEqualTo(claimed);
        assertThat(claimed.after(new IdentityReleased(ANNA, IdentityKind.PHONE, "new", NOON)))
                .isEqualTo(Owner.NOBODY);
    }

    @Test
    void who_claimed_it_by_earlier_rules_is_suspected_to_be_the_same_customer() {
        assertThat(Owner.of(PHONE, claims(Map.of("new", ANNA, "old", BERTA))))
                .isEqualTo(new Owner(ANNA, List.of(BERTA)));
        assertThat(Owner.of(PHONE, claims(Map.of("old", BERTA)))).isEqualTo(new Owner(BERTA));
        assertThat(Owner.of(PHONE, claims(Map.of("new", ANNA, "older", ANNA)))).isEqualTo(new Owner(ANNA));
        assertThat(Owner.of(PHONE, claims(Map.of()))).isEqualTo(Owner.NOBODY);
    }

    @Test
    void a_customer_is_registered_from_the_registration_to_the_erasure() {
        CustomerStatus registered = CustomerStatus.UNKNOWN.after(
                new CustomerRegistered(ANNA, PartyKind.PERSON, Set.of(), null, null, NOON));

        assertThat(registered).isEqualTo(CustomerStatus.REGISTERED);
        assertThat(registered.after(new CustomerRenamed(ANNA, Personal.of("Anna"), NOON)))
                .isEqualTo(CustomerStatus.REGISTERED);
        assertThat(registered.after(new CustomerErased(ANNA, NOON))).isEqualTo(CustomerStatus.ERASED);
        assertThat(CustomerStatus.UNKNOWN.after(ADDED)).isEqualTo(CustomerStatus.UNKNOWN);
    }

    @Test
    void whose_an_identity_is_and_whether_a_customer_is_there_is_said_by_two_facts_each() {
        assertThat(EveryFact.ofCustomers().stream()
                        .<Class<?>>map(Object::getClass)
                        .toList())
                .containsExactlyInAnyOrder(CustomerEvent.class.getPermittedSubclasses());
        for (CustomerEvent fact : EveryFact.ofCustomers()) {
            if (!(fact instanceof IdentityClaimed || fact instanceof IdentityReleased)) {
                assertThat(new Owner(ANNA).after(fact)).isEqualTo(new Owner(ANNA));
            }
            if (!(fact instanceof CustomerRegistered || fact instanceof CustomerErased)) {
                for (CustomerStatus status : CustomerStatus.values()) {
                    assertThat(status.after(fact)).as("%s", fact).isEqualTo(status);
                }
            }
        }
    }

    /** A log that holds these claims alone, by the key under which each was made. */
    private static Reading claims(Map<String, CustomerId> byKey) {
        return new Reading() {
            @Override
            @SuppressWarnings("unchecked") // it is asked for owners alone
            public <S> S state(Fold<S, ?> fold, String stream) {
                return (S) byKey.entrySet().stream()
                        .filter(claim ->
                                IdentityKind.PHONE.stream(claim.getKey()).equals(stream))
                        .map(claim -> new Owner(claim.getValue()))
                        .findFirst()
                        .orElse(Owner.NOBODY);
            }

            @Override
            public <S> S stateOfNew(Fold<S, ?> fold, String stream) {
                return state(fold, stream);
            }

            @Override
            public void concerns(CustomerId customer) {
                throw new AssertionError("nobody is told of");
            }

            @Override
            public long version(String stream) {
                throw new AssertionError("not asked for");
            }

            @Override
            public long position(String stream) {
                throw new AssertionError("not asked for");
            }

            @Override
            public List<RecordedFact> history(String stream) {
                throw new AssertionError("not asked for");
            }
        };
    }
}
