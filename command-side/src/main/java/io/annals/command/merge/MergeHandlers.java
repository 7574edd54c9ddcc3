package io.annals.command.merge;

import io.annals.command.CustomerStatus;
import io.annals.command.decision.Answer;
import io.annals.command.decision.Decision;
import io.annals.command.decision.Decisions;
import io.annals.command.decision.Merged;
import io.annals.command.decision.Reading;
import io.annals.command.merge.MergeCommand.BeginRun;
import io.annals.command.merge.MergeCommand.MergeByRule;
import io.annals.command.merge.MergeCommand.MergeCustomers;
import io.annals.command.merge.MergeCommand.PartCustomers;
import io.annals.command.merge.MergeCommand.TryMerge;
import io.annals.command.merge.MergeCommand.UndoRun;
import io.annals.command.merge.MergeDecider.Side;
import io.annals.edge.refusal.Refusal;
import io.annals.events.CustomerId;
import io.annals.events.merge.MergeEvent;
import io.annals.events.merge.MergeEvent.Pair;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

/**
 * The shell of {@link MergeDecider}: says what it must see. A merge looks at the links of all who become one by it, so that two
 * of them, on whichever nodes, cannot close a circle.
 */
@Component
final class MergeHandlers {
    private final Decisions decisions;

    MergeHandlers(Decisions decisions) {
        this.decisions = decisions;
    }

    /** The answer is the survivor of all of them. */
    @CommandHandler
    Answer<CustomerId> on(MergeCustomers c) {
        return decisions.take(both(c.survivor(), c.absorbed()), reading -> {
            Side survivor = side(c.survivor(), reading);
            return decided(facts(c, survivor, reading), survivor.cluster().survivor(), c.absorbed(), reading);
        });
    }

    /** A rule cannot argue: what is refused is left to people. */
    @CommandHandler
    Answer<CustomerId> on(MergeByRule c) {
        MergeCustomers merge = c.merge();
        return decisions.take(both(merge.survivor(), merge.absorbed()), reading -> {
            List<MergeEvent> facts;
            try {
                facts = facts(merge, side(merge.survivor(), reading), reading);
            } catch (Refusal refused) {
                facts = List.of();
            }
            return decided(facts, merge.survivor(), merge.absorbed(), reading);
        });
    }

    /** The answer is whether anything would be recorded. */
    @CommandHandler
    Answer<Boolean> on(TryMerge c) {
        return decisions.take(reading -> {
            MergeCustomers merge = c.merge();
            boolean anything =
                    !facts(merge, side(merge.survivor(), reading), reading).isEmpty();
            return Decision.known(anything, reading.position(MergeEvent.streamOf(merge.absorbed())));
        });
    }

    private static List<MergeEvent> facts(MergeCustomers c, Side survivor, Reading reading) {
        MergeRun run = c.run() == null ? new MergeRun.Unheard() : reading.state(MergeRun.FOLD, c.run().stream());
        return MergeDecider.decide(c, survivor, side(c.absorbed(), reading), run);
    }

    @CommandHandler
    Answer<CustomerId> on(PartCustomers c) {
        return decisions.take(both(c.survivor(), c.absorbed()), reading -> {
            reading.concerns(c.survivor());
            reading.concerns(c.absorbed());
            Merged.links(c.survivor(), reading);
            List<MergeEvent> facts = MergeDecider.decide(c, Merged.links(c.absorbed(), reading));
            return decided(facts, c.absorbed(), c.absorbed(), reading);
        });
    }

    /** The answer are all pairs of the run. */
    @CommandHandler
    Answer<List<Pair>> on(BeginRun c) {
        String stream = c.run().stream();
        return decisions.take(List.of(stream), reading -> {
            List<MergeEvent> facts = MergeDecider.decide(c, reading.state(MergeRun.FOLD, stream));
            return Decision.of(facts, c.pairs(), stream, reading);
        });
    }

    /** As for {@link BeginRun}. */
    @CommandHandler
    Answer<List<Pair>> on(UndoRun c) {
        String stream = c.run().stream();
        return decisions.take(List.of(stream), reading -> {
            MergeRun run = reading.state(MergeRun.FOLD, stream);
            return Decision.of(MergeDecider.decide(c, run), run.pairs(), stream, reading);
        });
    }

    private static Side side(CustomerId customer, Reading reading) {
        return new Side(
                reading.state(CustomerStatus.FOLD, customer.stream()),
                Merged.links(customer, reading),
                Merged.with(customer, reading));
    }

    private static Decision<CustomerId> decided(
            List<MergeEvent> facts, CustomerId answer, CustomerId absorbed, Reading reading) {
        return Decision.of(facts, answer, MergeEvent.streamOf(absorbed), reading);
    }

    private static List<String> both(CustomerId one, CustomerId other) {
        return List.of(MergeEvent.streamOf(one), MergeEvent.streamOf(other));
    }
}
