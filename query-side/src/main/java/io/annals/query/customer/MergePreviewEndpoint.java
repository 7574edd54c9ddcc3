package io.annals.query.customer;

import static io.annals.query.customer.CustomerProjection.CUSTOMER;

import io.annals.edge.Actor;
import io.annals.edge.refusal.BadInput;
import io.annals.events.CustomerId;
import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.TellsOf;
import io.annals.query.projection.Projections;
import io.annals.query.projection.Seen;
import io.annals.query.projection.Shown;
import io.annals.query.projection.Views;
import io.annals.query.visibility.Belongings;
import io.annals.query.visibility.Visibility;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What would come of a merge of two customers. */
@RestController
class MergePreviewEndpoint {
    private final Views<CustomerView> views;
    private final Belongings belongings;
    private final Clock clock;

    MergePreviewEndpoint(Projections projections, Belongings belongings, Clock clock) {
        this.views = projections.views(CUSTOMER);
        this.belongings = belongings;
        this.clock = clock;
    }

    /** @param other what the one that is absorbed has, and would not be shown */
    record Difference(
            @TellsOf(Field.ATTRIBUTES) String field,
            @TellsOf(Field.ATTRIBUTES) String kept,
            @TellsOf(Field.ATTRIBUTES) String other) {}

    /**
     * What a merge would come to.
     *
     * @param customer as both would be shown
     * @param differences where the two say something else of the same
     */
    record Preview(
            @Open CustomerShape customer,
            @TellsOf(Field.ATTRIBUTES) List<Difference> differences) {}

    /** What would be shown if the one absorbed the other; nothing is recorded. */
    @GetMapping("/customers/{id}/merges/{absorbed}/preview")
    @RolesAllowed({"AGENT", "SUPERVISOR", "SALES", "MANAGER", "SERVICE", "ADMINISTRATOR"})
    Preview preview(
            @PathVariable CustomerId id, @PathVariable CustomerId absorbed, @AuthenticationPrincipal Actor actor) {
        Shown<CustomerView> survivor = one(id);
        if (!belongings.reaches(actor.scope(), absorbed.toString())) {
            throw Visibility.unknownCustomer();
        }
        Shown<CustomerView> other = one(absorbed);
        if (survivor.members().contains(other.subject())) {
            throw new BadInput("absorbed", "must be another customer");
        }
        CustomerView together = CUSTOMER.fold().combined(List.of(seen(survivor), seen(other)));
        List<String> members = new ArrayList<>(survivor.members());
        members.addAll(other.members());
        return new Preview(
                CustomerShape.of(
                        members, together, Math.min(survivor.position(), other.position()), null, clock.instant()),
                differences(survivor.view(), other.view()));
    }

    private Shown<CustomerView> one(CustomerId customer) {
        return views.one(customer.toString(), null).orElseThrow(Visibility::unknownCustomer);
    }

    private static Seen<CustomerView> seen(Shown<CustomerView> shown) {
        return new Seen<>(shown.subject(), shown.position(), 0, false, shown.view());
    }

    private static List<Difference> differences(CustomerView kept, CustomerView other) {
        List<Difference> all = new ArrayList<>();
        differ(all, "name", kept.name(), other.name());
        differ(all, "party", kept.party(), other.party());
        for (String name : new TreeSet<>(kept.attributes().keySet())) {
            differ(
                    all,
                    "attributes." + name,
                    kept.attributes().get(name),
                    other.attributes().get(name));
        }
        Map<String, String> others = CustomerSections.compared(other.sections());
        CustomerSections.compared(kept.sections()).forEach((name, one) -> differ(all, name, one, others.get(name)));
        differ(all, "team", kept.team(), other.team());
        differ(all, "region", kept.region(), other.region());
        return all;
    }

    private static void differ(List<Difference> all, String field, @Nullable Object kept, @Nullable Object other) {
        if (kept != null && other != null && !Objects.equals(kept, other)) {
            all.add(new Difference(field, kept.toString(), other.toString()));
        }
    }
}
