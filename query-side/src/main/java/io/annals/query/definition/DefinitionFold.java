package io.annals.query.definition;

import io.annals.events.Fact;
import io.annals.events.definition.DefinitionEvent;
import io.annals.events.definition.DefinitionEvent.DefinitionActivated;
import io.annals.events.definition.DefinitionEvent.DefinitionApproved;
import io.annals.events.definition.DefinitionEvent.DefinitionDrafted;
import io.annals.events.definition.DefinitionEvent.DefinitionSubmitted;
import io.annals.events.definition.DefinitionEvent.DefinitionWithdrawn;
import io.annals.events.definition.DefinitionEvent.DraftChanged;
import io.annals.log.RecordedEvent;
import io.annals.query.definition.DefinitionView.Status;
import io.annals.query.definition.DefinitionView.Version;
import io.annals.query.projection.Fold;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The fold behind the versions of a definition. */
final class DefinitionFold implements Fold<DefinitionView> {
    /** So many drafts that were given up stay in the view, the latest; those before are read as of a position. */
    static final int GIVEN_UP_KEPT = 20;

    @Override
    public DefinitionView empty(String subject) {
        return DefinitionView.NONE;
    }

    @Override
    public DefinitionView apply(DefinitionView view, RecordedEvent where, Fact fact) {
        return fact instanceof DefinitionEvent told
                ? new DefinitionView(
                        versions(view.versions(), told), where.event().seq())
                : view;
    }

    private static List<Version> versions(List<Version> versions, DefinitionEvent fact) {
        return switch (fact) {
            case DefinitionDrafted e ->
                Stream.concat(versions.stream(), Stream.of(drafted(e))).toList();
            case DraftChanged e -> changed(versions, e, one -> one.saying(e.content()));
            case DefinitionSubmitted e ->
                changed(versions, e, one -> one.submitted(e.effectiveFrom(), e.effectiveTo()));
            case DefinitionApproved e -> changed(versions, e, one -> one.approved(e.by()));
            case DefinitionActivated e ->
                changed(versions, e, one -> one.activated(e.effectiveFrom(), e.effectiveTo()));
            case DefinitionWithdrawn e -> trimmed(changed(versions, e, one -> one.withdrawn(e.occurredAt())));
        };
    }

    private static List<Version> trimmed(List<Version> versions) {
        List<Version> givenUp = versions.stream().filter(Version::isGivenUp).toList();
        return givenUp.size() <= GIVEN_UP_KEPT
                ? versions
                : versions.stream()
                        .filter(one -> !one.equals(givenUp.getFirst()))
                        .toList();
    }

    private static Version drafted(DefinitionDrafted e) {
        return new Version(e.version(), e.content(), Status.DRAFT, e.by(), e.occurredAt(), null, null, null, false);
    }

    private static List<Version> changed(List<Version> versions, DefinitionEvent e, UnaryOperator<Version> change) {
        return versions.stream()
                .map(one -> one.version() == e.version() ? change.apply(one) : one)
                .toList();
    }
}
