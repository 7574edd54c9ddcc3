package io.annals.command.opportunity;

import io.annals.edge.refusal.RuleBroken;
import io.annals.edge.refusal.Unknown;

/** Why something about an opportunity is not done. */
sealed interface OpportunityRefusal {
    final class UnknownOpportunity extends Unknown implements OpportunityRefusal {
        private static final long serialVersionUID = 1L;

        UnknownOpportunity() {
            super("unknown-opportunity", "There is no such opportunity.");
        }
    }

    /** The same id was used for another opportunity. */
    final class OpportunityAlreadyOpened extends RuleBroken implements OpportunityRefusal {
        private static final long serialVersionUID = 1L;

        OpportunityAlreadyOpened() {
            super("opportunity-already-opened", "An opportunity of this id was opened, with another content.");
        }
    }

    /** What is won or lost does not change; whoever wants to reopens it first. */
    final class OpportunityIsDecided extends RuleBroken implements OpportunityRefusal {
        private static final long serialVersionUID = 1L;

        OpportunityIsDecided() {
            super("opportunity-is-decided", "The opportunity has been won or lost; reopen it first.");
        }
    }

    /** Its pipeline was withdrawn: nobody can say which stages there are. */
    final class NoPipeline extends RuleBroken implements OpportunityRefusal {
        private static final long serialVersionUID = 1L;

        NoPipeline() {
            super("no-pipeline", "The pipeline of the opportunity is not effective at present.");
        }
    }
}
