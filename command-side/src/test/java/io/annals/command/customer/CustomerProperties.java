package io.annals.command.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.Identity;
import io.annals.command.Owner;
import io.annals.command.customer.CustomerCommand.AddIdentity;
import io.annals.command.customer.CustomerCommand.AssignRegion;
import io.annals.command.customer.CustomerCommand.AssignTeam;
import io.annals.command.customer.CustomerCommand.GiveConsent;
import io.annals.command.customer.CustomerCommand.RegisterCustomer;
import io.annals.command.customer.CustomerCommand.WithdrawConsent;
import io.annals.edge.IfMatch;
import io.annals.events.CustomerId;
import io.annals.events.customer.CustomerEvent;
import io.annals.events.customer.IdentityKind;
import io.annals.events.customer.PartyKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A request that is sent again finds its own doing, whatever was done before. */
@Tag("quick")
class CustomerProperties {
    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final CustomerId ANNA = new CustomerId(new UUID(7, 1));

    @Property(tries = 300)
    void what_is_asked_for_is_so_afterwards_and_nothing_is_recorded_when_it_is_asked_for_again(
            @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 14) Integer> asked) {
        CustomerState state = after(
                new CustomerState.Unknown(),
                CustomerDecider.decide(
                        new RegisterCustomer(ANNA, PartyKind.PERSON, null, Set.of(), List.of(), Map.of(), NOON),
                        Map.of()));
        for (int one : asked) {
            state = after(state, decide(one, state));
            assertThat(decide(one, state)).isEmpty();
        }
    }

    /** One of fifteen requests: five kinds, each about one of three things. */
    private static List<CustomerEvent> decide(int request, CustomerState state) {
        String what = "thing-" + request % 3;
        return switch (request / 3) {
            case 0 -> CustomerDecider.decide(new GiveConsent(ANNA, IfMatch.ANY, "mail", what, NOON), state, 0);
            case 1 -> CustomerDecider.decide(new WithdrawConsent(ANNA, IfMatch.ANY, "mail", what, NOON), state, 0);
            case 2 -> CustomerDecider.decide(new AssignTeam(ANNA, what, NOON), state);
            case 3 -> CustomerDecider.decide(new AssignRegion(ANNA, what, NOON), state);
            default -> {
                Identity identity = new Identity(IdentityKind.EMAIL, what + "@example.org", what);
                boolean known = state.registered()
                        .identities()
                        .contains(new CustomerState.Key(identity.kind(), identity.key()));
                yield CustomerDecider.decide(
                        new AddIdentity(ANNA, identity, NOON), state, known ? new Owner(ANNA) : Owner.NOBODY);
            }
        };
    }

    private static CustomerState after(CustomerState state, List<CustomerEvent> facts) {
        CustomerState after = state;
        for (CustomerEvent fact : facts) {
            after = after.after(fact);
        }
        return after;
    }
}
