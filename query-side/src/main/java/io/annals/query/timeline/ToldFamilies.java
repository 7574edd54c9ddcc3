package io.annals.query.timeline;

import io.annals.events.EventFamily;
import io.annals.events.Fact;
import io.annals.query.timeline.TimelineEntries.Told;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** All families of facts, each with what it says in timelines. */
record ToldFamilies(Map<Class<? extends Fact>, Family> byFact) {
    static final ToldFamilies ALL = of(
            EventFamily.all(),
            ServiceLoader.load(TimelineEntries.class, TimelineEntries.class.getClassLoader()).stream()
                    .<TimelineEntries<?>>map(ServiceLoader.Provider::get)
                    .toList());

    private record Family(String name, TimelineEntries<?> entries) {}

    /** @throws IllegalStateException when nothing says whether, and how, a family is told */
    static ToldFamilies of(List<EventFamily> families, List<TimelineEntries<?>> entries) {
        Map<Class<? extends Fact>, Family> byFact = new HashMap<>();
        for (EventFamily family : families) {
            TimelineEntries<?> its = entries.stream()
                    .filter(one -> one.family() == family.type())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no TimelineEntries for the family " + family.name()
                            + ": one that is told in no timeline says so by an empty answer"));
            family.facts().forEach(fact -> byFact.put(fact, new Family(family.name(), its)));
        }
        return new ToldFamilies(Map.copyOf(byFact));
    }

    /** What a fact says; nothing for one that is told in no timeline. */
    Optional<Told> told(Fact fact) {
        return told(familyOf(fact).entries(), fact);
    }

    /** The name of the fact's family. */
    String nameOf(Fact fact) {
        return familyOf(fact).name();
    }

    private static <F extends Fact> Optional<Told> told(TimelineEntries<F> entries, Fact fact) {
        return entries.of(entries.family().cast(fact));
    }

    private Family familyOf(Fact fact) {
        Family family = byFact.get(fact.getClass());
        if (family == null) {
            throw new IllegalArgumentException("of no family that is declared: " + fact.getClass());
        }
        return family;
    }
}
