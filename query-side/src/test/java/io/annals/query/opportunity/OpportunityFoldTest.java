package io.annals.query.opportunity;

import static io.annals.query.Stories.ANN;
import static io.annals.query.Stories.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.events.opportunity.OpportunityEvent.OpportunityLost;
import io.annals.events.opportunity.OpportunityEvent.OpportunityMoved;
import io.annals.events.opportunity.OpportunityEvent.OpportunityOpened;
import io.annals.events.opportunity.OpportunityEvent.OpportunityReassigned;
import io.annals.events.opportunity.OpportunityEvent.OpportunityRenamed;
import io.annals.events.opportunity.OpportunityEvent.OpportunityReopened;
import io.annals.events.opportunity.OpportunityEvent.OpportunityRescheduled;
import io.annals.events.opportunity.OpportunityEvent.OpportunityValued;
import io.annals.events.opportunity.OpportunityEvent.OpportunityWon;
import io.annals.events.opportunity.OpportunityId;
import io.annals.events.opportunity.Pipeline.Outcome;
import io.annals.query.GivenFact;
import io.annals.query.opportunity.OpportunitiesView.Opportunity;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class OpportunityFoldTest {
    private static final OpportunityId ROOF = id(1);

    private static OpportunityId id(int number) {
        return new OpportunityId(new UUID(9, number));
    }

    private static OpportunityOpened opened(OpportunityId id) {
        return new OpportunityOpened(
                id, ANN, Personal.of("Roof"), null, null, "ann", "new", "standard", 1, "print", day(0));
    }

    private static OpportunityWon won(OpportunityId id, int day) {
        return new OpportunityWon(id, ANN, "new", "won", "standard", 1, day(day));
    }

    private static List<Opportunity> after(Fact... facts) {
        return GivenFact.view(new OpportunityFold(), List.of(facts)).opportunities();
    }

    @Test
    void it_is_as_it_was_last_told_and_knows_its_version() {
        assertThat(after(
                        opened(ROOF),
                        new OpportunityMoved(ROOF, ANN, "new", "offer", "standard", 2, day(1)),
                        new OpportunityRenamed(ROOF, ANN, Personal.of("Roof and walls"), day(1)),
                        new OpportunityValued(ROOF, ANN, Money.parse("EUR 7"), day(2)),
                        new OpportunityRescheduled(ROOF, ANN, "2026-05-01", day(2)),
                        new OpportunityReassigned(ROOF, ANN, "ann", "bob", day(3))))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.title()).isEqualTo(Personal.of("Roof and walls"));
                    assertThat(one.stage()).isEqualTo("offer");
                    assertThat(one.pipelineVersion()).isEqualTo(2);
                    assertThat(one.amount()).isEqualTo(Money.parse("EUR 7"));
                    assertThat(one.expectedClose()).isEqualTo("2026-05-01");
                    assertThat(one.owner()).isEqualTo("bob");
                    assertThat(one.openedBy()).isEqualTo("agent");
                    assertThat(one.version()).isEqualTo(5);
                });
    }

    @Test
    void what_was_lost_and_reopened_is_open_and_knows_no_reason() {
        OpportunityLost lost =
                new OpportunityLost(ROOF, ANN, "new", "lost", "price", Personal.of("too dear"), "standard", 1, day(1));
        assertThat(after(opened(ROOF), lost)).singleElement().satisfies(one -> {
            assertThat(one.state()).isEqualTo(Outcome.LOST);
            assertThat(one.lossReason()).isEqualTo("price");
            assertThat(one.closedAt()).isEqualTo(day(1));
        });
        assertThat(after(opened(ROOF), lost, new OpportunityReopened(ROOF, ANN, "lost", "new", "standard", 1, day(2))))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.state()).isEqualTo(Outcome.OPEN);
                    assertThat(one.lossReason()).isNull();
                    assertThat(one.lossText()).isNull();
                    assertThat(one.closedAt()).isNull();
                });
    }

    @Test
    void of_those_decided_the_oldest_go_and_of_the_erased_all_do() {
        List<Fact> facts = new ArrayList<>(List.of(opened(id(0))));
        for (int i = 1; i <= OpportunityFold.DECIDED_KEPT + 2; i++) {
            facts.add(opened(id(i)));
            facts.add(won(id(i), i));
        }

        List<Opportunity> kept = after(facts.toArray(Fact[]::new));

        assertThat(kept).hasSize(OpportunityFold.DECIDED_KEPT + 1);
        assertThat(kept).extracting(Opportunity::id).contains(id(0)).doesNotContain(id(1), id(2));
        facts.add(new CustomerErased(ANN, day(900)));
        assertThat(after(facts.toArray(Fact[]::new))).isEmpty();
    }
}
