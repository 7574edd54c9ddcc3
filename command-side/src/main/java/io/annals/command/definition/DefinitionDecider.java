package io.annals.command.definition;

import io.annals.command.definition.DefinitionCommand.ApproveVersion;
import io.annals.command.definition.DefinitionCommand.ChangeDraft;
import io.annals.command.definition.DefinitionCommand.DraftDefinition;
import io.annals.command.definition.DefinitionCommand.SubmitDraft;
import io.annals.command.definition.DefinitionCommand.WithdrawVersion;
import io.annals.command.definition.DefinitionRefusal.DefinitionIsFull;
import io.annals.command.definition.DefinitionRefusal.FirstVersion;
import io.annals.command.definition.DefinitionRefusal.NoDraft;
import io.annals.command.definition.DefinitionRefusal.NotSubmitted;
import io.annals.command.definition.DefinitionRefusal.OwnDraft;
import io.annals.command.definition.DefinitionRefusal.TooManyDrafts;
import io.annals.command.definition.DefinitionRefusal.VersionPending;
import io.annals.command.definition.DefinitionState.Status;
import io.annals.command.definition.DefinitionState.Version;
import io.annals.edge.refusal.BadInput;
import io.annals.events.definition.DefinitionEvent;
import io.annals.events.definition.DefinitionEvent.DefinitionActivated;
import io.annals.events.definition.DefinitionEvent.DefinitionApproved;
import io.annals.events.definition.DefinitionEvent.DefinitionDrafted;
import io.annals.events.definition.DefinitionEvent.DefinitionSubmitted;
import io.annals.events.definition.DefinitionEvent.DefinitionWithdrawn;
import io.annals.events.definition.DefinitionEvent.DraftChanged;
import io.annals.events.definition.Effective;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides about definitions. Pure. An empty list: it is so already. {@code at} is the number of the stream's last event. */
final class DefinitionDecider {
    /** Bytes in UTF-8 of all versions together: they are one view, and a document of MongoDB's has at most 16 MB. */
    static final long LARGEST = 8_000_000;

    private DefinitionDecider() {}

    static List<DefinitionEvent> decide(DraftDefinition c, DefinitionState state) {
        Version pending = state.pending().orElse(null);
        if (pending == null) {
            refuseUnlessRoom(state, state.next(), c.content(), c.at());
            return List.of(new DefinitionDrafted(c.definition(), state.next(), c.content(), c.by(), c.at()));
        }
        if (pending.content().equals(c.content()) && pending.authors().contains(c.by())) {
            return List.of();
        }
        throw new VersionPending(pending.number());
    }

    static List<DefinitionEvent> decide(ChangeDraft c, DefinitionState state, long at) {
        Version version = draft(state, c.version());
        c.seen().refuseUnless(at);
        if (version.content().equals(c.content())) {
            return List.of();
        }
        refuseUnlessRoom(state, c.version(), c.content(), c.at());
        return List.of(new DraftChanged(c.definition(), c.version(), c.content(), c.by(), c.at()));
    }

    private static void refuseUnlessRoom(DefinitionState state, long version, String content, Instant now) {
        if (state.isBusy(now)) {
            throw new TooManyDrafts(DefinitionState.WRITTEN_KEPT);
        }
        if (state.sizeBeside(version) + content.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            throw new DefinitionIsFull();
        }
    }

    /** @param approved whether a second person has to see it */
    static List<DefinitionEvent> decide(SubmitDraft c, DefinitionState state, long at, boolean approved) {
        Version version = state.version(c.version());
        if (version.status() == Status.SUBMITTED) {
            return List.of();
        }
        draft(state, c.version());
        c.seen().refuseUnless(at);
        Effective when = effective(c.version(), c.from(), c.to(), c.at());
        DefinitionSubmitted submitted =
                new DefinitionSubmitted(c.definition(), c.version(), c.from(), c.to(), c.by(), c.at());
        return approved
                ? List.of(submitted)
                : List.of(
                        submitted,
                        new DefinitionActivated(c.definition(), c.version(), when.from(), when.to(), c.at()));
    }

    static List<DefinitionEvent> decide(ApproveVersion c, DefinitionState state, long at) {
        Version version = state.version(c.version());
        if (version.status() != Status.SUBMITTED) {
            throw new NotSubmitted();
        }
        if (version.authors().contains(c.by())) {
            throw new OwnDraft();
        }
        c.seen().refuseUnless(at);
        Effective when = effective(c.version(), version.from(), version.to(), c.at());
        return List.of(
                new DefinitionApproved(c.definition(), c.version(), c.by(), c.at()),
                new DefinitionActivated(c.definition(), c.version(), when.from(), when.to(), c.at()));
    }

    static List<DefinitionEvent> decide(WithdrawVersion c, DefinitionState state, long at) {
        Version version = state.version(c.version());
        if (version.status() == Status.WITHDRAWN) {
            return List.of();
        }
        if (version.authors().isEmpty()) {
            throw new FirstVersion();
        }
        c.seen().refuseUnless(at);
        return List.of(new DefinitionWithdrawn(c.definition(), c.version(), c.by(), c.at()));
    }

    private static Version draft(DefinitionState state, long number) {
        Version version = state.version(number);
        if (version.status() != Status.DRAFT) {
            throw new NoDraft();
        }
        return version;
    }

    /** The past stays as it was decided: nothing is effective before it is said. */
    private static Effective effective(long version, @Nullable Instant asked, @Nullable Instant to, Instant now) {
        Instant from = asked == null || asked.isBefore(now) ? now : asked;
        if (to != null && !to.isAfter(from)) {
            throw new BadInput("effectiveTo", "must lie after the moment from which it is effective");
        }
        return new Effective(version, from, to);
    }
}
