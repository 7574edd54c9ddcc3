package io.annals.query.customer.list;

import static io.annals.query.customer.CustomerProjection.CUSTOMER;

import io.annals.edge.Actor;
import io.annals.edge.identities.IdentityKeys;
import io.annals.edge.roles.ForStaff;
import io.annals.query.customer.CustomerView;
import io.annals.query.projection.Projections;
import io.annals.query.projection.Views;
import io.annals.query.visibility.NotAboutCustomers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How many customers stand in each of the lists that a day's work begins with. Tells of none of them, so nothing of them is read. */
@NotAboutCustomers("counts over those whom the caller sees")
@RestController
class CustomerListsEndpoint {
    /** Not the latest: those are all. */
    private static final List<String> COUNTED = List.of("waiting", "mine", "team");

    private final Views<CustomerView> views;
    private final CustomerQuery query;

    CustomerListsEndpoint(Projections projections, IdentityKeys keys) {
        this.views = projections.views(CUSTOMER);
        this.query = new CustomerQuery(keys);
    }

    /** @param lists how many customers whom the caller sees, by the name of the list */
    record CustomerLists(Map<String, Long> lists) {}

    @GetMapping("/customer-lists")
    @ForStaff
    CustomerLists lists(@RequestParam(required = false) @Nullable Long atLeast, @AuthenticationPrincipal Actor actor) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String list : COUNTED) {
            counts.put(list, views.count(query.filter(CustomerFilters.saved(Map.of("list", list)), actor), atLeast));
        }
        return new CustomerLists(counts);
    }
}
