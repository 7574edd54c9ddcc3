package io.annals.events;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * A sealed family of facts, declared beside it and found as a service: nothing else names it. Each of its records has a {@link
 * PublicName}.
 */
public interface EventFamily {
    /** With what the public names of its facts begin, and how timelines name it: {@code contact}. */
    String name();

    /** The sealed interface of all its facts. */
    Class<? extends Fact> type();

    /**
     * How earlier revisions are read, by fact: the first makes revision 2 of 1, the second 3 of 2. None is ever taken out, since
     * the log keeps every revision for ever; a fact is written in the revision after its last one, and those that have none in
     * revision 1.
     */
    default Map<Class<? extends Fact>, List<Upcaster>> upcasters() {
        return Map.of();
    }

    /** All records of the family. */
    default List<Class<? extends Fact>> facts() {
        return records(type()).toList();
    }

    private static Stream<Class<? extends Fact>> records(Class<? extends Fact> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(one -> records(one.asSubclass(Fact.class)))
                : Stream.of(type);
    }

    /** All families that there are. */
    static List<EventFamily> all() {
        return ServiceLoader.load(EventFamily.class, EventFamily.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
