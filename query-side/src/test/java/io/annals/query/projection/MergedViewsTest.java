package io.annals.query.projection;

import static io.annals.query.Stories.customer;
import static io.annals.query.customer.CustomerProjection.CUSTOMER;
import static io.annals.query.loyalty.LoyaltyProjection.LOYALTY;
import static io.annals.query.mention.MentionProjection.MENTION;
import static io.annals.query.task.TaskProjection.TASK;
import static io.annals.query.timeline.TimelineProjection.TIMELINE;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import io.annals.edge.paging.Keyset;
import io.annals.edge.paging.PageRequest;
import io.annals.encoding.EventEncoding;
import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.events.loyalty.LoyaltyEvent.PointsRedeemed;
import io.annals.events.merge.Cluster;
import io.annals.events.merge.Links;
import io.annals.events.merge.MergeEvent.CustomersMerged;
import io.annals.events.merge.MergeEvent.CustomersParted;
import io.annals.events.merge.MergeEvent.Link;
import io.annals.query.Stories;
import io.annals.query.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stored of customers who are merged and parted by chance, held against the folds of the log alone. */
@Timeout(120)
class MergedViewsTest {
    private static final int CUSTOMERS = 5;
    private static final List<Projection<?>> ALL = List.of(CUSTOMER, LOYALTY, TASK, MENTION, TIMELINE);

    /** A story told to a log, with merges, partings, erasures and redemptions by chance. */
    private static final class Story {
        final World world;
        final Random chance;
        final List<List<Fact>> commits = new ArrayList<>();
        final Map<CustomerId, List<Link>> links = new HashMap<>();
        private int told;

        Story(World world, long seed) {
            this.world = world;
            this.chance = new Random(seed);
        }

        Links links(CustomerId customer) {
            return Links.of(links.getOrDefault(customer, List.of()));
        }

        Cluster cluster(CustomerId customer) {
            return Cluster.of(customer, this::links);
        }

        long tell(List<? extends Fact> facts) throws Exception {
            commits.add(List.copyOf(facts));
            facts.forEach(fact -> {
                if (fact instanceof Link link) {
                    links.computeIfAbsent(link.customer(), _ -> new ArrayList<>())
                            .add(link);
                }
            });
            return world.tell(facts);
        }

        long begin() throws Exception {
            long position = 0;
            for (int i = 0; i < CUSTOMERS; i++) {
                position = tell(Stories.life(customer(i), chance, 6, "c" + i));
            }
            return position;
        }

        long step() throws Exception {
            CustomerId one = customer(chance.nextInt(CUSTOMERS));
            CustomerId other = customer(chance.nextInt(CUSTOMERS));
            return switch (chance.nextInt(12)) {
                case 0, 1, 2 -> links(other).into() == null && !cluster(one).has(other) ? merge(one, other) : more(one);
                case 3, 4 -> links(one).into() != null ? part(one) : more(other);
                case 5 -> redeem(cluster(one));
                case 6 -> chance.nextInt(4) == 0 ? erase(cluster(one)) : more(one);
                default -> more(one);
            };
        }

        long merge(CustomerId one, CustomerId other) throws Exception {
            return tell(List.of(
                    new CustomersMerged(one, other, true, null, null, null, Stories.day(1)),
                    new CustomersMerged(other, one, false, null, null, null, Stories.day(1))));
        }

        long part(CustomerId absorbed) throws Exception {
            CustomerId from = Objects.requireNonNull(links(absorbed).into());
            return tell(List.of(
                    new CustomersParted(from, absorbed, true, null, null, Stories.day(2)),
                    new CustomersParted(absorbed, from, false, null, null, Stories.day(2))));
        }

        private long redeem(Cluster cluster) throws Exception {
            String id = "r" + told++;
            return tell(cluster.members().stream()
                    .map(member -> new PointsRedeemed(member, 1, id, Stories.day(3)))
                    .toList());
        }

        private long erase(Cluster cluster) throws Exception {
            return tell(cluster.members().stream()
                    .map(member -> new CustomerErased(member, Stories.day(4)))
                    .toList());
        }

        private long more(CustomerId one) throws Exception {
            return tell(Stories.life(one, chance, 3, "more" + told++).subList(1, 3));
        }
    }

    private static List<CustomerId> everybody() {
        return IntStream.range(0, CUSTOMERS).mapToObj(Stories::customer).toList();
    }

    /** As bytes, so that nothing is overlooked. */
    private static <V> String written(V view) {
        return EventEncoding.toBson(view).toString();
    }

