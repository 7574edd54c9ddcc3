package io.annals.query.timeline;

import io.annals.edge.Positions;
import io.annals.edge.refusal.BadInput;
import io.annals.events.CustomerId;
import io.annals.query.projection.History;
import io.annals.query.projection.History.Moment;
import io.annals.query.sight.Sight;
import io.annals.query.timeline.Timeline.Asked;
import io.annals.query.timeline.Timeline.Pages;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
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

    TimelineEndpoint(History history) {
        this.history = history;
        this.timeline = new Timeline(history);
    }

    /**
     * @param next cursor of the next page; absent on the last one
     * @param position what the page reflects
     * @param asOf the position of history that was asked for; absent otherwise
     */
    record TimelinePage(
            CustomerId customer,
            List<TimelineEntry> entries,
            @Nullable String next,
            long position,
            @Nullable Long asOf) {}

    @GetMapping("/customers/{id}/timeline")
    @RolesAllowed({
        "AGENT",
        "SUPERVISOR",
        "SALES",
        "MARKETING",
        "TECHNICIAN",
        "MANAGER",
        "AUDITOR",
        "SERVICE",
        "CUSTOMER",
        "ADMINISTRATOR"
    })
    ResponseEntity<TimelinePage> timeline(
            @PathVariable CustomerId id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable Long atLeast,
            @RequestParam(required = false) @Nullable String asOf) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new BadInput("limit", "must be 1 to " + LARGEST_PAGE);
        }
        Place after = cursor == null ? null : Place.of(cursor);
        Moment moment = asOf == null ? null : history.moment(asOf);
        long upTo = moment == null ? history.head(atLeast) : moment.position();
        Pages pages = timeline.read(id.toString(), new Asked(upTo, kind, channel, from, to, after, limit));
        if (!pages.known()) {
            throw Sight.unknownCustomer();
        }
        Place next = pages.next();
        TimelinePage page = new TimelinePage(
                id, pages.entries(), next == null ? null : next.cursor(), upTo, moment == null ? null : upTo);
        return ResponseEntity.ok().eTag(Positions.etag(upTo)).body(page);
    }
}
