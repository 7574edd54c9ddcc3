package io.annals.events.definition;

import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.PublicName;
import io.annals.events.TellsOf;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The family of the streams {@code definition-…}. Who did something is named as the log names actors. */
public sealed interface DefinitionEvent extends Fact {
    DefinitionId definition();

    /** Which version of it, from 1. */
    @TellsOf(Field.COLLEAGUES)
    long version();

    /** Nobody in particular. */
    @Override
    default @Nullable CustomerId customer() {
        return null;
    }

    /** The definition itself, which is no UUID. */
    @Override
    default String subjectId() {
        return definition().stream();
    }

    @Override
    default String stream() {
        return definition().stream();
    }

    /** @param content JSON that its kind's schema accepted */
    @PublicName("definition.DefinitionDrafted")
    record DefinitionDrafted(
            DefinitionId definition,
            long version,
            @Open String content,
            @Open String by,
            Instant occurredAt) implements DefinitionEvent {}

    /** @param content the new one, as a whole */
    @PublicName("definition.DraftChanged")
    record DraftChanged(
            DefinitionId definition,
            long version,
            @Open String content,
            @Open String by,
            Instant occurredAt) implements DefinitionEvent {}

    /**
     * Whoever drafted it is done with it.
     *
     * @param effectiveFrom when it is to be effective; null for as soon as may be
     * @param effectiveTo until when; null without an end
     */
    @PublicName("definition.DefinitionSubmitted")
    record DefinitionSubmitted(
            DefinitionId definition,
            long version,
            @Open @Nullable Instant effectiveFrom,
            @Open @Nullable Instant effectiveTo,
            @Open String by,
            Instant occurredAt)
            implements DefinitionEvent {}

    /** @param by another person than whoever drafted, changed or submitted it */
    @PublicName("definition.DefinitionApproved")
    record DefinitionApproved(
            DefinitionId definition, long version, @Open String by, Instant occurredAt) implements DefinitionEvent {}

    /**
     * It is effective from then on, in the place of whichever was.
     *
     * @param effectiveFrom never before this fact
     */
    @PublicName("definition.DefinitionActivated")
    record DefinitionActivated(
            DefinitionId definition,
            long version,
            @Open Instant effectiveFrom,
            @Open @Nullable Instant effectiveTo,
            Instant occurredAt)
            implements DefinitionEvent {}

    /** A draft is given up, or what is effective ends now. */
    @PublicName("definition.DefinitionWithdrawn")
    record DefinitionWithdrawn(
            DefinitionId definition, long version, @Open String by, Instant occurredAt) implements DefinitionEvent {}
}
