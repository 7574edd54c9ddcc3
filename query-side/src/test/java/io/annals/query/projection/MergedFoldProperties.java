package io.annals.query.projection;

import static io.annals.query.Stories.customer;
import static org.assertj.core.api.Assertions.assertThat;

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
import io.annals.query.GivenFact;
import io.annals.query.Stories;
import io.annals.query.customer.CustomerProjection;
import io.annals.query.customer.CustomerView;
import io.annals.query.loyalty.LoyaltyProjection;
import io.annals.query.loyalty.LoyaltySection.Loyalty;
import io.annals.query.loyalty.LoyaltyView;
import io.annals.query.mention.MentionProjection;
import io.annals.query.task.TaskProjection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** What holds for every fold of customers who are merged and parted by chance, with erasures and redemptions between. */
@Tag("quick")
class MergedFoldProperties {
    private static final int CUSTOMERS = 4;
    private static final List<Projection<?>> ALL = List.of(
            CustomerProjection.CUSTOMER, LoyaltyProjection.LOYALTY, TaskProjection.TASK, MentionProjection.MENTION);

    /** What each customer came to alone, by one projection. */
    private record State<V>(Projection<V> projection, Map<CustomerId, Seen<V>> own) {
        static <V> State<V> of(Projection<V> projection, List<GivenFact> told) {
            Map<CustomerId, Seen<V>> own = new HashMap<>();
            everybody().forEach(one -> own.put(one, Seen.nothing(projection.fold(), one.toString())));
            for (GivenFact one : told) {
                own.computeIfPresent(
                        Objects.requireNonNull(one.fact().customer()),
                        (_, seen) -> seen.after(one.where(), one.fact(), projection.fold()));
            }
            return new State<>(projection, own);
        }

        Seen<V> alone(CustomerId one) {
            return Objects.requireNonNull(own.get(one));
        }

        Cluster cluster(CustomerId one) {
            return Cluster.of(one, other -> alone(other).links());
        }

        V shown(CustomerId one) {
            List<Seen<V>> members =
                    cluster(one).members().stream().map(this::alone).toList();
            return members.size() == 1
                    ? members.getFirst().view()
                    : projection.fold().combined(members);
        }

        String written(CustomerId one) {
            return EventEncoding.toBson(shown(one)).toString();
        }
    }

    private static List<CustomerId> everybody() {
        return IntStream.range(0, CUSTOMERS).mapToObj(Stories::customer).toList();
    }

    /** A history in commits; merges and partings are such that a decider would take. */
    private static List<Fact> history(Random chance, int length) {
        List<Fact> told = new ArrayList<>();
        everybody().forEach(one -> told.addAll(Stories.life(one, chance, 3, "begin")));
        Map<CustomerId, Links> links = new HashMap<>();
        for (int i = 0; i < length; i++) {
            CustomerId one = customer(chance.nextInt(CUSTOMERS));
            CustomerId other = customer(chance.nextInt(CUSTOMERS));
            Cluster cluster = Cluster.of(one, who -> links.getOrDefault(who, Links.NONE));
            Links others = links.getOrDefault(other, Links.NONE);
            List<? extends Fact> next = switch (chance.nextInt(8)) {
                case 0, 1 -> others.into() == null && !cluster.has(other) ? merged(one, other) : more(one, chance, i);
                case 2 -> others.into() != null ? parted(others.into(), other) : more(other, chance, i);
                case 3 -> redeemed(cluster, "r" + i);
                case 4 -> chance.nextInt(5) == 0 ? erased(cluster) : more(one, chance, i);
                default -> more(one, chance, i);
            };
            next.forEach(fact -> {
                if (fact instanceof Link link) {
                    links.merge(link.customer(), Links.NONE.after(link), (before, _) -> before.after(link));
                }
            });
            told.addAll(next);
        }
        return told;
    }

    private static List<Fact> merged(CustomerId one, CustomerId other) {
        return List.of(
                new CustomersMerged(one, other, true, null, null, null, Stories.day(1)),
                new CustomersMerged(other, one, false, null, null, null, Stories.day(1)));
    }

    private static List<Fact> parted(CustomerId from, CustomerId one) {
        return List.of(
                new CustomersParted(from, one, true, null, null, Stories.day(2)),
                new CustomersParted(one, from, false, null, null, Stories.day(2)));
    }

    private static List<Fact> redeemed(Cluster cluster, String id) {
        return cluster.members().stream()
                .<Fact>map(member -> new PointsRedeemed(member, 1, id, Stories.day(3)))
                .toList();
    }

