package io.annals.command.merge;

import io.annals.command.decision.Fold;
import io.annals.events.merge.MergeEvent;
import io.annals.events.merge.MergeEvent.Link;
import io.annals.events.merge.MergeEvent.MergeRunBegun;
import io.annals.events.merge.MergeEvent.MergeRunUndone;
import io.annals.events.merge.MergeEvent.Pair;
import java.util.List;

/** A run of many merges, as a decision sees it. */
sealed interface MergeRun {
    Fold<MergeRun, MergeEvent> FOLD = Fold.of(MergeEvent.class, new Unheard(), MergeRun::after);

    record Unheard() implements MergeRun {}

    record Begun(List<Pair> pairs) implements MergeRun {}

    record Undone(List<Pair> pairs) implements MergeRun {}

    default MergeRun after(MergeEvent event) {
        return switch (event) {
            case MergeRunBegun begun -> new Begun(begun.pairs());
            case MergeRunUndone _ -> new Undone(pairs());
            case Link _ -> this;
        };
    }

    /** In the order in which they are merged. */
    default List<Pair> pairs() {
        return switch (this) {
            case Unheard _ -> List.of();
            case Begun begun -> begun.pairs();
            case Undone undone -> undone.pairs();
        };
    }
}
