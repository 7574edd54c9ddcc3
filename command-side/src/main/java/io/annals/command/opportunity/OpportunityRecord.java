package io.annals.command.opportunity;

import io.annals.events.CustomerId;
import io.annals.events.opportunity.OpportunityId;
import io.annals.events.opportunity.Pipeline.Outcome;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What can be edited of an opportunity, as it stands, under the names of the view: shown to whoever edited something older.
 *
 * @param version what the next edit names in If-Match
 */
record OpportunityRecord(
        OpportunityId id,
        CustomerId customer,
        @Nullable Money amount,
        @Nullable String expectedClose,
        String owner,
        String pipeline,
        String stage,
        Outcome state,
        long version) {
    static OpportunityRecord of(OpportunityId id, OpportunityState.Known known, long version) {
        return new OpportunityRecord(
                id,
                known.customer(),
                known.amount(),
                known.expectedClose(),
                known.owner(),
                known.pipeline(),
                known.stage(),
                known.outcome(),
                version);
    }
}