    private static <V> Map<String, String> shown(Projections projections, Projection<V> projection, long position) {
        Map<String, String> shown = new HashMap<>();
        Views<V> views = projections.views(projection);
        String empty = written(projection.fold().empty(""));
        for (CustomerId one : everybody()) {
            views.one(one.toString(), position)
                    .filter(view -> !written(view.view()).equals(empty)) // of whom nothing is known, stored or not
                    .ifPresent(view ->
                            shown.put(projection.name() + " " + one, view.members() + " " + written(view.view())));
        }
        return shown;
    }

    private static <V> Map<String, String> folded(History history, Projection<V> projection, long position) {
        Map<String, String> folded = new HashMap<>();
        String empty = written(projection.fold().empty(""));
        for (CustomerId one : everybody()) {
            history.view(projection, one.toString(), position)
                    .filter(view -> !written(view.view()).equals(empty))
                    .ifPresent(view ->
                            folded.put(projection.name() + " " + one, view.members() + " " + written(view.view())));
        }
        return folded;
    }

    private static <V> Set<String> listed(Projections projections, Projection<V> projection, long position) {
        return projections
                .views(projection)
                .page(Filters.empty(), Keyset.ascending("_id"), new PageRequest(null, 100), position)
                .views()
                .stream()
                .map(Seen::subject)
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void whatever_is_merged_and_parted_what_is_stored_is_what_the_log_comes_to_then_and_later(long seed)
            throws Exception {
        try (World world = new World()) {
            Projections projections = world.projections(ALL.toArray(Projection<?>[]::new));
            History history = new History(world.log, world.encoding, world.keyring, java.time.Duration.ofSeconds(5));
            projections.start();
            try {
                Story story = new Story(world, seed);
                long position = story.begin();
                Map<Long, Map<String, String>> then = new HashMap<>();
                for (int i = 0; i < 40; i++) {
                    position = story.step();
                    if (i % 4 == 0 || i == 39) {
                        Map<String, String> all = new HashMap<>();
                        for (Projection<?> projection : ALL) {
                            all.putAll(shown(projections, projection, position));
                        }
                        then.put(position, all);
                        assertThat(listed(projections, CUSTOMER, position))
                                .as("seed %d at %d: one row each", seed, position)
                                .isEqualTo(everybody().stream()
                                        .map(one ->
                                                story.cluster(one).survivor().toString())
                                        .collect(Collectors.toSet()));
                    }
                }
                for (Map.Entry<Long, Map<String, String>> moment : then.entrySet()) {
                    Map<String, String> all = new HashMap<>();
                    for (Projection<?> projection : ALL) {
                        all.putAll(folded(history, projection, moment.getKey()));
                    }
                    if (story.commits.stream().flatMap(List::stream).noneMatch(CustomerErased.class::isInstance)) {
                        assertThat(all)
                                .as("seed %d at %d", seed, moment.getKey())
                                .isEqualTo(moment.getValue());
                    } else if (moment.getKey() == position) {
                        assertThat(all).as("seed %d at the end", seed).isEqualTo(moment.getValue());
                    }
                }
                everythingParts(story, projections);
            } finally {
                projections.stop();
            }
        }
    }

    /** As if nobody had ever been merged: the same facts told to another log, without the links. */
    private static void everythingParts(Story story, Projections projections) throws Exception {
        long position = story.step();
        for (CustomerId one : everybody()) {
            if (story.links(one).into() != null) {
                position = story.part(one);
            }
        }
        try (World another = new World()) {
            Projections never = another.projections(ALL.toArray(Projection<?>[]::new));
            never.start();
            try {
                long head = 0;
                for (List<Fact> commit : story.commits) {
                    List<Fact> others = commit.stream()
                            .filter(fact -> !(fact instanceof Link))
                            .toList();
                    head = others.isEmpty() ? head : another.tell(others);
                }
                for (Projection<?> projection : List.of(CUSTOMER, LOYALTY, TASK)) {
                    assertThat(shown(projections, projection, position))
                            .as(projection.name())
                            .isEqualTo(shown(never, projection, head));
                }
                assertThat(listed(projections, CUSTOMER, position)).isEqualTo(listed(never, CUSTOMER, head));
                for (String name : story.world.database.listCollectionNames()) {
                    if (name.endsWith("_members")) {
                        assertThat(story.world.database.getCollection(name).countDocuments())
                                .as(name)
                                .isZero();
                    }
                }
            } finally {
                never.stop();
            }
        }
    }
}
