package io.annals.query.customer.list;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.mongodb.client.MongoDatabase;
import io.annals.edge.Actor;
import io.annals.edge.Positions;
import io.annals.edge.identities.IdentityKeys;
import io.annals.edge.paging.Cursor;
import io.annals.edge.paging.PageRequest;
import io.annals.edge.paging.Pages;
import io.annals.edge.roles.ForStaffAndTills;
import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.TellsOf;
import io.annals.query.customer.CustomerShape;
import io.annals.query.customer.CustomerView;
import io.annals.query.customer.list.Listing.Asked;
import io.annals.query.projection.History;
import io.annals.query.projection.Projections;
import io.annals.query.projection.Seen;
import io.annals.query.timeline.SeenLines;
import io.annals.query.timeline.search.WordQuery;
import io.annals.query.visibility.Reads;
import io.annals.query.visibility.Visibility;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The customers, in lists. */
@RestController
class CustomersEndpoint {
    private static final int LARGEST_PAGE = 200;

    private final Listing listing;
    private final CustomerQuery query;
    private final IdentityKeys keys;
    private final SeenLines lines;
    private final Reads reads;
    private final Clock clock;

    CustomersEndpoint(
            MongoDatabase database,
            Projections projections,
            History history,
            IdentityKeys keys,
            Reads reads,
            Clock clock) {
        this.listing = new Listing(projections, history);
        this.query = new CustomerQuery(keys);
        this.keys = keys;
        this.lines = new SeenLines(database, projections);
        this.reads = reads;
        this.clock = clock;
    }

    /**
     * @param total how many customers fit
     * @param next cursor of the next page; absent on the last one
     * @param position what all of these reflect at least
     * @param more whether older contacts hold the words as well that were not looked at; absent where it is not so
     */
    record Customers(
            @Open long total,
            @Open @Nullable String next,
            @Open long position,
            @Open @Nullable Boolean more,
            @Open List<Listed> customers) {

        /**
         * @param unread entries after this user's unread line; absent as long as the user has drawn none
         * @param found where the words were found; absent where none were asked for
         */
        record Listed(
                @JsonUnwrapped CustomerShape customer,
                @TellsOf(Field.HISTORY) @Nullable Long unread,
                @TellsOf(Field.TEXTS) @Nullable List<Found> found) {}
    }

    /**
     * Sorted by {@code sort}, the last, most or most recent first unless {@code order=asc}; else as the list has it. Whoever
     * moves while it is paged is not passed over: those who have changed since the first page come again behind the last.
     */
    @GetMapping("/customers")
    @ForStaffAndTills
    ResponseEntity<Customers> customers(
            @ModelAttribute CustomerFilters asked,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable Long atLeast,
            @AuthenticationPrincipal Actor actor) {
        PageRequest page = Pages.of(cursor, limit, LARGEST_PAGE);
        Visibility visibility = Visibility.of(actor);
        reads.refuseIfFull(actor);
        WordQuery words = asked.q() == null ? null : WordQuery.of(asked.q(), "q", keys::recognise);
        Listing.Listed found = listing.read(new Asked(
                query.filter(asked, actor),
                words,
                visibility.sees(Field.TEXTS) && visibility.sees(Field.NOTES), // a hit would tell what stands there
                CustomerQuery.order(asked, visibility),
                page,
                atLeast));
        reads.note(actor, "search", found.views().stream().map(Seen::subject).toList(), null);
        Map<String, Long> unread =
                lines.unread(actor, found.views().stream().map(Seen::subject).toList(), atLeast);
        List<Customers.Listed> customers = found.views().stream()
                .map(seen -> new Customers.Listed(
                        shape(seen, found.position()),
                        unread.get(seen.subject()),
                        words == null
                                ? null
                                : Found.of(words, seen.view(), found.hits().getOrDefault(seen.subject(), List.of()))))
                .toList();
        return ResponseEntity.ok()
                .eTag(Positions.etag(found.position()))
                .body(new Customers(
                        found.total(),
                        Cursor.text(found.next()),
                        found.position(),
                        found.more() ? true : null,
                        customers));
    }

    private CustomerShape shape(Seen<CustomerView> seen, long position) {
        return CustomerShape.of(
                seen.members(), seen.view(), Math.max(seen.position(), position), null, clock.instant());
    }
}
