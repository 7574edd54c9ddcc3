package io.annals.query.live.presence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All seats as this node knows them. Each change tells which customers it concerns. Thread safe. */
final class Roster {
    private final Map<String, Seat> seats = new HashMap<>(); // this and below guarded by this
    private final Map<String, Set<String>> byCustomer = new HashMap<>();

    synchronized Set<String> put(Seat seat) {
        Seat before = seats.put(seat.id(), seat);
        if (seat.equals(before)) {
            return Set.of();
        }
        leave(before);
        if (seat.customer() != null) {
            byCustomer.computeIfAbsent(seat.customer(), _ -> new HashSet<>()).add(seat.id());
        }
        return concerned(before, seat);
    }

    synchronized Set<String> remove(String id) {
        Seat before = seats.remove(id);
        leave(before);
        return concerned(before, null);
    }

    /** These and no others. */
    synchronized Set<String> replace(Collection<Seat> all) {
        Set<String> concerned = new HashSet<>();
        Set<String> ids = all.stream().map(Seat::id).collect(Collectors.toSet());
        for (String id : List.copyOf(seats.keySet())) {
            if (!ids.contains(id)) {
                concerned.addAll(remove(id));
            }
        }
        all.forEach(seat -> concerned.addAll(put(seat)));
        return concerned;
    }

    /** Who is at a customer, the first to come first. */
    synchronized List<Person> at(String customer) {
        return people(byCustomer.getOrDefault(customer, Set.of()).stream()
                .map(seats::get)
                .filter(Objects::nonNull)
                .toList());
    }

    /** Everybody who is here, with the customers whom they have open. */
    synchronized Map<String, List<String>> everybody() {
        Map<String, List<String>> everybody = new TreeMap<>();
        for (Seat seat : seats.values()) {
            List<String> open = everybody.computeIfAbsent(seat.name(), _ -> new ArrayList<>());
            if (seat.customer() != null && !open.contains(seat.customer())) {
                open.add(seat.customer());
            }
        }
        everybody.values().forEach(Collections::sort);
        return everybody;
    }

    /** Those of whom somebody takes care, with who it is. */
    synchronized Map<String, String> claimed() {
        Map<String, String> claimed = new TreeMap<>();
        seats.values().forEach(seat -> {
            if (seat.customer() != null && seat.claimed()) {
                claimed.put(seat.customer(), seat.name());
            }
        });
        return claimed;
    }

    synchronized Set<String> nodes() {
        return seats.values().stream().map(Seat::node).collect(Collectors.toSet());
    }

    private static List<Person> people(List<Seat> there) {
        return there.stream().collect(Collectors.groupingBy(Seat::name)).values().stream()
                .map(Person::of)
                .sorted(Person.FIRST_COME)
                .toList();
    }

    private void leave(@Nullable Seat seat) {
        if (seat != null && seat.customer() != null) {
            byCustomer.computeIfPresent(seat.customer(), (_, there) -> {
                there.remove(seat.id());
                return there.isEmpty() ? null : there;
            });
        }
    }

    private static Set<String> concerned(@Nullable Seat before, @Nullable Seat after) {
        Set<String> concerned = new HashSet<>();
        for (Seat seat : new Seat[] {before, after}) {
            if (seat != null && seat.customer() != null) {
                concerned.add(seat.customer());
            }
        }
        return concerned;
    }
}
