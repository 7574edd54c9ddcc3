package io.annals.query.customer;

import static io.annals.query.customer.CustomerProjection.CUSTOMER;

import io.annals.edge.Positions;
import io.annals.edge.roles.ForEverybody;
import io.annals.events.CustomerId;
import io.annals.query.projection.History;
import io.annals.query.projection.History.Moment;
import io.annals.query.projection.Projections;
import io.annals.query.projection.Shown;
import io.annals.query.projection.Views;
import io.annals.query.visibility.Visibility;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One customer. */
@RestController
class CustomerEndpoint {
    private final Views<CustomerView> views;
    private final History history;
    private final Clock clock;

    CustomerEndpoint(Projections projections, History history, Clock clock) {
        this.views = projections.views(CUSTOMER);
        this.history = history;
        this.clock = clock;
    }

    /** By the id of one who has been merged into another it answers as by that other's. */
    @GetMapping("/customers/{id}")
    @ForEverybody
    ResponseEntity<CustomerShape> customer(
            @PathVariable CustomerId id,
            @RequestParam(required = false) @Nullable Long atLeast,
            @RequestParam(required = false) @Nullable String asOf) {
        CustomerShape shape = asOf == null ? now(id, atLeast) : then(id, history.moment(asOf));
        return ResponseEntity.ok().eTag(Positions.etag(shape.position())).body(shape);
    }

    private CustomerShape now(CustomerId id, @Nullable Long atLeast) {
        Shown<CustomerView> shown = views.one(id.toString(), atLeast).orElseThrow(Visibility::unknownCustomer);
        Visibility.showsTogether(shown.members());
        return CustomerShape.of(shown, null, clock.instant());
    }

    private CustomerShape then(CustomerId id, Moment moment) {
        return history.view(CUSTOMER, id.toString(), moment.position())
                .map(shown -> {
                    Visibility.showsTogether(shown.members());
                    return CustomerShape.of(shown, moment.position(), moment.at());
                })
                .orElseThrow(Visibility::unknownCustomer);
    }
}
