package io.annals.query.projection;

import com.mongodb.client.model.Filters;
import io.annals.log.axon.LogToken;
import io.annals.query.projection.ProgressStore.Overview;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The readers of this process, as the documents would have them: one for the group, and one for each projection that serves
 * and does not belong to it, or not yet. Not safe for use by several threads.
 */
final class Readers {
    private static final Logger LOG = LoggerFactory.getLogger(Readers.class);

    private final Map<String, Projection<?>> projections;
    private final Surroundings around;
    private final Map<String, Reader> alone = new TreeMap<>(); // by projection
    private final Set<String> held = new HashSet<>();
    private @Nullable Reader group;
    private long epoch;
    private Standstill standstill = new Standstill(0, 0, System.nanoTime());

    /** Since when the group has not got on. */
    private record Standstill(long epoch, long position, long since) {}

    /** What a projection is fed by in this process. */
    record Feed(Generation<?> generation, Reader reader) {}

    Readers(Map<String, Projection<?>> projections, Surroundings around) {
        this.projections = projections;
        this.around = around;
    }

    /** What feeds a projection here; null while nothing does. */
    @Nullable
    Feed feed(String projection) {
        Reader own = alone.get(projection);
        for (Reader reader : own != null ? List.of(own) : group != null ? List.of(group) : List.<Reader>of()) {
            for (Generation<?> generation : reader.generations()) {
                if (generation.projection().name().equals(projection)) {
                    return new Feed(generation, reader);
                }
            }
        }
        return null;
    }

    /** Forms the group where there has never been one: of those that are furthest; the others join when they are as far. */
    void form() {
        if (around.standings().groups().now() == null) {
            Overview now = around.standings().overview(projections.keySet());
            long furthest = now.standings().values().stream()
                    .mapToLong(ProjectionProgress::everywhere)
                    .max()
                    .orElse(0);
            Map<String, Integer> members = new TreeMap<>();
            now.standings().forEach((name, standing) -> {
                if (standing.everywhere() == furthest) {
                    members.put(name, standing.serving());
                }
            });
            around.standings().groups().form(members, around.settings().segments(), furthest);
        }
    }

    /** Lets those join who are as far, takes those out who hold up the others, and starts and stops readers accordingly. */
    Overview follow() {
        Overview now = around.standings().overview(projections.keySet());
        if (change(now)) {
            now = around.standings().overview(projections.keySet());
        }
        follow(now);
        return now;
    }

    private void follow(Overview now) {
        Group wanted = now.group() != null && now.group().isKnownTo(projections.keySet()) ? now.group() : null;
        if (group != null && (wanted == null || wanted.epoch() != epoch)) {
            group.stop();
            group = null;
        }
        now.standings().forEach((name, standing) -> {
            Reader own = alone.get(name);
            boolean wantsOwn = !standing.grouped() && !held.contains(name);
            if (own != null && !(wantsOwn && own.generations().getFirst().number() == standing.serving())) {
                own.stop();
                alone.remove(name);
            }
            if (wantsOwn && !alone.containsKey(name)) {
                Reader reader = Reader.alone(generation(name, standing.serving()), around);
                alone.put(name, reader);
                reader.start();
            }
        });
        if (wanted != null && group == null && !wanted.members().isEmpty()) {
            epoch = wanted.epoch();
            group = Reader.ofGroup(
                    wanted,
                    wanted.members().entrySet().stream()
                            .<Generation<?>>map(member -> generation(member.getKey(), member.getValue()))
                            .toList(),
                    around);
            group.start();
        }
    }

    private Generation<?> generation(String projection, int number) {
        Projection<?> known = projections.get(projection);
        if (known == null) {
            throw new IllegalArgumentException("no projection of this name: " + projection);
        }
        return new Generation<>(known, number, around);
    }

    private boolean change(Overview now) {
        Group known = now.group();
        if (known == null) {
            return false;
        }
        List<String> rebuilt = now.standings().values().stream()
                .filter(standing -> !standing.grouped() && known.members().containsKey(standing.projection()))
                .map(ProjectionProgress::projection)
                .toList();
        if (!rebuilt.isEmpty()) { // by an earlier build
            return around.standings().groups().leave(known, rebuilt);
        }
        Set<String> inTheWay = inTheWay(known);
        if (!inTheWay.isEmpty()) {
            LOG.info("{} are taken out of the group of projections", inTheWay);
            inTheWay.forEach(name -> prepareAlone(known, name));
            return around.standings().groups().leave(known, inTheWay);
        }
        return join(known, now);
    }

    private boolean join(Group known, Overview now) {
        if (alone.isEmpty()) {
            return false;
        }
        long head = around.log().head(); // shorter than what some have seen where it was restored from a backup
        Map<String, Integer> joining = new TreeMap<>();
        long seen = head;
        for (ProjectionProgress standing : now.standings().values()) {
            Reader own = alone.get(standing.projection());
            long everywhere = standing.everywhere();
            boolean isWell = own != null && own.broken() == null && everywhere <= head;
            if (isWell && !standing.grouped() && everywhere >= known.furthest()) {
                joining.put(standing.projection(), standing.serving());
                seen = Math.min(seen, everywhere);
            }
        }
        return !joining.isEmpty()
                && around.standings()
                        .groups()
                        .join(known, joining, around.settings().segments(), seen);
    }

    private Set<String> inTheWay(Group known) {
        Set<String> inTheWay = new TreeSet<>(group == null ? List.of() : group.obstacles());
        if (isStandingStill(known)) {
            inTheWay.addAll(known.members().keySet());
            inTheWay.removeAll(projections.keySet());
        }
        return inTheWay;
    }

    /** Whoever leaves goes on from the group's token. */
    private void prepareAlone(Group known, String projection) {
        int generation = Objects.requireNonNull(known.members().get(projection), projection);
        int segments = known.progress().size();
        LogToken from = around.standings().groups().beginOf(known);
        String reader = Reader.nameOf(projection, generation);
        around.database().getCollection(Projections.TOKENS).deleteMany(Filters.eq("processorName", reader));
        around.tokens().initializeTokenSegments(reader, segments, from);
        around.standings().goesOnAlone(projection, generation, segments, from.completed());
    }

    /** Whether nobody reads for the group because nobody knows all of its members any more. */
    private boolean isStandingStill(Group known) {
        if (known.isKnownTo(projections.keySet())) {
            return false;
        }
        Standstill now = new Standstill(known.epoch(), known.everywhere(), System.nanoTime());
        if (now.epoch() != standstill.epoch() || now.position() != standstill.position()) {
            standstill = now;
        }
        return now.since() - standstill.since()
                        > 2 * around.settings().claimTimeout().toNanos()
                && known.everywhere() < around.log().head();
    }

    /** Stops a projection's own reader, and starts none until it is let go. */
    void hold(String projection) {
        held.add(projection);
        Reader own = alone.remove(projection);
        if (own != null) {
            own.stop();
        }
    }

    void letGo(String projection) {
        held.remove(projection);
    }

    void stop() {
        if (group != null) {
            group.stop();
            group = null;
        }
        alone.values().forEach(Reader::stop);
        alone.clear();
    }
}
