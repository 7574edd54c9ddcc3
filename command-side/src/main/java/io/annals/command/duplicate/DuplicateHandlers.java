package io.annals.command.duplicate;

import io.annals.command.CustomerStatus;
import io.annals.command.decision.Answer;
import io.annals.command.decision.Decision;
import io.annals.command.decision.Decisions;
import io.annals.command.decision.Merged;
import io.annals.command.decision.Reading;
import io.annals.command.duplicate.DuplicateCommand.Distinguish;
import io.annals.command.duplicate.DuplicateCommand.WithdrawDistinction;
import io.annals.events.CustomerId;
import io.annals.events.duplicate.DuplicateEvent;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

/** The shell of {@link DuplicateDecider}: says what it must see. */
@Component
final class DuplicateHandlers {
    private final Decisions decisions;

    DuplicateHandlers(Decisions decisions) {
        this.decisions = decisions;
    }

    @CommandHandler
    Answer<CustomerId> on(Distinguish c) {
        return decisions.take(both(c), reading -> {
            List<DuplicateEvent> facts = DuplicateDecider.decide(
                    c,
                    state(c, reading),
                    reading.state(CustomerStatus.FOLD, c.customer().stream()),
                    reading.state(CustomerStatus.FOLD, c.other().stream()),
                    Merged.with(c.customer(), reading));
            return decided(facts, c, reading);
        });
    }

    @CommandHandler
    Answer<CustomerId> on(WithdrawDistinction c) {
        return decisions.take(both(c), reading -> {
            reading.concerns(c.customer());
            reading.concerns(c.other());
            return decided(DuplicateDecider.decide(c, state(c, reading)), c, reading);
        });
    }

    private static DuplicateState state(DuplicateCommand c, Reading reading) {
        return reading.state(DuplicateState.FOLD, DuplicateEvent.streamOf(c.customer()));
    }

    private static Decision<CustomerId> decided(List<DuplicateEvent> facts, DuplicateCommand c, Reading reading) {
        return facts.isEmpty()
                ? Decision.known(c.other(), reading.position(DuplicateEvent.streamOf(c.customer())))
                : Decision.record(facts, c.other());
    }

    private static List<String> both(DuplicateCommand c) {
        return List.of(DuplicateEvent.streamOf(c.customer()), DuplicateEvent.streamOf(c.other()));
    }
}
