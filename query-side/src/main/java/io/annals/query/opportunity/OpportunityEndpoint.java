package io.annals.query.opportunity;

import static io.annals.query.opportunity.OpportunityProjection.AMOUNT;
import static io.annals.query.opportunity.OpportunityProjection.ID;
import static io.annals.query.opportunity.OpportunityProjection.OPENED_AT;
import static io.annals.query.opportunity.OpportunityProjection.OPPORTUNITIES;
import static io.annals.query.opportunity.OpportunityProjection.OPPORTUNITY;
import static io.annals.query.opportunity.OpportunityProjection.OWNER;
import static io.annals.query.opportunity.OpportunityProjection.PIPELINE;
import static io.annals.query.opportunity.OpportunityProjection.PIPELINE_VERSION;
import static io.annals.query.opportunity.OpportunityProjection.STAGE;
import static io.annals.query.opportunity.OpportunityProjection.STATE;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import io.annals.edge.Actor;
import io.annals.edge.Positions;
import io.annals.edge.paging.Cursor;
import io.annals.edge.paging.Keyset;
import io.annals.edge.paging.PageRequest;
import io.annals.edge.paging.Pages;
import io.annals.edge.refusal.Unknown;
import io.annals.edge.roles.ForStaff;
import io.annals.events.CustomerId;
import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.TellsOf;
import io.annals.events.opportunity.OpportunityId;
import io.annals.events.opportunity.Pipeline;
import io.annals.events.opportunity.Pipeline.Outcome;
import io.annals.query.definition.Definitions;
import io.annals.query.opportunity.OpportunitiesView.Opportunity;
import io.annals.query.opportunity.OpportunitySums.Amount;
import io.annals.query.opportunity.OpportunitySums.OfStage;
import io.annals.query.opportunity.OpportunitySums.Part;
import io.annals.query.projection.Elements;
import io.annals.query.projection.History;
import io.annals.query.projection.History.Moment;
import io.annals.query.projection.Inside;
import io.annals.query.projection.Projections;
import io.annals.query.projection.Views;
import io.annals.query.visibility.Belonging;
import io.annals.query.visibility.Reads;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists of opportunities with their sums, and one by itself. */
@RestController
class OpportunityEndpoint {
    private static final int LARGEST_PAGE = 200;
    private static final int MOST = 1_000;
    private static final Keyset IDENTITY = Keyset.ascending(ID);
    private static final Keyset NEWEST_FIRST = Keyset.descending(OPENED_AT, ID);
    private static final String ME = "me";
    private static final String CURRENCY = "currency";
    private static final String COUNT = "count";

    private final Views<OpportunitiesView> views;
    private final Definitions definitions;
    private final History history;
    private final Reads reads;
    private final Clock clock;

    OpportunityEndpoint(Projections projections, Definitions definitions, History history, Reads reads, Clock clock) {
        this.views = projections.views(OPPORTUNITY);
        this.definitions = definitions;
        this.history = history;
        this.reads = reads;
        this.clock = clock;
    }

    /**
     * @param total how many opportunities fit
     * @param next cursor of the next page; absent on the last one
     * @param position what all of these reflect at least
     * @param sums of all that fit, by pipeline and stage
     * @param totals of all that fit
     */
    record Opportunities(
            @Open long total,
            @Open @Nullable String next,
            @Open long position,
            @Open List<Opportunity> opportunities,
            @Open List<OfStage> sums,
            @TellsOf(Field.MONEY) List<Amount> totals) {}

    /** @param asOf the position of history that was asked for; absent in the live view */
    record CustomersOpportunities(
            CustomerId customer,
            @Open List<Opportunity> opportunities,
            @Open long position,
            @Open @Nullable Long asOf) {}

    /**
     * The latest first; those of customers in the caller's scope. What changes while it is paged is not passed over: it comes
     * again behind the last page.
     *
     * @param owner {@code me} or a login name; without it everybody's
     */
    @GetMapping("/opportunities")
    @ForStaff
    ResponseEntity<Opportunities> opportunities(
            @TellsOf(Field.COLLEAGUES) @RequestParam(required = false) @Nullable String owner,
            @TellsOf(Field.COLLEAGUES) @RequestParam(required = false) @Nullable String stage,
            @TellsOf(Field.COLLEAGUES) @RequestParam(required = false) @Nullable String pipeline,
            @RequestParam(required = false) @Nullable CustomerId customer,
            @TellsOf(Field.COLLEAGUES) @RequestParam(defaultValue = "open") Outcome state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable Long atLeast,
            @AuthenticationPrincipal Actor actor) {
        PageRequest page = Pages.of(cursor, limit, LARGEST_PAGE);
        List<Bson> fits = new ArrayList<>(List.of(Filters.eq(STATE, state.name())));
        if (owner != null) {
            fits.add(Filters.eq(OWNER, owner.equals(ME) ? actor.name() : owner));
        }
        if (stage != null) {
            fits.add(Filters.eq(STAGE, stage));
        }
        if (pipeline != null) {
            fits.add(Filters.eq(PIPELINE, pipeline));
        }
        Bson theirs = Belonging.within(actor.scope());
        Bson looked = customer == null ? theirs : Filters.and(Views.showing(customer.toString()), theirs);
        Inside inside = new Inside(OPPORTUNITIES, looked, Filters.and(fits));
        reads.refuseIfFull(actor);
        Elements<Opportunity> found = views.elements(inside, Opportunity.class, NEWEST_FIRST, IDENTITY, page, atLeast);
        OpportunitySums sums = sums(inside, atLeast);
        note(actor, found.elements());
        return ResponseEntity.ok()
                .eTag(Positions.etag(found.position()))
                .body(new Opportunities(
                        found.total(),
                        Cursor.text(found.next()),
                        found.position(),
                        found.elements(),
                        sums.sums(),
                        sums.totals()));
    }

