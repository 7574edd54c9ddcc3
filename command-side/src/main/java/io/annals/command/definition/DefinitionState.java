package io.annals.command.definition;

import io.annals.command.definition.DefinitionRefusal.UnknownVersion;
import io.annals.events.definition.DefinitionEvent;
import io.annals.events.definition.DefinitionEvent.DefinitionActivated;
import io.annals.events.definition.DefinitionEvent.DefinitionApproved;
import io.annals.events.definition.DefinitionEvent.DefinitionDrafted;
import io.annals.events.definition.DefinitionEvent.DefinitionSubmitted;
import io.annals.events.definition.DefinitionEvent.DefinitionWithdrawn;
import io.annals.events.definition.DefinitionEvent.DraftChanged;
import io.annals.events.definition.Effective;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a decision must know of a definition.
 *
 * @param versions in their order
 * @param written when a content was drafted or changed, the latest {@link #WRITTEN_KEPT} times
 */
record DefinitionState(List<Version> versions, List<Instant> written) {
    static final int WRITTEN_KEPT = 200;
    static final DefinitionState NONE = new DefinitionState(List.of(), List.of());

    enum Status {
        DRAFT,
        SUBMITTED,
        ACTIVATED,
        WITHDRAWN
    }

    /**
     * A version.
     *
     * @param content empty where a draft was given up
     * @param authors who drafted, changed or submitted it: none of them approves it
     * @param from when it is to be effective, as it was submitted
     * @param to until when
     * @param effective when it is, from when that has been decided
     */
    record Version(
            long number,
            String content,
            Set<String> authors,
            Status status,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Effective effective) {
        private Version by(String author) {
            Set<String> all = new HashSet<>(authors);
            all.add(author);
            return new Version(number, content, Set.copyOf(all), status, from, to, effective);
        }

        private Version saying(String other) {
            return new Version(number, other, authors, status, from, to, effective);
        }

        private Version submitted(@Nullable Instant asked, @Nullable Instant end) {
            return new Version(number, content, authors, Status.SUBMITTED, asked, end, effective);
        }

        private Version activated(Effective when) {
            return new Version(number, content, authors, Status.ACTIVATED, from, to, when);
        }

        private Version withdrawn(Instant at) {
            Effective rest = effective == null ? null : effective.until(at);
            return new Version(number, rest == null ? "" : content, authors, Status.WITHDRAWN, from, to, rest);
        }

        boolean isPending() {
            return status == Status.DRAFT || status == Status.SUBMITTED;
        }
    }

    /** The same where a content is effective as version 1 from the start. */
    DefinitionState behind(@Nullable String first) {
        if (first == null) {
            return this;
        }
        Effective always = new Effective(1, Effective.ALWAYS, null);
        Version one = new Version(1, first, Set.of(), Status.ACTIVATED, null, null, always);
        return new DefinitionState(
                Stream.concat(Stream.of(one), versions.stream()).toList(), written);
    }

    static DefinitionState after(DefinitionState state, DefinitionEvent event) {
        return switch (event) {
            case DefinitionDrafted e ->
                state.and(new Version(e.version(), e.content(), Set.of(e.by()), Status.DRAFT, null, null, null))
                        .written(e.occurredAt());
            case DraftChanged e ->
                state.with(e, version -> version.saying(e.content()).by(e.by())).written(e.occurredAt());
            case DefinitionSubmitted e ->
                state.with(
                        e,
                        version -> version.submitted(e.effectiveFrom(), e.effectiveTo())
                                .by(e.by()));
            case DefinitionApproved _ -> state;
            case DefinitionActivated e ->
                state.with(
                        e,
                        version -> version.activated(new Effective(e.version(), e.effectiveFrom(), e.effectiveTo())));
            case DefinitionWithdrawn e -> state.with(e, version -> version.withdrawn(e.occurredAt()));
        };
    }

    private DefinitionState and(Version version) {
        return new DefinitionState(
                Stream.concat(versions.stream(), Stream.of(version)).toList(), written);
    }

    private DefinitionState written(Instant at) {
        return new DefinitionState(
                versions,
                Stream.concat(written.stream().skip(Math.max(0, written.size() - WRITTEN_KEPT + 1)), Stream.of(at))
                        .toList());
    }

    private DefinitionState with(DefinitionEvent event, UnaryOperator<Version> change) {
        return new DefinitionState(
                versions.stream()
                        .map(version -> version.number() == event.version() ? change.apply(version) : version)
                        .toList(),
                written);
    }

    /** Whether nothing more is written for now: the most in the 24 hours before a moment have been. */
    boolean isBusy(Instant now) {
        return written.size() == WRITTEN_KEPT && written.getFirst().isAfter(now.minus(Duration.ofDays(1)));
    }

    /** Bytes in UTF-8 of all contents but one version's. */
    long sizeBeside(long number) {
        return versions.stream()
                .filter(version -> version.number() != number)
                .mapToLong(version -> version.content().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    long next() {
        return versions.isEmpty() ? 1 : versions.getLast().number() + 1;
    }

    /** The version that is being drafted or waits for approval: one at a time. */
    Optional<Version> pending() {
        return versions.stream().filter(Version::isPending).findFirst();
    }

    /** @throws UnknownVersion when there is none of the number */
    Version version(long number) {
        return versions.stream()
                .filter(version -> version.number() == number)
                .findFirst()
                .orElseThrow(UnknownVersion::new);
    }

    Optional<Version> effective(Instant at) {
        return Effective.of(
                        versions.stream()
                                .flatMap(version -> Stream.ofNullable(version.effective()))
                                .toList(),
                        at)
                .map(found -> version(found.version()));
    }
}
