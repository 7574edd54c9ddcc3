package io.annals.query.timeline;

import io.annals.encoding.EventEncoding;
import io.annals.events.EventFamily;
import io.annals.events.Fact;
import io.annals.query.timeline.TimelineEntries.Told;
import io.annals.query.visibility.FactSights;
import io.annals.query.visibility.RecordSight;
import io.annals.query.visibility.Sight;
import io.annals.query.visibility.Visibility;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All families of facts, each with what it says in timelines. */
record ToldFamilies(Map<Class<? extends Fact>, Family> byFact, Map<String, Sight> contents) {
    static final ToldFamilies ALL = of(
            EventFamily.all(),
            ServiceLoader.load(TimelineEntries.class, TimelineEntries.class.getClassLoader()).stream()
                    .<TimelineEntries<?>>map(ServiceLoader.Provider::get)
                    .toList());

    private record Family(String name, TimelineEntries<?> entries) {
        @Nullable
        String kindOf(Class<? extends Fact> fact) {
            return entries.kinds().get(fact);
        }
    }

    /** @throws IllegalStateException when nothing says whether, and how, a family is told */
    static ToldFamilies of(List<EventFamily> families, List<TimelineEntries<?>> entries) {
        Map<Class<? extends Fact>, Family> byFact = new HashMap<>();
        Map<String, Sight> contents = new HashMap<>();
        for (EventFamily family : families) {
            TimelineEntries<?> its = entries.stream()
                    .filter(one -> one.family() == family.type())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no TimelineEntries for the family " + family.name()
                            + ": one that is told in no timeline says so by an empty answer"));
            family.facts().forEach(fact -> {
                byFact.put(fact, new Family(family.name(), its));
                if (its.kinds().containsKey(fact)) {
                    contents.put(
                            EventEncoding.nameOf(fact),
                            RecordSight.of(fact, EntryContent::nameOf).and(its.more()));
                }
            });
        }
        return new ToldFamilies(Map.copyOf(byFact), Map.copyOf(contents));
    }

    /** All words for entries. */
    Set<String> kinds() {
        return byFact.values().stream()
                .flatMap(family -> family.entries().kinds().values().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The names of those that are told in timelines. */
    List<String> names() {
        return EventFamily.all().stream()
                .filter(family -> family.facts().stream()
                        .anyMatch(
                                fact -> Objects.requireNonNull(byFact.get(fact)).kindOf(fact) != null))
                .map(EventFamily::name)
                .toList();
    }

    /** What a fact says; nothing for one that is told in no timeline. */
    Optional<Told> told(Fact fact) {
        return told(familyOf(fact).entries(), fact);
    }

    /** The word for the entry that a fact makes; nothing for one that is told in no timeline. */
    Optional<String> kindOf(Fact fact) {
        return Optional.ofNullable(familyOf(fact).kindOf(fact.getClass()));
    }

    /** The kinds of entries of which somebody does not even see that there are any. */
    Set<String> hidden(Visibility visibility) {
        return byFact.entrySet().stream()
                .filter(one -> !FactSights.shows(one.getKey(), visibility))
                .flatMap(one -> Optional.ofNullable(one.getValue().kindOf(one.getKey())).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What goes out of the content of an entry that a fact of this type makes; nothing for a type that is unknown here. */
    Optional<Sight> content(String type) {
        return Optional.ofNullable(contents.get(type));
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
