package io.annals.query.customer;

import static io.annals.query.customer.CustomerProjection.CUSTOMER;

import io.annals.edge.Actor;
import io.annals.edge.EdgeSettings;
import io.annals.edge.Positions;
import io.annals.edge.refusal.BadInput;
import io.annals.edge.refusal.NotAllowed;
import io.annals.encoding.Pseudonyms;
import io.annals.events.CustomerId;
import io.annals.query.projection.History;
import io.annals.query.projection.History.Moment;
import io.annals.query.projection.Page;
import io.annals.query.projection.Projections;
import io.annals.query.projection.Seen;
import io.annals.query.projection.Shown;
import io.annals.query.projection.Views;
import io.annals.query.sight.Field;
import io.annals.query.sight.Reads;
import io.annals.query.sight.Sight;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One customer, and the list of them. */
@RestController
class CustomerEndpoint {
    private static final int LARGEST_PAGE = 200;
    private static final int DEEPEST = 1_000_000; // what is passed over is read all the same

    private final Views<CustomerView> views;
    private final History history;
    private final CustomerQuery query;
    private final Reads reads;
    private final Clock clock;

    CustomerEndpoint(
            Projections projections,
            History history,
            Pseudonyms pseudonyms,
            EdgeSettings settings,
            Reads reads,
            Clock clock) {
        this.views = projections.views(CUSTOMER);
        this.history = history;
        this.query = new CustomerQuery(pseudonyms, settings);
        this.reads = reads;
        this.clock = clock;
    }

    /**
     * @param total how many customers fit
     * @param position what all of these reflect at least
     */
    record Customers(long total, int page, int size, long position, List<CustomerShape> customers) {}

    @GetMapping("/customers/{id}")
    @RolesAllowed({
        "AGENT",
        "SUPERVISOR",
        "SALES",
        "MARKETING",
        "TECHNICIAN",
        "MANAGER",
        "AUDITOR",
        "TILL",
        "SERVICE",
        "CUSTOMER",
        "ADMINISTRATOR"
    })
    ResponseEntity<CustomerShape> customer(
            @PathVariable CustomerId id,
            @RequestParam(required = false) @Nullable Long atLeast,
            @RequestParam(required = false) @Nullable String asOf) {
        CustomerShape shape = asOf == null ? now(id, atLeast) : then(id, history.moment(asOf));
        return ResponseEntity.ok().eTag(Positions.etag(shape.position())).body(shape);
    }

    private CustomerShape now(CustomerId id, @Nullable Long atLeast) {
        Shown<CustomerView> shown = views.one(id.toString(), atLeast).orElseThrow(Sight::unknownCustomer);
        return CustomerShape.of(id, shown.view(), shown.position(), null, clock.instant());
    }

    private CustomerShape then(CustomerId id, Moment moment) {
        return history.view(CUSTOMER, id.toString(), moment.position())
                .map(shown -> CustomerShape.of(id, shown.view(), shown.position(), moment.position(), moment.at()))
                .orElseThrow(Sight::unknownCustomer);
    }

    /** Sorted by {@code sort}, the last, most or most recent first unless {@code order=asc}; pages count from 0. */
    @GetMapping("/customers")
    @RolesAllowed({
        "AGENT",
        "SUPERVISOR",
        "SALES",
        "MARKETING",
        "TECHNICIAN",
        "MANAGER",
        "AUDITOR",
        "TILL",
        "SERVICE",
        "ADMINISTRATOR"
    })
    ResponseEntity<Customers> customers(
            @RequestParam Map<String, String> asked,
            @RequestParam(defaultValue = "lastContact") String sort,
            @RequestParam(defaultValue = "desc") String order,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size,
            @RequestParam(required = false) @Nullable Long atLeast,
            @AuthenticationPrincipal Actor actor) {
        if (size < 1 || size > LARGEST_PAGE) {
            throw new BadInput("size", "must be 1 to " + LARGEST_PAGE);
        }
        if (page < 0 || page > DEEPEST / size) {
            throw new BadInput("page", "must be 0 to " + DEEPEST / size);
        }
        Sight sight = Sight.of(actor);
        reads.refuseIfFull();
        Page<CustomerView> found =
                views.page(query.filter(asked, sight), sorted(sort, order, sight), page * size, size, atLeast);
        reads.note(actor, "search", found.views().stream().map(Seen::subject).toList(), null);
        List<CustomerShape> customers = found.views().stream()
                .map(seen -> CustomerShape.of(
                        CustomerId.of(seen.subject()),
                        seen.view(),
                        Math.max(seen.position(), found.position()),
                        null,
                        clock.instant()))
                .toList();
        return ResponseEntity.ok()
                .eTag(Positions.etag(found.position()))
                .body(new Customers(found.total(), page, size, found.position(), customers));
    }

    /** An order tells of what it goes by. */
    private static Bson sorted(String sort, String order, Sight sight) {
        CustomerSort by = CustomerSort.of(sort);
        if (by == CustomerSort.MONEY && !sight.sees(Field.MONEY)) {
            throw new NotAllowed("Your role does not see what customers spend.");
        }
        return switch (order) {
            case "asc" -> by.ascending();
            case "desc" -> by.descending();
            default -> throw new BadInput("order", "must be asc or desc");
        };
    }
}
