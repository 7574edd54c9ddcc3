package io.annals.command.opportunity;

import io.annals.command.CustomerStatus;
import io.annals.command.decision.Answer;
import io.annals.command.decision.Decision;
import io.annals.command.decision.Decisions;
import io.annals.command.decision.Fold;
import io.annals.command.decision.Reading;
import io.annals.command.decision.UnknownCustomer;
import io.annals.command.definition.Definitions;
import io.annals.command.opportunity.OpportunityCommand.ChangeOpportunity;
import io.annals.command.opportunity.OpportunityCommand.LoseOpportunity;
import io.annals.command.opportunity.OpportunityCommand.MoveOpportunity;
import io.annals.command.opportunity.OpportunityCommand.OfKnown;
import io.annals.command.opportunity.OpportunityCommand.OpenOpportunity;
import io.annals.command.opportunity.OpportunityCommand.ReopenOpportunity;
import io.annals.command.opportunity.OpportunityCommand.WinOpportunity;
import io.annals.command.opportunity.OpportunityDecider.Given;
import io.annals.command.opportunity.OpportunityRefusal.UnknownOpportunity;
import io.annals.command.opportunity.OpportunityState.Known;
import io.annals.edge.refusal.StaleVersion;
import io.annals.events.CustomerId;
import io.annals.events.opportunity.OpportunityEvent;
import io.annals.events.opportunity.Pipeline;
import java.time.Instant;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

/** The shell of {@link OpportunityDecider}. The answer is the version that the opportunity has from now on. */
@Component
final class OpportunityHandlers {
    private static final Fold<OpportunityState, OpportunityEvent> OPPORTUNITY =
            Fold.of(OpportunityEvent.class, new OpportunityState.Unopened(), OpportunityState::after);

    private final Decisions decisions;
    private final Definitions definitions;

    OpportunityHandlers(Decisions decisions, Definitions definitions) {
        this.decisions = decisions;
        this.definitions = definitions;
    }

    @CommandHandler
    Answer<Long> on(OpenOpportunity c) {
        String stream = c.opportunity().stream();
        return decisions.take(List.of(stream), reading -> {
            OpportunityState state = reading.stateOfNew(OPPORTUNITY, stream);
            if (state instanceof Known known) {
                reading.concerns(known.customer()); // what another team's says is not compared with
            }
            Given given = given(stream, c.customer(), c.pipeline(), reading, c.at());
            return decided(stream, OpportunityDecider.decide(c, state, given), reading);
        });
    }

    @CommandHandler
    Answer<Long> on(ChangeOpportunity c) {
        return edited(c, OpportunityDecider::decide);
    }

    @CommandHandler
    Answer<Long> on(MoveOpportunity c) {
        return edited(c, OpportunityDecider::decide);
    }

    @CommandHandler
    Answer<Long> on(WinOpportunity c) {
        return edited(c, OpportunityDecider::decide);
    }

    @CommandHandler
    Answer<Long> on(LoseOpportunity c) {
        return edited(c, OpportunityDecider::decide);
    }

    @CommandHandler
    Answer<Long> on(ReopenOpportunity c) {
        return edited(c, OpportunityDecider::decide);
    }

    private interface Edit<C> {
        List<OpportunityEvent> decide(C command, OpportunityState state, Given given);
    }

    /** Whoever edits what is no longer so is shown what is. */
    private <C extends OfKnown> Answer<Long> edited(C c, Edit<C> edit) {
        String stream = c.opportunity().stream();
        return decisions.take(List.of(stream), reading -> {
            Known known = reading.state(OPPORTUNITY, stream).known();
            Given given = givenOfKnown(stream, known, reading, c.at());
            try {
                return decided(stream, edit.decide(c, known, given), reading);
            } catch (StaleVersion stale) {
                throw stale.showing(OpportunityRecord.of(c.opportunity(), known, given.version()));
            }
        });
    }

    private Given given(String stream, CustomerId customer, String pipeline, Reading reading, Instant at) {
        return new Given(
                reading.state(CustomerStatus.FOLD, customer.stream()),
                reading.version(stream),
                definitions.inForce(Pipeline.KIND, pipeline, reading, at));
    }

    /** Of somebody beyond the sender's scope there is no opportunity either. */
    private Given givenOfKnown(String stream, Known known, Reading reading, Instant at) {
        try {
            return given(stream, known.customer(), known.pipeline(), reading, at);
        } catch (UnknownCustomer beyond) {
            throw new UnknownOpportunity();
        }
    }

    private static Decision<Long> decided(String stream, List<OpportunityEvent> facts, Reading reading) {
        return Decision.onStream(stream, facts, reading, Long::valueOf);
    }
}
