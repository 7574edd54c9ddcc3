package io.annals.command.party;

import io.annals.command.decision.Answer;
import io.annals.command.decision.Decision;
import io.annals.command.decision.Decisions;
import io.annals.command.decision.Merged;
import io.annals.command.decision.Reading;
import io.annals.command.party.PartyCommand.CloseDepartment;
import io.annals.command.party.PartyCommand.FormDepartment;
import io.annals.command.party.PartyCommand.Join;
import io.annals.command.party.PartyCommand.Leave;
import io.annals.command.party.PartyCommand.OfDepartment;
import io.annals.command.party.PartyCommand.RenameDepartment;
import io.annals.command.party.PartyDecider.Side;
import io.annals.command.party.PartyState.Department;
import io.annals.command.party.PartyState.Membership;
import io.annals.edge.refusal.StaleVersion;
import io.annals.events.CustomerId;
import io.annals.events.party.PartyEvent;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

/**
 * The shell of {@link PartyDecider}: says what it must see. What an organisation has that was merged into the one which is named is
 * that one's as well, as it is shown; it stays in the stream that it is in.
 */
@Component
final class PartyHandlers {
    private final Decisions decisions;

    PartyHandlers(Decisions decisions) {
        this.decisions = decisions;
    }

    /** The answer is the department's version. */
    @CommandHandler
    Answer<Long> on(FormDepartment c) {
        String stream = PartyEvent.streamOf(c.group());
        return decisions.take(List.of(stream), reading -> {
            List<PartyEvent> facts = PartyDecider.decide(c, side(c.group(), reading));
            return Decision.of(facts, version(c, reading.state(PartyState.FOLD, stream)), stream, reading);
        });
    }

    /** As for {@link FormDepartment}. */
    @CommandHandler
    Answer<Long> on(RenameDepartment c) {
        return edited(
                c,
                (group, side) -> PartyDecider.decide(
                        new RenameDepartment(group, c.department(), c.version(), c.name(), c.at()), side));
    }

    /** As for {@link FormDepartment}. */
    @CommandHandler
    Answer<Long> on(CloseDepartment c) {
        return edited(
                c,
                (group, side) ->
                        PartyDecider.decide(new CloseDepartment(group, c.department(), c.version(), c.at()), side));
    }

    private interface Edit {
        List<PartyEvent> decide(CustomerId group, Side side);
    }

    private Answer<Long> edited(OfDepartment c, Edit edit) {
        return decisions.take(List.of(PartyEvent.streamOf(c.group())), reading -> {
            reading.concerns(c.group());
            CustomerId group =
                    holder(c.group(), reading, state -> state.departments().containsKey(c.department()));
            Side side = side(group, reading);
            long version = version(c, side.state());
            try {
                List<PartyEvent> facts = edit.decide(group, side);
                return Decision.of(facts, version + facts.size(), PartyEvent.streamOf(group), reading);
            } catch (StaleVersion stale) {
                throw stale.showing(Map.of("id", c.department(), "version", version));
            }
        });
    }

    /** The answer is the group in whose stream it stands. */
    @CommandHandler
    Answer<CustomerId> on(Join c) {
        String group = PartyEvent.streamOf(c.group());
        return decisions.take(List.of(group, PartyEvent.streamOf(c.person())), reading -> {
            List<PartyEvent> facts = PartyDecider.decide(c, side(c.group(), reading), side(c.person(), reading));
            return Decision.of(facts, c.group(), group, reading);
        });
    }

    /** As for {@link Join}. */
    @CommandHandler
    Answer<CustomerId> on(Leave c) {
        return decisions.take(List.of(PartyEvent.streamOf(c.group())), reading -> {
            reading.concerns(c.group());
            CustomerId group =
                    holder(c.group(), reading, state -> state.people().containsKey(c.membership()));
            Side side = side(group, reading);
            Membership known = side.state().people().get(c.membership());
            if (known != null) {
                reading.concerns(known.person());
            }
            List<PartyEvent> facts = PartyDecider.decide(new Leave(group, c.membership(), c.until(), c.at()), side);
            return Decision.of(facts, group, PartyEvent.streamOf(group), reading);
        });
    }

    private interface Has {
        boolean test(PartyState state);
    }

    /** Which of those who are one has it; the one that was named where none has. */
    private static CustomerId holder(CustomerId named, Reading reading, Has has) {
        return Merged.with(named, reading).members().stream()
                .filter(one -> has.test(reading.state(PartyState.FOLD, PartyEvent.streamOf(one))))
                .findFirst()
                .orElse(named);
    }

    private static Side side(CustomerId customer, Reading reading) {
        return new Side(
                reading.state(Party.FOLD, customer.stream()),
                reading.state(PartyState.FOLD, PartyEvent.streamOf(customer)));
    }

    private static long version(OfDepartment c, PartyState state) {
        Department known = state.departments().get(c.department());
        return known == null ? 0 : known.version();
    }
}
