package io.annals.query.projection;

import io.annals.events.CustomerId;
import io.annals.events.merge.Cluster;
import io.annals.events.merge.Links;
import io.annals.query.projection.StoredViews.Written;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the views of subjects who are, or were, one with others. What each of them came to alone is kept beside; among the
 * views there is one of all of them, under the survivor's id, so that lists, filters and counts see one. When they part it is
 * as if it had never been: each comes back as it was kept.
 *
 * <p>All of it can be done again: a batch that comes a second time writes the same.
 */
final class MergedViews<V> {
    private static final Logger LOG = LoggerFactory.getLogger(MergedViews.class);

    private final Projection<V> projection;
    private final StoredViews<V> stored;

    MergedViews(Projection<V> projection, StoredViews<V> stored) {
        this.projection = projection;
        this.stored = stored;
    }

    /**
     * Writes those whose views or links have changed, and whoever is one with them.
     *
     * @param load the views of these subjects alone
     */
    synchronized void write(Collection<Seen<V>> changed, Function<Set<String>, Map<String, Seen<V>>> load) {
        Map<String, Seen<V>> known = new LinkedHashMap<>();
        changed.forEach(seen -> known.put(seen.subject(), seen));
        gather(known, load);
        Set<Cluster> clusters = new LinkedHashSet<>();
        known.keySet().forEach(subject -> clusters.add(cluster(subject, known)));

        List<Written<V>> own = new ArrayList<>();
        List<Written<V>> shown = new ArrayList<>();
        List<String> absorbed = new ArrayList<>();
        List<String> alone = new ArrayList<>();
        for (Cluster cluster : clusters) {
            List<Seen<V>> members = members(cluster, known);
            String survivor = members.getFirst().subject();
            if (cluster.isAlone()) {
                shown.add(stored.form(members.getFirst(), false));
                alone.add(survivor);
            } else {
                members.forEach(member -> own.add(stored.formOwn(member, survivor)));
                shown.add(combined(members));
                members.subList(1, members.size()).forEach(member -> absorbed.add(member.subject()));
            }
        }
        stored.members().write(own); // first: whatever comes then, what each came to alone is kept
        stored.write(shown);
        stored.remove(absorbed); // behind: nobody is missing, some are for a moment there twice
        stored.members().remove(alone);
    }

    /** Whoever is linked with them, however far. */
    private void gather(Map<String, Seen<V>> known, Function<Set<String>, Map<String, Seen<V>>> load) {
        Set<String> asked = new HashSet<>(known.keySet());
        Set<String> missing = named(known.values(), asked);
        while (!missing.isEmpty()) {
            asked.addAll(missing);
            Map<String, Seen<V>> more = load.apply(missing);
            known.putAll(more);
            missing = named(more.values(), asked);
        }
    }

    private static Set<String> named(Collection<? extends Seen<?>> seen, Set<String> asked) {
        Set<String> named = new HashSet<>();
        for (Seen<?> one : seen) {
            CustomerId into = one.links().into();
            if (into != null) {
                named.add(into.toString());
            }
            one.links().absorbed().forEach(absorbed -> named.add(absorbed.toString()));
        }
        named.removeAll(asked);
        return named;
    }

    private static Cluster cluster(String subject, Map<String, ? extends Seen<?>> known) {
        return Cluster.of(CustomerId.of(subject), one -> {
            Seen<?> seen = known.get(one.toString());
            return seen == null ? Links.NONE : seen.links();
        });
    }

    /** One of whom this projection knows nothing yet has nothing to show. */
    private List<Seen<V>> members(Cluster cluster, Map<String, Seen<V>> known) {
        return cluster.members().stream()
                .map(CustomerId::toString)
                .map(member -> known.getOrDefault(member, Seen.nothing(projection.fold(), member)))
                .toList();
    }

    private Written<V> combined(List<Seen<V>> members) {
        Seen<V> last = members.stream()
                .max(Comparator.<Seen<V>>comparingLong(Seen::position).thenComparingInt(Seen::index))
                .orElseThrow();
        List<String> subjects = members.stream().map(Seen::subject).toList();
        Seen<V> survivor = members.getFirst();
        try {
            return stored.form(as(survivor, last, projection.fold().combined(members)), subjects);
        } catch (RuntimeException e) {
            LOG.warn(
                    "Projection {} shows {} alone, without those merged into it: {}",
                    projection.name(),
                    survivor.subject(),
                    Objects.toString(e.getClass()));
            return stored.form(as(survivor, last, survivor.view()), subjects);
        }
    }

    private static <V> Seen<V> as(Seen<V> survivor, Seen<V> last, V view) {
        return new Seen<>(survivor.subject(), last.position(), last.index(), survivor.parked(), view, survivor.links());
    }
}
