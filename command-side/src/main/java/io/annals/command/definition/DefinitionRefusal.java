package io.annals.command.definition;

import io.annals.edge.refusal.RuleBroken;
import io.annals.edge.refusal.Unknown;
import java.util.Map;

/** Why something about a definition is not done. */
sealed interface DefinitionRefusal {
    final class UnknownKind extends Unknown implements DefinitionRefusal {
        private static final long serialVersionUID = 1L;

        UnknownKind() {
            super("unknown-definition-kind", "There is no such kind of definition.");
        }
    }

    final class UnknownVersion extends Unknown implements DefinitionRefusal {
        private static final long serialVersionUID = 1L;

        UnknownVersion() {
            super("unknown-definition", "There is no such version of a definition.");
        }
    }

    /** One version at a time: two drafts would not know of each other. */
    final class VersionPending extends RuleBroken implements DefinitionRefusal {
        private static final long serialVersionUID = 1L;

        VersionPending(long version) {
            super(
                    "definition-version-pending",
                    "Version " + version + " of it is being drafted or waits for approval.",
                    Map.of("version", version));
        }
    }

    /** What anybody may fill without an end is read by nobody in the end. */
    final class TooManyDrafts extends RuleBroken implements DefinitionRefusal {
        private static final long serialVersionUID = 1L;

        TooManyDrafts(int limit) {
            super(
                    "too-many-drafts",
                    "A definition is drafted and changed at most " + limit + " times in 24 hours.",
                    Map.of("limit", limit));
        }
    }

    /** All that was ever effective is read together. */
    final class DefinitionIsFull extends RuleBroken implements DefinitionRefusal {
        private static final long serialVersionUID = 1L;

        DefinitionIsFull() {
            super("definition-full", "Its versions are too long together; begin a definition of another name.");
        }
    }

    /** What was submitted, effective or withdrawn stays as it is; whoever wants another drafts it. */
    final class NoDraft extends RuleBroken implements DefinitionRefusal {
        private static final long serialVersionUID = 1L;

        NoDraft() {
            super("not-a-draft", "The version is no draft any more; draft another one.");
        }
    }

    final class NotSubmitted extends RuleBroken implements DefinitionRefusal {
        private static final long serialVersionUID = 1L;

        NotSubmitted() {
            super("not-submitted", "The version does not wait for approval.");
        }
    }

    /** Two pairs of eyes see what touches money or customers. */
    final class OwnDraft extends RuleBroken implements DefinitionRefusal {
        private static final long serialVersionUID = 1L;

        OwnDraft() {
            super("own-draft", "Another person than whoever drafted, changed or submitted it approves it.");
        }
    }

    /** Something is always effective of what the features need from the start. */
    final class FirstVersion extends RuleBroken implements DefinitionRefusal {
        private static final long serialVersionUID = 1L;

        FirstVersion() {
            super("first-version", "The version that was there from the start cannot be withdrawn.");
        }
    }
}
