package io.annals.command.merge;

import io.annals.edge.refusal.RuleBroken;
import io.annals.edge.refusal.Unknown;
import io.annals.events.CustomerId;
import java.util.Map;

/** Why customers are not made one, or not parted. */
sealed interface MergeRefusal {
    /** One customer is absorbed by one other; whoever wants to merges that other. */
    final class AlreadyMerged extends RuleBroken implements MergeRefusal {
        private static final long serialVersionUID = 1L;

        AlreadyMerged(CustomerId into) {
            super(
                    "already-merged",
                    "The customer has been merged into another one already.",
                    Map.of("into", into.toString()));
        }
    }

    /** The survivor has been absorbed by the very customer that it should absorb, or by somebody behind that one. */
    final class MergedTheOtherWay extends RuleBroken implements MergeRefusal {
        private static final long serialVersionUID = 1L;

        MergedTheOtherWay() {
            super("merged-the-other-way", "The two are one already, the other way round.");
        }
    }

    final class TooManyMerged extends RuleBroken implements MergeRefusal {
        private static final long serialVersionUID = 1L;

        TooManyMerged(int most) {
            super("too-many-merged", "At most " + most + " customers can be one.", Map.of("most", most));
        }
    }

    final class NotMerged extends RuleBroken implements MergeRefusal {
        private static final long serialVersionUID = 1L;

        NotMerged() {
            super("not-merged", "These two have not been merged.");
        }
    }

    final class UnknownRun extends Unknown implements MergeRefusal {
        private static final long serialVersionUID = 1L;

        UnknownRun() {
            super("unknown-merge-run", "There is no such run of merges.");
        }
    }

    /** The same id was used for a run of other merges. */
    final class RunAlreadyBegun extends RuleBroken implements MergeRefusal {
        private static final long serialVersionUID = 1L;

        RunAlreadyBegun() {
            super("merge-run-already-begun", "A run of this id was begun, with other pairs.");
        }
    }

    final class RunIsUndone extends RuleBroken implements MergeRefusal {
        private static final long serialVersionUID = 1L;

        RunIsUndone() {
            super("merge-run-is-undone", "The run has been undone; nothing is merged in it any more.");
        }
    }
}
