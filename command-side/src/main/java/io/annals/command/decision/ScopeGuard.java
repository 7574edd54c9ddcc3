package io.annals.command.decision;

import io.annals.edge.Scope;
import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.customer.CustomerEvent;
import io.annals.events.customer.CustomerEvent.CustomerRegistered;
import io.annals.events.customer.CustomerEvent.RegionAssigned;
import io.annals.events.customer.CustomerEvent.TeamAssigned;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How far one decision may reach: to the customers in its sender's scope. A customer beyond it is nobody, so the refusal is
 * that of an id that nobody has. Who may decide about everybody is asked nothing.
 */
record ScopeGuard(Scope scope) {
    /**
     * Where a customer belongs, by their own stream.
     *
     * @param with streams of all who are one with them and belong there too; empty for their own alone
     */
    record Belonging(
            boolean known, @Nullable String team, @Nullable String region, List<String> with) {
        static final Fold<Belonging, CustomerEvent> FOLD =
                Fold.of(CustomerEvent.class, new Belonging(false, null, null, List.of()), Belonging::after);

        private Belonging after(CustomerEvent event) {
            return switch (event) {
                case TeamAssigned to -> new Belonging(true, to.team(), region, with);
                case RegionAssigned to -> new Belonging(true, team, to.region(), with);
                default -> new Belonging(true, team, region, with); // none of the others says where
            };
        }

        /** Where those belong who are one: where the first does of whom it is said. */
        static Belonging together(SequencedMap<String, Belonging> byStream) {
            return new Belonging(
                    byStream.values().stream().anyMatch(Belonging::known),
                    first(byStream, Belonging::team),
                    first(byStream, Belonging::region),
                    List.copyOf(byStream.keySet()));
        }

        private static @Nullable String first(
                SequencedMap<String, Belonging> byStream, Function<Belonging, @Nullable String> component) {
            return byStream.values().stream()
                    .map(component)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
    }

    /**
     * Looks whether a stream may be looked at.
     *
     * @param belonging where the customer of a stream belongs
     * @throws UnknownCustomer when it is that of a customer beyond the scope
     */
    void refuseBeyond(String stream, Function<String, Belonging> belonging) {
        if (scope instanceof Scope.All || !stream.startsWith(CustomerId.STREAMS)) {
            return;
        }
        Belonging of = belonging.apply(stream);
        if (of.known() && !reaches(stream, of)) {
            throw new UnknownCustomer();
        }
    }

    /** The same for whoever a decision tells something about. */
    void refuseBeyond(List<? extends Fact> facts, Function<String, Belonging> belonging) {
        if (scope instanceof Scope.All) {
            return;
        }
        for (Fact fact : facts) {
            CustomerId customer = fact.customer();
            if (customer != null) {
                refuseBeyond(customer.stream(), belonging);
            }
        }
    }

    private boolean reaches(String stream, Belonging of) {
        return switch (scope) {
            case Scope.All() -> true;
            case Scope.Team(String team) -> team.equals(of.team());
            case Scope.Region(String region) -> region.equals(of.region());
            case Scope.Own(CustomerId customer) ->
                stream.equals(customer.stream()) || of.with().contains(customer.stream());
        };
    }

    /** The facts, and where the customers belong who are new among them: whoever registers a customer goes on seeing them. */
    List<? extends Fact> within(List<? extends Fact> facts) {
        if (scope instanceof Scope.All) {
            return facts;
        }
        List<Fact> more = new ArrayList<>();
        for (Fact fact : facts) {
            if (fact instanceof CustomerRegistered registered) {
                switch (scope) {
                    case Scope.Team(String team) ->
                        more.add(new TeamAssigned(registered.customer(), team, registered.occurredAt()));
                    case Scope.Region(String region) ->
                        more.add(new RegionAssigned(registered.customer(), region, registered.occurredAt()));
                    case Scope.All _, Scope.Own _ -> {}
                }
            }
        }
        if (more.isEmpty()) {
            return facts;
        }
        more.addAll(0, facts);
        return List.copyOf(more);
    }
}
