package io.annals.command.opportunity;

import io.annals.edge.IfMatch;
import io.annals.events.CustomerId;
import io.annals.events.opportunity.OpportunityId;
import java.time.Instant;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** What may be asked about an opportunity. {@code at} is the moment of asking, milliseconds. */
sealed interface OpportunityCommand {
    OpportunityId opportunity();

    Instant at();

    /**
     * @param expectedClose an ISO date
     * @param owner a login name
     * @param stage where it begins; null for the first one
     * @param pipeline its name
     * @param fingerprint keyed hash of all that is told
     */
    record OpenOpportunity(
            OpportunityId opportunity,
            CustomerId customer,
            String title,
            @Nullable Money amount,
            @Nullable String expectedClose,
            String owner,
            @Nullable String stage,
            String pipeline,
            String fingerprint,
            Instant at)
            implements OpportunityCommand {
        @Override
        public String toString() {
            return "OpenOpportunity[" + opportunity + "]"; // the rest is personal
        }
    }

    /** What is asked about an opportunity that there is. */
    sealed interface OfKnown extends OpportunityCommand {
        /** Of the opportunity's stream, on which this edit is based. */
        IfMatch version();
    }

    /** What is null stays as it is. */
    record ChangeOpportunity(
            OpportunityId opportunity,
            IfMatch version,
            @Nullable String title,
            @Nullable Money amount,
            @Nullable String expectedClose,
            @Nullable String owner,
            Instant at)
            implements OfKnown {
        @Override
        public String toString() {
            return "ChangeOpportunity[" + opportunity + "]"; // the rest is personal
        }
    }

    record MoveOpportunity(OpportunityId opportunity, IfMatch version, String stage, Instant at) implements OfKnown {}

    record WinOpportunity(OpportunityId opportunity, IfMatch version, Instant at) implements OfKnown {}

    /**
     * @param reason one of the pipeline's
     * @param text the same in words
     */
    record LoseOpportunity(
            OpportunityId opportunity,
            IfMatch version,
            String reason,
            @Nullable String text,
            Instant at) implements OfKnown {
        @Override
        public String toString() {
            return "LoseOpportunity[" + opportunity + "]"; // the rest is personal
        }
    }

    record ReopenOpportunity(OpportunityId opportunity, IfMatch version, Instant at) implements OfKnown {}
}
