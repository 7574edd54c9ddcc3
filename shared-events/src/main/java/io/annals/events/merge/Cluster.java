package io.annals.events.merge;

import io.annals.events.CustomerId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Customers that are one: a tree of the forest that {@link Links} make.
 *
 * @param members the survivor, under whose id all are shown, then each with whom they have absorbed, in the order in which they
 *     came; never empty
 */
public record Cluster(List<CustomerId> members) {
    /** Somebody who is one with nobody else. */
    public static Cluster alone(CustomerId customer) {
        return new Cluster(List.of(customer));
    }

    /**
     * The cluster of a customer.
     *
     * @param links of each customer, all at the same position
     */
    public static Cluster of(CustomerId customer, Function<CustomerId, Links> links) {
        Set<CustomerId> members = new LinkedHashSet<>();
        gather(way(customer, links).getLast(), links, members);
        return new Cluster(List.copyOf(members));
    }

    /** The customer, who absorbed them, and so on up to the survivor. */
    private static List<CustomerId> way(CustomerId customer, Function<CustomerId, Links> links) {
        List<CustomerId> way = new ArrayList<>(List.of(customer));
        CustomerId above = links.apply(customer).into();
        while (above != null && !way.contains(above)) {
            way.add(above);
            above = links.apply(above).into();
        }
        return way;
    }

    private static void gather(CustomerId one, Function<CustomerId, Links> links, Set<CustomerId> members) {
        if (members.add(one)) {
            links.apply(one).absorbed().forEach(absorbed -> gather(absorbed, links, members));
        }
    }

    public CustomerId survivor() {
        return members.getFirst();
    }

    public boolean isAlone() {
        return members.size() == 1;
    }

    public boolean has(CustomerId customer) {
        return members.contains(customer);
    }
}
