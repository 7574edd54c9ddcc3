package io.annals.query.timeline;

import static io.annals.query.timeline.TimelineProjection.TIMELINE;

import io.annals.edge.Actor;
import io.annals.edge.Positions;
import io.annals.edge.json.Instants;
import io.annals.edge.paging.Pages;
import io.annals.edge.refusal.BadInput;
import io.annals.edge.roles.ForStaffAndCustomers;
import io.annals.events.CustomerId;
import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.TellsOf;
import io.annals.query.projection.History;
import io.annals.query.projection.History.Moment;
import io.annals.query.projection.Projections;
import io.annals.query.timeline.Timeline.Asked;
import io.annals.query.timeline.Timeline.Stretch;
import io.annals.query.visibility.Visibility;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One customer's timeline, in pages. */
@RestController
class TimelineEndpoint {
    private static final int LARGEST_PAGE = 500;

    private final History history;
    private final Timeline timeline;

    TimelineEndpoint(History history, Projections projections) {
        this.history = history;
        this.timeline = new Timeline(history, projections.views(TIMELINE));
    }

    /**
     * @param entries newest first
     * @param next cursor of the next page of older entries; absent on the last one
     * @param previous cursor of the page of newer entries; absent on the newest one
     * @param total how many entries the timeline has in all for whoever asks; absent where not all were asked for
     * @param position what the page reflects
     * @param asOf the position of history that was asked for; absent otherwise
     */
    record TimelinePage(
            CustomerId customer,
            @Open List<TimelineEntry> entries,
            @Open @Nullable String next,
            @Open @Nullable String previous,
            @Open @Nullable Long total,
            @Open long position,
            @Open @Nullable Long asOf) {}

    /** @param around an instant to jump to: half of the page happened up to then, half of it later */
    @GetMapping("/customers/{id}/timeline")
    @ForStaffAndCustomers
    ResponseEntity<TimelinePage> timeline(
            @PathVariable CustomerId id,
            @RequestParam(required = false) @Nullable String cursor,
            @TellsOf(Field.HISTORY) @RequestParam(required = false) @Nullable String around,
            @RequestParam(defaultValue = "50") int limit,
            @TellsOf(Field.HISTORY) @RequestParam(required = false) @Nullable String kind,
            @TellsOf(Field.HISTORY) @RequestParam(required = false) @Nullable String channel,
            @TellsOf(Field.HISTORY) @RequestParam(required = false) @Nullable Instant from,
            @TellsOf(Field.HISTORY) @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable Long atLeast,
            @RequestParam(required = false) @Nullable String asOf,
            @AuthenticationPrincipal Actor actor) {
        Pages.check("limit", limit, LARGEST_PAGE);
        if (cursor != null && around != null) {
            throw new BadInput("around", "must not come with a cursor");
        }
        PageCursor beyond = cursor == null ? null : PageCursor.of(cursor);
        Instant middle = around == null ? null : Instants.parse(around, "around");
        Moment moment = asOf == null ? null : history.moment(asOf);
        long upTo = moment == null ? history.head(atLeast) : moment.position();
        Asked asked = new Asked(upTo, kind, channel, from, to, ToldFamilies.ALL.hidden(Visibility.of(actor)));
        Stretch pages = middle == null
                ? timeline.read(id.toString(), asked, beyond, limit)
                : timeline.around(id.toString(), asked, middle, limit);
        if (!pages.known()) {
            throw Visibility.unknownCustomer();
        }
        Visibility.showsTogether(pages.members());
        TimelinePage page = new TimelinePage(
                CustomerId.of(pages.members().getFirst()),
                pages.entries(),
                text(pages.older()),
                text(pages.newer()),
                asked.all() && moment == null ? pages.total() : null,
                upTo,
                moment == null ? null : upTo);
        return ResponseEntity.ok().eTag(Positions.etag(upTo)).body(page);
    }

    private static @Nullable String text(@Nullable PageCursor cursor) {
        return cursor == null ? null : cursor.text();
    }
}
