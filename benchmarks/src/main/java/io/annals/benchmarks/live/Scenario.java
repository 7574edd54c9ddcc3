package io.annals.benchmarks.live;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Who watches what, and how much is published.
 *
 * @param own whether each socket watches a customer of its own; else all watch the same one
 * @param sockets those that are read and measured
 * @param rate contacts a second
 * @param idle sockets that watch customers with whom nothing happens
 * @param stuck sockets on the same customer that are never read once they are subscribed
 */
record Scenario(String name, boolean own, int sockets, int rate, int idle, int stuck) {
    static final List<Scenario> ALL = List.of(
            new Scenario("own-50", true, 1_000, 50, 0, 0),
            new Scenario("same-20", false, 1_000, 20, 0, 0),
            new Scenario("same-100", false, 1_000, 100, 0, 0),
            new Scenario("stuck-20", false, 1_000, 20, 0, 10),
            new Scenario("stuck-100", false, 1_000, 100, 0, 10),
            new Scenario("idle-20", false, 1_000, 20, 10_000, 0));

    /** What goes before: contacts as fast as lets the compiler see enough of them, then the same to many. */
    static final List<Scenario> WARMING =
            List.of(new Scenario("warm-up", true, 1_000, 300, 0, 0), new Scenario("warm-up", false, 1_000, 100, 0, 0));

    /** How many sockets each contact reaches. */
    int receivers() {
        return own ? 1 : sockets;
    }

    String told() {
        return "%s: %,d sockets, %s, %d contacts a second%s%s"
                .formatted(
                        name,
                        sockets,
                        own ? "each its own customer" : "all on the same customer",
                        rate,
                        idle > 0 ? ", beside %,d idle ones".formatted(idle) : "",
                        stuck > 0 ? ", and %d that do not read".formatted(stuck) : "");
    }

    /** Finds a scenario by its name. */
    static final class ByName implements ITypeConverter<Scenario> {
        @Override
        public Scenario convert(String name) {
            return ALL.stream()
                    .filter(scenario -> scenario.name.equals(name))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("is none of "
                            + Arrays.toString(ALL.stream().map(Scenario::name).toArray())));
        }
    }
}
