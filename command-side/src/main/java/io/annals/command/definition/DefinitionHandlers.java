package io.annals.command.definition;

import io.annals.command.decision.Answer;
import io.annals.command.decision.Decision;
import io.annals.command.decision.Decisions;
import io.annals.command.decision.Reading;
import io.annals.command.definition.DefinitionCommand.ApproveVersion;
import io.annals.command.definition.DefinitionCommand.ChangeDraft;
import io.annals.command.definition.DefinitionCommand.DraftDefinition;
import io.annals.command.definition.DefinitionCommand.OfVersion;
import io.annals.command.definition.DefinitionCommand.SubmitDraft;
import io.annals.command.definition.DefinitionCommand.WithdrawVersion;
import io.annals.events.definition.DefinitionEvent;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

/** The shell of {@link DefinitionDecider}. */
@Component
final class DefinitionHandlers {
    private final Decisions decisions;
    private final Definitions definitions;

    DefinitionHandlers(Decisions decisions, Definitions definitions) {
        this.decisions = decisions;
        this.definitions = definitions;
    }

    /**
     * What is answered.
     *
     * @param version the number of the version
     * @param edit what the next edit of the definition names in If-Match
     */
    record Edited(long version, long edit) {}

    @CommandHandler
    Answer<Edited> on(DraftDefinition c) {
        String stream = c.definition().stream();
        return decisions.take(List.of(stream), reading -> {
            DefinitionState state = definitions.state(c.definition(), reading);
            List<DefinitionEvent> facts = DefinitionDecider.decide(c, state);
            long version = state.pending().map(DefinitionState.Version::number).orElse(state.next());
            return decided(stream, version, facts, reading);
        });
    }

    @CommandHandler
    Answer<Edited> on(ChangeDraft c) {
        return edited(c, DefinitionDecider::decide);
    }

    @CommandHandler
    Answer<Edited> on(SubmitDraft c) {
        boolean approved = definitions.form(c.definition().kind()).kind().approved();
        return edited(c, (command, state, at) -> DefinitionDecider.decide(command, state, at, approved));
    }

    @CommandHandler
    Answer<Edited> on(ApproveVersion c) {
        return edited(c, DefinitionDecider::decide);
    }

    @CommandHandler
    Answer<Edited> on(WithdrawVersion c) {
        return edited(c, DefinitionDecider::decide);
    }

    private interface Edit<C> {
        List<DefinitionEvent> decide(C command, DefinitionState state, long at);
    }

    private <C extends OfVersion> Answer<Edited> edited(C c, Edit<C> edit) {
        String stream = c.definition().stream();
        return decisions.take(List.of(stream), reading -> {
            DefinitionState state = definitions.state(c.definition(), reading);
            return decided(stream, c.version(), edit.decide(c, state, reading.version(stream)), reading);
        });
    }

    private static Decision<Edited> decided(String stream, long version, List<DefinitionEvent> facts, Reading reading) {
        return Decision.onStream(stream, facts, reading, edit -> new Edited(version, edit));
    }
}
