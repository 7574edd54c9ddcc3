package io.annals.command.opportunity;

import io.annals.command.CustomerIsErased;
import io.annals.command.CustomerStatus;
import io.annals.command.decision.UnknownCustomer;
import io.annals.command.definition.Definitions.InForce;
import io.annals.command.opportunity.OpportunityCommand.ChangeOpportunity;
import io.annals.command.opportunity.OpportunityCommand.LoseOpportunity;
import io.annals.command.opportunity.OpportunityCommand.MoveOpportunity;
import io.annals.command.opportunity.OpportunityCommand.OpenOpportunity;
import io.annals.command.opportunity.OpportunityCommand.ReopenOpportunity;
import io.annals.command.opportunity.OpportunityCommand.WinOpportunity;
import io.annals.command.opportunity.OpportunityRefusal.NoPipeline;
import io.annals.command.opportunity.OpportunityRefusal.OpportunityAlreadyOpened;
import io.annals.command.opportunity.OpportunityRefusal.OpportunityIsDecided;
import io.annals.command.opportunity.OpportunityState.Known;
import io.annals.edge.refusal.BadInput;
import io.annals.events.Personal;
import io.annals.events.opportunity.OpportunityEvent;
import io.annals.events.opportunity.OpportunityEvent.OpportunityLost;
import io.annals.events.opportunity.OpportunityEvent.OpportunityMoved;
import io.annals.events.opportunity.OpportunityEvent.OpportunityOpened;
import io.annals.events.opportunity.OpportunityEvent.OpportunityReassigned;
import io.annals.events.opportunity.OpportunityEvent.OpportunityRenamed;
import io.annals.events.opportunity.OpportunityEvent.OpportunityReopened;
import io.annals.events.opportunity.OpportunityEvent.OpportunityRescheduled;
import io.annals.events.opportunity.OpportunityEvent.OpportunityValued;
import io.annals.events.opportunity.OpportunityEvent.OpportunityWon;
import io.annals.events.opportunity.Pipeline;
import io.annals.events.opportunity.Pipeline.Outcome;
import io.annals.events.opportunity.Pipeline.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides about opportunities. Pure. An empty list: it is so already. */
final class OpportunityDecider {
    private OpportunityDecider() {}

    /**
     * What a decision looks at beside the opportunity.
     *
     * @param customer whose opportunity it is
     * @param version at which the opportunity's stream is
     * @param pipeline its pipeline, in the version that is effective; empty when none is
     */
    record Given(CustomerStatus customer, long version, Optional<InForce<Pipeline>> pipeline) {
        InForce<Pipeline> effective() {
            return pipeline.orElseThrow(NoPipeline::new);
        }
    }

    static List<OpportunityEvent> decide(OpenOpportunity c, OpportunityState state, Given given) {
        if (state instanceof Known known) {
            if (!known.fingerprint().equals(c.fingerprint())) {
                throw new OpportunityAlreadyOpened();
            }
            return List.of();
        }
        refuseUnlessRegistered(given);
        InForce<Pipeline> pipeline = given.pipeline()
                .orElseThrow(() -> new BadInput("pipeline", "must be one that is effective at present"));
        Stage stage =
                c.stage() == null ? pipeline.content().first(Outcome.OPEN) : openStage(pipeline.content(), c.stage());
        return List.of(new OpportunityOpened(
                c.opportunity(),
                c.customer(),
                Personal.of(c.title()),
                c.amount(),
                c.expectedClose(),
                c.owner(),
                stage.id(),
                pipeline.name(),
                pipeline.version(),
                c.fingerprint(),
                c.at()));
    }

    static List<OpportunityEvent> decide(ChangeOpportunity c, OpportunityState state, Given given) {
        Known known = state.known();
        refuseUnlessRegistered(given);
        c.version().refuseUnless(given.version());
        refuseUnlessOpen(known);
        List<OpportunityEvent> facts = new ArrayList<>();
        if (c.title() != null) {
            facts.add(new OpportunityRenamed(c.opportunity(), known.customer(), Personal.of(c.title()), c.at()));
        }
        if (c.amount() != null && !c.amount().equals(known.amount())) {
            facts.add(new OpportunityValued(c.opportunity(), known.customer(), c.amount(), c.at()));
        }
        if (c.expectedClose() != null && !c.expectedClose().equals(known.expectedClose())) {
            facts.add(new OpportunityRescheduled(c.opportunity(), known.customer(), c.expectedClose(), c.at()));
        }
        if (c.owner() != null && !c.owner().equals(known.owner())) {
            facts.add(new OpportunityReassigned(c.opportunity(), known.customer(), known.owner(), c.owner(), c.at()));
        }
        return facts;
    }

