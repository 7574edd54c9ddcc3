package io.annals.query.definition;

import io.annals.events.definition.Effective;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One definition with all its versions.
 *
 * @param edit seq of the last event in the definition's stream: what an edit's If-Match names; -1 as long as there is none
 */
record DefinitionView(List<Version> versions, long edit) {
    static final DefinitionView NONE = new DefinitionView(List.of(), -1);

    enum Status {
        DRAFT,
        SUBMITTED,
        ACTIVATED,
        WITHDRAWN
    }

    /**
     * A version.
     *
     * @param content JSON
     * @param draftedBy null for what was there from the start
     * @param effectiveFrom as it was asked for and, once activated, as it is
     * @param activated whether it was: then it is effective from–to, also when it was withdrawn later
     */
    record Version(
            long version,
            String content,
            Status status,
            @Nullable String draftedBy,
            @Nullable Instant draftedAt,
            @Nullable String approvedBy,
            @Nullable Instant effectiveFrom,
            @Nullable Instant effectiveTo,
            boolean activated) {
        Version saying(String other) {
            return new Version(
                    version, other, status, draftedBy, draftedAt, approvedBy, effectiveFrom, effectiveTo, activated);
        }

        Version submitted(@Nullable Instant from, @Nullable Instant to) {
            return new Version(
                    version, content, Status.SUBMITTED, draftedBy, draftedAt, approvedBy, from, to, activated);
        }

        Version approved(String by) {
            return new Version(
                    version, content, status, draftedBy, draftedAt, by, effectiveFrom, effectiveTo, activated);
        }

        Version activated(Instant from, @Nullable Instant to) {
            return new Version(version, content, Status.ACTIVATED, draftedBy, draftedAt, approvedBy, from, to, true);
        }

        Version withdrawn(Instant at) {
            Instant end = effective().map(one -> one.until(at).to()).orElse(effectiveTo);
            return new Version(
                    version,
                    content,
                    Status.WITHDRAWN,
                    draftedBy,
                    draftedAt,
                    approvedBy,
                    effectiveFrom,
                    end,
                    activated);
        }

        /** Whether it was a draft and nothing else. */
        boolean isGivenUp() {
            return status == Status.WITHDRAWN && !activated;
        }

        Optional<Effective> effective() {
            return activated && effectiveFrom != null
                    ? Optional.of(new Effective(version, effectiveFrom, effectiveTo))
                    : Optional.empty();
        }
    }

    /** The same where a content is effective as version 1 from the start. */
    DefinitionView behind(@Nullable String first) {
        if (first == null) {
            return this;
        }
        Version one = new Version(1, first, Status.ACTIVATED, null, null, null, Effective.ALWAYS, null, true);
        return new DefinitionView(
                Stream.concat(Stream.of(one), versions.stream()).toList(), edit);
    }

    /** Characters of all contents. */
    long size() {
        return versions.stream().mapToLong(one -> one.content().length()).sum();
    }

    Optional<Version> version(long number) {
        return versions.stream().filter(one -> one.version() == number).findFirst();
    }

    Optional<Version> effective(Instant at) {
        return Effective.of(
                        versions.stream()
                                .flatMap(version -> version.effective().stream())
                                .toList(),
                        at)
                .flatMap(found -> version(found.version()));
    }
}
