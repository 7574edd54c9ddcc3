package io.annals.query.definition;

import io.annals.edge.Actor;
import io.annals.edge.refusal.NotAllowed;
import io.annals.encoding.EventEncoding;
import io.annals.events.EventFamily;
import io.annals.events.Fact;
import io.annals.events.definition.DefinitionContent;
import io.annals.log.Commit;
import io.annals.log.EventLog;
import io.annals.query.definition.Definitions.Registered;
import io.annals.query.visibility.NotAboutCustomers;
import io.annals.query.visibility.ReplayTurns;
import io.annals.query.visibility.Visibility;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tries a content on what has happened, before anybody drafts it. */
@NotAboutCustomers("sums over everybody, for those who see everybody")
@RestController
class TrialEndpoint {
    private static final int MOST_COMMITS = 1_000_000;
    private static final Duration USUAL = Duration.ofDays(365);

    private final Definitions definitions;
    private final EventLog log;
    private final EventEncoding encoding;
    private final ReplayTurns turns;
    private final JsonMapper json;
    private final Clock clock;

    TrialEndpoint(
            Definitions definitions,
            EventLog log,
            EventEncoding encoding,
            ReplayTurns turns,
            JsonMapper json,
            Clock clock) {
        this.definitions = definitions;
        this.log = log;
        this.encoding = encoding;
        this.turns = turns;
        this.json = json;
        this.clock = clock;
    }

    /** @param since what was recorded from then on is looked at; without it of the last 365 days */
    record TrialForm(JsonNode content, @Nullable Instant since) {}

    /**
     * @param position up to which history was looked at
     * @param complete whether that was all; there is an end after a million commits
     * @param outcome what would have come of it, as the kind tells it
     */
    record Trial(String kind, long position, boolean complete, JsonNode outcome) {}

    @PostMapping("/definitions/{kind}/trial")
    @RolesAllowed({"MANAGER", "ADMINISTRATOR"})
    Trial tried(@PathVariable String kind, @RequestBody TrialForm form, @AuthenticationPrincipal Actor actor) {
        if (!Visibility.of(actor).seesEverybody()) {
            throw new NotAllowed("A trial is of all customers, and you see some of them.");
        }
        Instant since = form.since() == null ? clock.instant().minus(USUAL) : form.since();
        return turns.of(actor).piece(() -> tried(definitions.kind(kind), form.content(), log.positionAt(since)));
    }

    private <C extends DefinitionContent> Trial tried(Registered<C> kind, JsonNode sent, long after) {
        C content = kind.form().read(sent, "/content");
        Set<String> types = namesOf(kind.trial().family());
        Reach reach = new Reach(after);
        try (EventLog.Cursor<Commit> commits = log.read(after)) {
            Stream<Fact> history = StreamSupport.stream(commits.spliterator(), false)
                    .takeWhile(reach::takes)
                    .flatMap(commit -> commit.events().stream())
                    .filter(event -> types.contains(event.type()))
                    .map(encoding::decode);
            JsonNode outcome = json.valueToTree(kind.trial().of(content, history));
            return new Trial(kind.form().kind().name(), reach.position, reach.complete, outcome);
        }
    }

    /** How far a trial has come; there is an end, so that it ends. */
    private static final class Reach {
        private final long end;
        private long position;
        private boolean complete = true;

        private Reach(long after) {
            end = after + MOST_COMMITS;
            position = after;
        }

        private boolean takes(Commit commit) {
            complete = commit.position() <= end;
            position = complete ? commit.position() : position;
            return complete;
        }
    }

    private static Set<String> namesOf(Class<? extends Fact> family) {
        return EventFamily.all().stream()
                .filter(one -> one.type() == family)
                .flatMap(one -> one.facts().stream())
                .map(EventEncoding::nameOf)
                .collect(Collectors.toUnmodifiableSet());
    }
}
