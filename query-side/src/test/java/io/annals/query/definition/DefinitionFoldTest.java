package io.annals.query.definition;

import static io.annals.query.Stories.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.events.Fact;
import io.annals.events.definition.DefinitionEvent.DefinitionActivated;
import io.annals.events.definition.DefinitionEvent.DefinitionApproved;
import io.annals.events.definition.DefinitionEvent.DefinitionDrafted;
import io.annals.events.definition.DefinitionEvent.DefinitionSubmitted;
import io.annals.events.definition.DefinitionEvent.DefinitionWithdrawn;
import io.annals.events.definition.DefinitionEvent.DraftChanged;
import io.annals.events.definition.DefinitionId;
import io.annals.query.GivenFact;
import io.annals.query.definition.DefinitionView.Status;
import io.annals.query.definition.DefinitionView.Version;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class DefinitionFoldTest {
    private static final DefinitionId ID = new DefinitionId("pipeline", "standard");

    private static DefinitionView after(Fact... facts) {
        return GivenFact.view(new DefinitionFold(), List.of(facts)).behind("the first");
    }

    @Test
    void a_version_tells_who_drafted_and_approved_it_and_when_it_is_effective() {
        DefinitionView view = after(
                new DefinitionDrafted(ID, 2, "one", "anna", day(1)),
                new DraftChanged(ID, 2, "another", "anna", day(2)),
                new DefinitionSubmitted(ID, 2, day(5), day(9), "anna", day(3)),
                new DefinitionApproved(ID, 2, "bob", day(4)),
                new DefinitionActivated(ID, 2, day(5), day(9), day(4)));

        assertThat(view.version(2)).hasValueSatisfying(two -> {
            assertThat(two.content()).isEqualTo("another");
            assertThat(two.status()).isEqualTo(Status.ACTIVATED);
            assertThat(two.draftedBy()).isEqualTo("anna");
            assertThat(two.approvedBy()).isEqualTo("bob");
        });
        assertThat(view.edit()).isEqualTo(4);
        assertThat(view.effective(day(4)).map(Version::version)).contains(1L);
        assertThat(view.effective(day(5)).map(Version::version)).contains(2L);
        assertThat(view.effective(day(9)).map(Version::version)).contains(1L);
    }

    @Test
    void what_was_withdrawn_is_effective_until_then_and_a_draft_never() {
        DefinitionView view = after(
                new DefinitionDrafted(ID, 2, "one", "anna", day(1)),
                new DefinitionActivated(ID, 2, day(2), null, day(2)),
                new DefinitionWithdrawn(ID, 2, "bob", day(6)),
                new DefinitionDrafted(ID, 3, "two", "anna", day(7)),
                new DefinitionWithdrawn(ID, 3, "bob", day(8)));

        assertThat(view.effective(day(3)).map(Version::version)).contains(2L);
        assertThat(view.effective(day(6)).map(Version::version)).contains(1L);
        assertThat(view.version(3).flatMap(Version::effective)).isEmpty();
        assertThat(view.versions())
                .extracting(Version::status)
                .containsExactly(Status.ACTIVATED, Status.WITHDRAWN, Status.WITHDRAWN);
    }

    @Test
    void of_drafts_that_were_given_up_the_latest_twenty_stay_and_all_that_was_ever_effective() {
        List<Fact> facts = new ArrayList<>(List.of(
                new DefinitionDrafted(ID, 2, "two", "anna", day(1)),
                new DefinitionActivated(ID, 2, day(2), null, day(2)),
                new DefinitionWithdrawn(ID, 2, "bob", day(3))));
        for (long version = 3; version < 3 + DefinitionFold.GIVEN_UP_KEPT + 5; version++) {
            facts.add(new DefinitionDrafted(ID, version, "draft", "anna", day(4)));
            facts.add(new DefinitionWithdrawn(ID, version, "anna", day(4)));
        }

        DefinitionView view = after(facts.toArray(Fact[]::new));

        assertThat(view.versions())
                .extracting(Version::version)
                .startsWith(1L, 2L, 8L)
                .endsWith(27L)
                .hasSize(22);
    }
}
