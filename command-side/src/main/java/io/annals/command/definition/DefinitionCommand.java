package io.annals.command.definition;

import io.annals.edge.IfMatch;
import io.annals.events.definition.DefinitionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What may be asked about a definition. {@code by} is who asks, {@code at} the moment of asking, milliseconds. */
sealed interface DefinitionCommand {
    DefinitionId definition();

    String by();

    Instant at();

    /** @param content JSON that the kind accepts */
    record DraftDefinition(DefinitionId definition, String content, String by, Instant at)
            implements DefinitionCommand {}

    /** What is asked about one version that there is. */
    sealed interface OfVersion extends DefinitionCommand {
        long version();

        /** Of the definition's stream, on which this edit is based. */
        IfMatch seen();
    }

    /** @param content as in {@link DraftDefinition} */
    record ChangeDraft(DefinitionId definition, long version, IfMatch seen, String content, String by, Instant at)
            implements OfVersion {}

    /**
     * @param from when it is to be effective; null for as soon as may be
     * @param to until when; null without an end
     */
    record SubmitDraft(
            DefinitionId definition,
            long version,
            IfMatch seen,
            @Nullable Instant from,
            @Nullable Instant to,
            String by,
            Instant at)
            implements OfVersion {}

    record ApproveVersion(DefinitionId definition, long version, IfMatch seen, String by, Instant at)
            implements OfVersion {}

    record WithdrawVersion(DefinitionId definition, long version, IfMatch seen, String by, Instant at)
            implements OfVersion {}
}
