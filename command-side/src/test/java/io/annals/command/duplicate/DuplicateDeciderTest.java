package io.annals.command.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.command.CustomerIsErased;
import io.annals.command.CustomerStatus;
import io.annals.command.decision.UnknownCustomer;
import io.annals.command.duplicate.DuplicateCommand.Distinguish;
import io.annals.command.duplicate.DuplicateCommand.WithdrawDistinction;
import io.annals.events.CustomerId;
import io.annals.events.duplicate.DuplicateEvent;
import io.annals.events.duplicate.DuplicateEvent.CustomersDistinguished;
import io.annals.events.duplicate.DuplicateEvent.DistinctionWithdrawn;
import io.annals.events.merge.Cluster;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class DuplicateDeciderTest {
    private static final CustomerId ANN = new CustomerId(new UUID(1, 1));
    private static final CustomerId BEA = new CustomerId(new UUID(2, 2));
    private static final Instant NOW = Instant.parse("2026-03-03T14:05:00Z");
    private static final Distinguish DISTINGUISH = new Distinguish(ANN, BEA, NOW);
    private static final WithdrawDistinction WITHDRAW = new WithdrawDistinction(ANN, BEA, NOW);
    private static final DuplicateState NOTHING_SAID = new DuplicateState(Set.of());

    private static List<DuplicateEvent> distinguish(DuplicateState state, CustomerStatus ann, CustomerStatus bea) {
        return DuplicateDecider.decide(DISTINGUISH, state, ann, bea, Cluster.alone(ANN));
    }

    private static DuplicateState after(List<DuplicateEvent> facts) {
        DuplicateState state = NOTHING_SAID;
        for (DuplicateEvent fact : facts) {
            state = fact.customer().equals(ANN) ? state.after(fact) : state;
        }
        return state;
    }

    @Test
    void that_two_are_not_the_same_is_told_of_both_and_said_once() {
        List<DuplicateEvent> facts = distinguish(NOTHING_SAID, CustomerStatus.REGISTERED, CustomerStatus.REGISTERED);

        assertThat(facts)
                .containsExactly(new CustomersDistinguished(ANN, BEA, NOW), new CustomersDistinguished(BEA, ANN, NOW));
        assertThat(facts).extracting(DuplicateEvent::stream).containsExactly("duplicate-" + ANN, "duplicate-" + BEA);
        assertThat(distinguish(after(facts), CustomerStatus.REGISTERED, CustomerStatus.REGISTERED))
                .isEmpty();
    }

    @Test
    void it_is_taken_back_of_both_and_where_nothing_was_said_nothing_is() {
        DuplicateState said = after(distinguish(NOTHING_SAID, CustomerStatus.REGISTERED, CustomerStatus.REGISTERED));

        List<DuplicateEvent> facts = DuplicateDecider.decide(WITHDRAW, said);

        assertThat(facts)
                .containsExactly(new DistinctionWithdrawn(ANN, BEA, NOW), new DistinctionWithdrawn(BEA, ANN, NOW));
        assertThat(said.after(facts.getFirst())).isEqualTo(NOTHING_SAID);
        assertThat(DuplicateDecider.decide(WITHDRAW, NOTHING_SAID)).isEmpty();
    }

    @Test
    void nothing_is_said_of_who_is_unknown_or_erased() {
        assertThatThrownBy(() -> distinguish(NOTHING_SAID, CustomerStatus.UNKNOWN, CustomerStatus.REGISTERED))
                .isInstanceOf(UnknownCustomer.class);
        assertThatThrownBy(() -> distinguish(NOTHING_SAID, CustomerStatus.REGISTERED, CustomerStatus.ERASED))
                .isInstanceOf(CustomerIsErased.class);
    }

    @Test
    void who_is_merged_is_parted_first() {
        assertThatThrownBy(() -> DuplicateDecider.decide(
                        DISTINGUISH,
                        NOTHING_SAID,
                        CustomerStatus.REGISTERED,
                        CustomerStatus.REGISTERED,
                        new Cluster(List.of(BEA, ANN))))
                .isInstanceOf(AreMerged.class);
    }
}
