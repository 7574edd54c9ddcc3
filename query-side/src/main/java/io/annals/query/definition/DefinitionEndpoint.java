package io.annals.query.definition;

import com.mongodb.client.model.Filters;
import io.annals.edge.Positions;
import io.annals.edge.paging.Keyset;
import io.annals.edge.paging.PageRequest;
import io.annals.edge.refusal.Unknown;
import io.annals.edge.roles.ForStaff;
import io.annals.events.definition.DefinitionId;
import io.annals.events.definition.DefinitionKind;
import io.annals.query.definition.DefinitionView.Status;
import io.annals.query.definition.DefinitionView.Version;
import io.annals.query.projection.History;
import io.annals.query.projection.History.Moment;
import io.annals.query.projection.Page;
import io.annals.query.projection.Projections;
import io.annals.query.projection.Seen;
import io.annals.query.projection.Shown;
import io.annals.query.projection.Views;
import io.annals.query.visibility.NotAboutCustomers;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which definitions there are, and what each version lays down. */
@ForStaff
@NotAboutCustomers("what the company lays down")
@RestController
class DefinitionEndpoint {
    private static final Keyset BY_NAME = Keyset.ascending("_id");
    private static final int MOST = 1_000;
    private static final int AT_ONCE = 20;
    private static final long LARGEST = 4_000_000;

    private final Definitions definitions;
    private final Views<DefinitionView> views;
    private final History history;
    private final JsonMapper json;
    private final Clock clock;

    DefinitionEndpoint(
            Definitions definitions, Projections projections, History history, JsonMapper json, Clock clock) {
        this.definitions = definitions;
        this.views = projections.views(DefinitionProjection.DEFINITION);
        this.history = history;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @param approved whether a second person approves each version
     * @param schema JSON Schema, draft 2020-12
     */
    record Kind(String kind, boolean approved, JsonNode schema) {}

    record Kinds(List<Kind> kinds) {}

    /**
     * @param effectiveFrom as it was asked for and, once activated, as it is
     * @param content as the schema of the kind has it
     */
    record OfVersion(
            long version,
            Status status,
            @Nullable String draftedBy,
            @Nullable Instant draftedAt,
            @Nullable String approvedBy,
            @Nullable Instant effectiveFrom,
            @Nullable Instant effectiveTo,
            JsonNode content) {}

    /**
     * @param effective the number of the version that is effective; absent when none is
     * @param edit what the next edit names in If-Match
     */
    record Definition(String kind, String name, @Nullable Long effective, long edit, List<OfVersion> versions) {}

    /** @param asOf the position of history that was asked for; absent in the live view */
    record OfKind(
            List<Definition> definitions,
            long position,
            @Nullable Long asOf) {}

    /** What can be defined. */
    @GetMapping("/definitions")
    Kinds kinds() {
        return new Kinds(definitions.kinds().stream()
                .map(one -> one.form().kind())
                .map(kind -> new Kind(kind.name(), kind.approved(), json.readTree(kind.schema())))
                .toList());
    }

    /** The first of a kind by name: 1,000, or as many as an answer of a bearable size can hold. */
    @GetMapping("/definitions/{kind}")
    ResponseEntity<OfKind> ofKind(
            @PathVariable String kind,
            @RequestParam(required = false) @Nullable Long atLeast,
            @RequestParam(required = false) @Nullable String asOf) {
        DefinitionKind<?> known = definitions.kind(kind).form().kind();
        Page<DefinitionView> stored = stored(kind, atLeast);
        Moment moment = asOf == null ? new Moment(stored.position(), clock.instant()) : history.moment(asOf);
        Map<String, DefinitionView> byName = new TreeMap<>();
        known.first().keySet().forEach(name -> byName.put(name, DefinitionView.NONE));
        for (Seen<DefinitionView> one : stored.views()) {
            String name = one.subject().substring(one.subject().indexOf('/') + 1);
            byName.put(name, asOf == null ? one.view() : then(one.subject(), moment));
        }
        List<Definition> all = new ArrayList<>();
        byName.forEach((name, view) -> {
            DefinitionView whole = view.behind(known.first().get(name));
            if (!whole.versions().isEmpty()) {
                all.add(shown(kind, name, whole, moment));
            }
        });
        return ResponseEntity.ok()
                .eTag(Positions.etag(moment.position()))
                .body(new OfKind(all, moment.position(), asOf == null ? null : moment.position()));
    }

    /** Read some at a time, since whoever may define may define much. */
    private Page<DefinitionView> stored(String kind, @Nullable Long atLeast) {
        Bson ofKind = Filters.regex("_id", "^" + new DefinitionId(kind, "").stream());
        List<Seen<DefinitionView>> all = new ArrayList<>();
        Page<DefinitionView> page = views.page(ofKind, BY_NAME, new PageRequest(null, AT_ONCE), atLeast);
        Page<DefinitionView> first = page;
        long size = 0;
        while (true) {
            all.addAll(page.views());
            size += page.views().stream().mapToLong(one -> one.view().size()).sum();
            if (page.next() == null || all.size() >= MOST || size > LARGEST) {
                return new Page<>(first.position(), first.total(), all, page.next());
            }
            page = views.page(ofKind, BY_NAME, new PageRequest(page.next(), AT_ONCE), null);
        }
    }

    @GetMapping("/definitions/{kind}/{name}")
    ResponseEntity<Definition> one(
            @PathVariable String kind,
            @PathVariable String name,
            @RequestParam(required = false) @Nullable Long atLeast,
            @RequestParam(required = false) @Nullable String asOf) {
        DefinitionKind<?> known = definitions.kind(kind).form().kind();
        String subject = new DefinitionId(kind, name).stream();
        Shown<DefinitionView> found;
        Moment moment;
        if (asOf == null) {
            found = views.one(subject, atLeast)
                    .orElseGet(() -> new Shown<>(history.head(null), DefinitionView.NONE, subject));
            moment = new Moment(found.position(), clock.instant());
        } else {
            moment = history.moment(asOf);
            found = new Shown<>(moment.position(), then(subject, moment), subject);
        }
        DefinitionView view = found.view().behind(known.first().get(name));
        if (view.versions().isEmpty()) {
            throw new Unknown("unknown-definition", "There is no such version of a definition.");
        }
        return ResponseEntity.ok().eTag(Positions.etag(moment.position())).body(shown(kind, name, view, moment));
    }

    private DefinitionView then(String subject, Moment moment) {
        return history.view(DefinitionProjection.DEFINITION, subject, moment.position())
                .map(Shown::view)
                .orElse(DefinitionView.NONE);
    }

    private Definition shown(String kind, String name, DefinitionView view, Moment moment) {
        Long effective = view.effective(moment.at()).map(Version::version).orElse(null);
        return new Definition(
                kind,
                name,
                effective,
                view.edit(),
                view.versions().stream().map(this::shown).toList());
    }

    private OfVersion shown(Version one) {
        return new OfVersion(
                one.version(),
                one.status(),
                one.draftedBy(),
                one.draftedAt(),
                one.approvedBy(),
                one.effectiveFrom(),
                one.effectiveTo(),
                json.readTree(one.content()));
    }
}
