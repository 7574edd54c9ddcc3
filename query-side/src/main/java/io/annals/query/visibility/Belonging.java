package io.annals.query.visibility;

import com.mongodb.client.model.Filters;
import io.annals.edge.Scope;
import io.annals.encoding.EventEncoding;
import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.customer.CustomerEvent.RegionAssigned;
import io.annals.events.customer.CustomerEvent.TeamAssigned;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * To which team and region a customer belongs. Views of which lists are made keep it as {@code belonging}, so that a list,
 * its pages and its total are those of whoever asks.
 */
public record Belonging(@Nullable String team, @Nullable String region) {
    public static final Belonging NOWHERE = new Belonging(null, null);

    /** The events that say it. */
    public static final Set<String> TYPES =
            Set.of(EventEncoding.nameOf(TeamAssigned.class), EventEncoding.nameOf(RegionAssigned.class));

    /** Where the customer belongs when this has happened too. */
    public Belonging after(Fact fact) {
        return switch (fact) {
            case TeamAssigned to -> new Belonging(to.team(), region);
            case RegionAssigned to -> new Belonging(team, to.region());
            default -> this; // none of the others says where
        };
    }

    /** Where those belong who are one: where the first does of whom it is said. */
    public static Belonging together(List<Belonging> several) {
        return new Belonging(
                several.stream()
                        .map(Belonging::team)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                several.stream()
                        .map(Belonging::region)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
    }

    /** The stored views of the customers whom a scope reaches. */
    public static Bson within(Scope scope) {
        return switch (scope) {
            case Scope.All() -> Filters.empty();
            case Scope.Team(String team) -> Filters.eq("view.belonging.team", team);
            case Scope.Region(String region) -> Filters.eq("view.belonging.region", region);
            case Scope.Own(CustomerId customer) -> Filters.eq(customer.toString());
        };
    }
}