    private OpportunitySums sums(Inside inside, @Nullable Long atLeast) {
        List<Bson> steps = new ArrayList<>(inside.steps());
        Document alike = new Document(PIPELINE, "$" + PIPELINE)
                .append(PIPELINE_VERSION, "$" + PIPELINE_VERSION)
                .append(STAGE, "$" + STAGE)
                .append(CURRENCY, "$" + AMOUNT + "." + CURRENCY);
        steps.add(Aggregates.group(
                alike, Accumulators.sum(COUNT, 1L), Accumulators.sum(AMOUNT, "$" + AMOUNT + "." + AMOUNT)));
        List<Part> parts = views.aggregate(steps, atLeast).found().stream()
                .map(OpportunityEndpoint::part)
                .toList();
        Instant now = clock.instant();
        Map<String, Pipeline> effective = new HashMap<>();
        Map<String, Pipeline> named = new HashMap<>();
        for (Part part : parts) {
            definitions
                    .inForce(Pipeline.KIND, part.pipeline(), now)
                    .ifPresent(content -> effective.put(part.pipeline(), content));
            definitions
                    .version(Pipeline.KIND, part.pipeline(), part.version())
                    .ifPresent(content -> named.put(OpportunitySums.key(part), content));
        }
        return OpportunitySums.of(parts, OpportunitySums.probabilities(effective, named));
    }

    private static Part part(BsonDocument group) {
        BsonDocument alike = group.getDocument("_id");
        BigDecimal amount = group.get(AMOUNT) instanceof BsonDecimal128 sum
                ? sum.getValue().bigDecimalValue()
                : BigDecimal.ZERO; // none of them has an amount
        return new Part(
                alike.getString(PIPELINE).getValue(),
                alike.getNumber(PIPELINE_VERSION).longValue(),
                alike.getString(STAGE).getValue(),
                alike.get(CURRENCY) instanceof BsonString currency ? currency.getValue() : null,
                group.getNumber(COUNT).longValue(),
                amount);
    }

    private void note(Actor actor, List<Opportunity> shown) {
        reads.note(
                actor,
                OPPORTUNITIES,
                shown.stream().map(one -> one.customer().toString()).distinct().toList(),
                null);
    }

    /** Its {@code version} is what an edit names in If-Match. One of a customer beyond the caller's scope is none. */
    @GetMapping("/opportunities/{opportunity}")
    @ForStaff
    ResponseEntity<Opportunity> one(
            @PathVariable OpportunityId opportunity,
            @RequestParam(required = false) @Nullable Long atLeast,
            @AuthenticationPrincipal Actor actor) {
        reads.refuseIfFull(actor);
        Elements<Opportunity> seen = one(opportunity, actor, atLeast);
        boolean hasYetToCome = seen.elements().isEmpty() && history.begins(opportunity.stream()) > seen.position();
        Elements<Opportunity> found = hasYetToCome ? one(opportunity, actor, history.head(null)) : seen;
        note(actor, found.elements());
        return found.elements().stream()
                .findFirst()
                .map(one -> ResponseEntity.ok()
                        .eTag(Positions.etag(found.position()))
                        .body(one))
                .orElseThrow(() -> new Unknown("unknown-opportunity", "There is no such opportunity."));
    }

    private Elements<Opportunity> one(OpportunityId id, Actor actor, @Nullable Long atLeast) {
        Inside inside = new Inside(OPPORTUNITIES, Belonging.within(actor.scope()), Filters.eq(ID, id.toString()));
        return views.elements(inside, Opportunity.class, IDENTITY, null, new PageRequest(null, 1), atLeast);
    }

    /** A customer's, the first 1,000, in the order in which they were opened, today or as they were. */
    @GetMapping("/customers/{id}/opportunities")
    @ForStaff
    ResponseEntity<CustomersOpportunities> ofCustomer(
            @PathVariable CustomerId id,
            @TellsOf(Field.COLLEAGUES) @RequestParam(required = false) @Nullable Outcome state,
            @RequestParam(required = false) @Nullable Long atLeast,
            @RequestParam(required = false) @Nullable String asOf) {
        CustomersOpportunities all = asOf == null ? now(id, state, atLeast) : then(id, state, history.moment(asOf));
        return ResponseEntity.ok().eTag(Positions.etag(all.position())).body(all);
    }

    private CustomersOpportunities now(CustomerId id, @Nullable Outcome state, @Nullable Long atLeast) {
        Bson fits = state == null ? Filters.exists(STATE) : Filters.eq(STATE, state.name());
        Inside inside = new Inside(OPPORTUNITIES, Views.showing(id.toString()), fits);
        Elements<Opportunity> found = views.elements(
                inside, Opportunity.class, Keyset.ascending(OPENED_AT, ID), null, new PageRequest(null, MOST), atLeast);
        return new CustomersOpportunities(whose(id, found.elements()), found.elements(), found.position(), null);
    }

    private CustomersOpportunities then(CustomerId id, @Nullable Outcome state, Moment moment) {
        List<Opportunity> all = history.view(OPPORTUNITY, id.toString(), moment.position()).stream()
                .flatMap(shown -> shown.view().opportunities().stream())
                .filter(one -> state == null || one.state() == state)
                .limit(MOST)
                .toList();
        return new CustomersOpportunities(whose(id, all), all, moment.position(), moment.position());
    }

    /** Those of one who has been merged into another are that other's. */
    private static CustomerId whose(CustomerId asked, List<Opportunity> all) {
        return all.isEmpty() ? asked : all.getFirst().customer();
    }
}