    private static List<Fact> erased(Cluster cluster) {
        return cluster.members().stream()
                .<Fact>map(member -> new CustomerErased(member, Stories.day(4)))
                .toList();
    }

    private static List<Fact> more(CustomerId one, Random chance, int number) {
        return Stories.life(one, chance, 2, "more" + number).subList(1, 2);
    }

    @Property(tries = 10_000)
    void when_all_have_parted_everything_is_as_if_nobody_had_ever_been_merged(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int length) {
        List<Fact> told = history(new Random(seed), length);
        List<Fact> apart = new ArrayList<>(told);
        State<CustomerView> linked = State.of(CustomerProjection.CUSTOMER, GivenFact.inCommitsOf(1, told));
        everybody().forEach(one -> {
            CustomerId into = linked.alone(one).links().into();
            if (into != null) {
                apart.addAll(parted(into, one));
            }
        });
        List<GivenFact> all = GivenFact.inCommitsOf(1, apart);
        List<GivenFact> never =
                all.stream().filter(one -> !(one.fact() instanceof Link)).toList();

        ALL.forEach(projection -> same(State.of(projection, all), State.of(projection, never)));
    }

    private static void same(State<?> apart, State<?> never) {
        everybody().forEach(one -> {
            assertThat(apart.cluster(one).isAlone()).isTrue();
            assertThat(apart.written(one)).isEqualTo(never.written(one));
        });
    }

    @Property(tries = 2_000)
    void who_is_one_is_shown_alike_and_no_purchase_point_or_task_is_lost_or_counted_twice(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int length) {
        List<GivenFact> told = GivenFact.inCommitsOf(1, history(new Random(seed), length));
        State<CustomerView> customers = State.of(CustomerProjection.CUSTOMER, told);
        State<LoyaltyView> accounts = State.of(LoyaltyProjection.LOYALTY, told);
        List<CustomerId> survivors = everybody().stream()
                .filter(one -> customers.cluster(one).survivor().equals(one))
                .toList();

        everybody()
                .forEach(one -> assertThat(customers.written(one))
                        .isEqualTo(customers.written(customers.cluster(one).survivor())));
        assertThat(survivors.stream()
                        .mapToLong(one -> customers.shown(one).purchases().count())
                        .sum())
                .isEqualTo(everybody().stream()
                        .mapToLong(
                                one -> customers.alone(one).view().purchases().count())
                        .sum());
        assertThat(survivors.stream()
                        .mapToLong(one -> accounts.shown(one).balance())
                        .sum())
                .isEqualTo(everybody().stream()
                        .mapToLong(one -> accounts.alone(one).view().balance())
                        .sum());
        survivors.forEach(one -> assertThat(customers.shown(one).sections().get("loyalty"))
                .isInstanceOfSatisfying(
                        Loyalty.class,
                        loyalty -> assertThat(loyalty.balance())
                                .isEqualTo(accounts.shown(one).balance())));
    }

    @Property(tries = 2_000)
    void a_consent_holds_where_nobody_of_them_has_withdrawn_it(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int length) {
        State<CustomerView> customers =
                State.of(CustomerProjection.CUSTOMER, GivenFact.inCommitsOf(1, history(new Random(seed), length)));

        for (CustomerId one : everybody()) {
            List<CustomerView> members = customers.cluster(one).members().stream()
                    .map(member -> customers.alone(member).view())
                    .toList();
            customers
                    .shown(one)
                    .consents()
                    .forEach(consent -> assertThat(consent.given())
                            .isEqualTo(members.stream()
                                    .flatMap(view -> view.consents().stream())
                                    .filter(other -> other.channel().equals(consent.channel())
                                            && other.purpose().equals(consent.purpose()))
                                    .allMatch(CustomerView.Consent::given)));
        }
    }

    @Property(tries = 2_000)
    void who_waits_alone_waits_together_unless_somebody_spoke_to_the_other(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int length) {
        State<CustomerView> customers =
                State.of(CustomerProjection.CUSTOMER, GivenFact.inCommitsOf(1, history(new Random(seed), length)));

        for (CustomerId one : everybody()) {
            List<CustomerView> members = customers.cluster(one).members().stream()
                    .map(member -> customers.alone(member).view())
                    .toList();
            var together = customers.shown(one).dealings().waiting();
            var alone = members.stream()
                    .flatMap(view -> Stream.ofNullable(view.dealings().waiting()))
                    .toList();
            if (members.stream().allMatch(view -> view.dealings().questions().answered() == null)) {
                assertThat(together == null).isEqualTo(alone.isEmpty());
            }
            if (together != null) {
                assertThat(alone).anyMatch(waiting -> !waiting.since().isAfter(together.since()));
            }
        }
    }
}
