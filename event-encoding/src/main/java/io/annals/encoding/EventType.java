package io.annals.encoding;

import io.annals.events.EventFamily;
import io.annals.events.Fact;
import io.annals.events.PublicName;
import io.annals.events.Upcaster;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a stored name and a class meet, as the families declare it.
 *
 * @param upcasters from each earlier revision to the next
 */
record EventType(String name, Class<? extends Fact> fact, List<Upcaster> upcasters) {
    static final List<EventType> ALL = of(EventFamily.all());

    /** The revision that is written today. */
    int rev() {
        return upcasters.size() + 1;
    }

    /** @throws IllegalArgumentException when a fact has no name, one that is not its family's, or another's */
    static List<EventType> of(List<EventFamily> families) {
        List<EventType> all = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (EventFamily family : families) {
            for (Class<? extends Fact> fact : family.facts()) {
                PublicName name = fact.getAnnotation(PublicName.class);
                if (name == null || !name.value().startsWith(family.name() + ".") || !taken.add(name.value())) {
                    throw new IllegalArgumentException(
                            fact.getName() + " needs a @PublicName of its own that begins with " + family.name() + ".");
                }
                all.add(new EventType(name.value(), fact, family.upcasters().getOrDefault(fact, List.of())));
            }
        }
        return List.copyOf(all);
    }
}