    static List<OpportunityEvent> decide(MoveOpportunity c, OpportunityState state, Given given) {
        Known known = state.known();
        refuseUnlessOpen(known);
        refuseUnlessRegistered(given);
        InForce<Pipeline> pipeline = given.effective();
        Stage stage = openStage(pipeline.content(), c.stage());
        if (stage.id().equals(known.stage())) {
            return List.of();
        }
        c.version().refuseUnless(given.version());
        return List.of(new OpportunityMoved(
                c.opportunity(),
                known.customer(),
                known.stage(),
                stage.id(),
                pipeline.name(),
                pipeline.version(),
                c.at()));
    }

    static List<OpportunityEvent> decide(WinOpportunity c, OpportunityState state, Given given) {
        Known known = state.known();
        if (known.outcome() == Outcome.WON) {
            return List.of();
        }
        refuseUnlessOpen(known);
        refuseUnlessRegistered(given);
        InForce<Pipeline> pipeline = given.effective();
        c.version().refuseUnless(given.version());
        return List.of(new OpportunityWon(
                c.opportunity(),
                known.customer(),
                known.stage(),
                pipeline.content().first(Outcome.WON).id(),
                pipeline.name(),
                pipeline.version(),
                c.at()));
    }

    static List<OpportunityEvent> decide(LoseOpportunity c, OpportunityState state, Given given) {
        Known known = state.known();
        if (known.outcome() == Outcome.LOST) {
            return List.of();
        }
        refuseUnlessOpen(known);
        refuseUnlessRegistered(given);
        InForce<Pipeline> pipeline = given.effective();
        if (!pipeline.content().knowsReason(c.reason())) {
            throw new BadInput("reason", "must be one of the pipeline's");
        }
        c.version().refuseUnless(given.version());
        return List.of(new OpportunityLost(
                c.opportunity(),
                known.customer(),
                known.stage(),
                pipeline.content().first(Outcome.LOST).id(),
                c.reason(),
                c.text() == null ? null : Personal.of(c.text()),
                pipeline.name(),
                pipeline.version(),
                c.at()));
    }

    /** Back to where it was; to the first stage where the pipeline has that one no more. */
    static List<OpportunityEvent> decide(ReopenOpportunity c, OpportunityState state, Given given) {
        Known known = state.known();
        if (known.outcome() == Outcome.OPEN) {
            return List.of();
        }
        refuseUnlessRegistered(given);
        InForce<Pipeline> pipeline = given.effective();
        c.version().refuseUnless(given.version());
        Stage stage = pipeline.content()
                .stage(known.openStage())
                .filter(one -> one.outcome() == Outcome.OPEN)
                .orElseGet(() -> pipeline.content().first(Outcome.OPEN));
        return List.of(new OpportunityReopened(
                c.opportunity(),
                known.customer(),
                known.stage(),
                stage.id(),
                pipeline.name(),
                pipeline.version(),
                c.at()));
    }

    private static Stage openStage(Pipeline pipeline, String id) {
        Stage stage = pipeline.stage(id).orElseThrow(() -> new BadInput("stage", "must be one of the pipeline's"));
        if (stage.outcome() != Outcome.OPEN) {
            throw new BadInput("stage", "must be an open one; an opportunity is won or lost by itself");
        }
        return stage;
    }

    private static void refuseUnlessOpen(Known known) {
        if (known.outcome() != Outcome.OPEN) {
            throw new OpportunityIsDecided();
        }
    }

    private static void refuseUnlessRegistered(Given given) {
        switch (given.customer()) {
            case UNKNOWN -> throw new UnknownCustomer();
            case ERASED -> throw new CustomerIsErased();
            case REGISTERED -> {}
        }
    }
}
