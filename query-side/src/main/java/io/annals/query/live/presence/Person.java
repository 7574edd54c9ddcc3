package io.annals.query.live.presence;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Somebody at a customer, in however many windows.
 *
 * @param name as the log names them
 * @param viewing whether any of the windows is looked at
 * @param typing whether anything is being written in any of them
 * @param claim whether they have claimed the customer
 * @param since when the first of the windows came to the customer, by the clock of its node
 */
public record Person(String name, boolean viewing, boolean typing, boolean claim, Instant since) {
    static final Comparator<Person> FIRST_COME =
            Comparator.comparing(Person::since).thenComparing(Person::name);

    /** @param windows one at least, all of the same person */
    static Person of(List<Seat> windows) {
        return new Person(
                windows.getFirst().name(),
                windows.stream().anyMatch(Seat::viewing),
                windows.stream().anyMatch(Seat::typing),
                windows.stream().anyMatch(Seat::claimed),
                windows.stream().map(Seat::since).min(Comparator.naturalOrder()).orElseThrow());
    }
}
