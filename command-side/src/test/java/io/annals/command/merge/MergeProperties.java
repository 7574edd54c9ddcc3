package io.annals.command.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.CustomerStatus;
import io.annals.command.merge.MergeCommand.MergeCustomers;
import io.annals.command.merge.MergeCommand.PartCustomers;
import io.annals.command.merge.MergeDecider.Side;
import io.annals.edge.refusal.Refusal;
import io.annals.events.CustomerId;
import io.annals.events.merge.Cluster;
import io.annals.events.merge.Links;
import io.annals.events.merge.MergeEvent;
import io.annals.events.merge.MergeEvent.Link;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** What holds of who is one with whom, whatever was merged and parted before. */
@Tag("quick")
class MergeProperties {
    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final int CUSTOMERS = 8;

    /** All links there are, by whom they are told of, as the log would have them. */
    private static final class Forest {
        final Map<CustomerId, List<Link>> told = new HashMap<>();

        Links links(CustomerId customer) {
            return Links.of(told.getOrDefault(customer, List.of()));
        }

        Cluster cluster(CustomerId customer) {
            return Cluster.of(customer, this::links);
        }

        Side side(CustomerId customer) {
            return new Side(CustomerStatus.REGISTERED, links(customer), cluster(customer));
        }

        /** Whether anything was recorded. */
        boolean merge(CustomerId survivor, CustomerId absorbed) {
            try {
                return record(MergeDecider.decide(
                        new MergeCustomers(survivor, absorbed, null, null, null, NOON),
                        side(survivor),
                        side(absorbed),
                        new MergeRun.Unheard()));
            } catch (Refusal refused) {
                return false;
            }
        }

        boolean part(CustomerId survivor, CustomerId absorbed) {
            try {
                return record(MergeDecider.decide(new PartCustomers(survivor, absorbed, null, NOON), links(absorbed)));
            } catch (Refusal refused) {
                return false;
            }
        }

        private boolean record(List<MergeEvent> facts) {
            facts.forEach(fact -> told.computeIfAbsent(((Link) fact).customer(), _ -> new ArrayList<>())
                    .add((Link) fact));
            return !facts.isEmpty();
        }

        Map<CustomerId, List<CustomerId>> shown() {
            Map<CustomerId, List<CustomerId>> all = new HashMap<>();
            for (int i = 0; i < CUSTOMERS; i++) {
                all.put(customer(i), cluster(customer(i)).members());
            }
            return all;
        }
    }

    private static CustomerId customer(int number) {
        return new CustomerId(new UUID(7, number));
    }

    private static Forest anything(Random chance, int length) {
        Forest forest = new Forest();
        for (int i = 0; i < length; i++) {
            step(forest, chance);
        }
        return forest;
    }

    private static void step(Forest forest, Random chance) {
        CustomerId one = customer(chance.nextInt(CUSTOMERS));
        CustomerId other = customer(chance.nextInt(CUSTOMERS));
        if (one.equals(other)) {
            return;
        }
        if (chance.nextInt(3) > 0) {
            forest.merge(one, other);
        } else {
            CustomerId into = forest.links(other).into();
            forest.part(into == null ? one : into, other);
        }
    }

    @Property(tries = 10_000)
    void customers_are_one_exactly_where_a_way_of_links_leads_from_one_to_the_other(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int length) {
        Forest forest = anything(new Random(seed), length);

        for (int i = 0; i < CUSTOMERS; i++) {
            List<CustomerId> members = forest.cluster(customer(i)).members();
            assertThat(members).doesNotHaveDuplicates();
            assertThat(Set.copyOf(members)).isEqualTo(reached(forest, customer(i)));
            assertThat(forest.links(members.getFirst()).into()).isNull();
            members.forEach(
                    member -> assertThat(forest.cluster(member).members()).isEqualTo(members));
            members.subList(1, members.size())
                    .forEach(member -> assertThat(members)
                            .contains(
                                    Objects.requireNonNull(forest.links(member).into())));
        }
    }

    /** By links in both directions, each as the other side tells it. */
    private static Set<CustomerId> reached(Forest forest, CustomerId from) {
        Set<CustomerId> reached = new HashSet<>(Set.of(from));
        Deque<CustomerId> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            CustomerId one = open.pop();
            for (int i = 0; i < CUSTOMERS; i++) {
                CustomerId other = customer(i);
                boolean linked = one.equals(forest.links(other).into())
                        || other.equals(forest.links(one).into());
                if (linked && reached.add(other)) {
                    open.push(other);
                }
            }
        }
        return reached;
    }

    @Property(tries = 10_000)
    void a_merge_that_is_parted_again_leaves_everybody_with_whom_they_were_one_before(
            @ForAll long seed,
            @ForAll @IntRange(max = 30) int before,
            @ForAll @IntRange(max = CUSTOMERS - 1) int survivor,
            @ForAll @IntRange(max = CUSTOMERS - 1) int absorbed) {
        Forest forest = anything(new Random(seed), before);
        Map<CustomerId, List<CustomerId>> shown = forest.shown();
        CustomerId into = customer(survivor);
        CustomerId one = customer(absorbed);

        boolean merged = survivor != absorbed && forest.merge(into, one);

        assertThat(forest.cluster(one).has(into))
                .isEqualTo(merged || Objects.requireNonNull(shown.get(one)).contains(into));
        if (merged) {
            assertThat(forest.merge(into, one)).isFalse();
            assertThat(forest.part(into, one)).isTrue();
            assertThat(forest.part(into, one)).isFalse();
        }
        assertThat(forest.shown()).isEqualTo(shown);
    }

    @Property(tries = 2_000)
    void who_is_parted_from_the_middle_takes_along_whom_they_have_absorbed(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int length) {
        Forest forest = anything(new Random(seed), length);
        for (int i = 0; i < CUSTOMERS; i++) {
            CustomerId into = forest.links(customer(i)).into();
            if (into != null) {
                List<CustomerId> all = forest.cluster(customer(i)).members();
                forest.part(into, customer(i));
                List<CustomerId> gone = forest.cluster(customer(i)).members();
                List<CustomerId> left = forest.cluster(into).members();

                assertThat(gone.getFirst()).isEqualTo(customer(i));
                assertThat(left)
                        .isEqualTo(
                                all.stream().filter(one -> !gone.contains(one)).toList());
                assertThat(all).containsAll(gone).hasSize(gone.size() + left.size());
            }
        }
    }
}
