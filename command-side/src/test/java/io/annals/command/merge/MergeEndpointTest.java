package io.annals.command.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.Side;
import io.annals.command.Side.Reply;
import io.annals.edge.Actor;
import io.annals.edge.Grant;
import io.annals.edge.Role;
import io.annals.edge.Scope;
import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.events.customer.CustomerEvent.IdentityConflictFound;
import io.annals.events.loyalty.LoyaltyEvent.PointsEarned;
import io.annals.events.loyalty.LoyaltyEvent.PointsRedeemed;
import io.annals.events.merge.Cluster;
import io.annals.events.merge.Links;
import io.annals.events.merge.MergeEvent;
import io.annals.events.merge.MergeEvent.CustomersMerged;
import io.annals.events.merge.MergeEvent.CustomersParted;
import io.annals.events.merge.MergeEvent.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class MergeEndpointTest {
    private final Side side = Side.shared();
    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    private String customer(String name) {
        return side.post(Role.AGENT, "/customers", """
            {"name":"%1$s","identities":[{"kind":"email","value":"%1$s-%2$s@example.org"}]}\
            """.formatted(name, unique)).text("customer");
    }

    private Reply merge(String survivor, String absorbed) {
        return side.post(
                Role.AGENT,
                "/customers/" + survivor + "/merges",
                "{\"absorbed\":\"%s\",\"reason\":\"Same address\"}".formatted(absorbed));
    }

    private Reply part(String survivor, String absorbed) {
        return side.send(side.request(Role.AGENT, "/customers/" + survivor + "/merges/" + absorbed)
                .DELETE());
    }

    private List<String> cluster(String customer) {
        return Cluster.of(CustomerId.of(customer), this::links).members().stream()
                .map(CustomerId::toString)
                .toList();
    }

    private Links links(CustomerId customer) {
        return Links.of(side.stream(MergeEvent.streamOf(customer)).stream()
                .map(Link.class::cast)
                .toList());
    }

    @Test
    void a_merge_is_told_of_both_in_one_commit_and_parted_again() {
        String ann = customer("ann");
        String bea = customer("bea");

        Reply merged = merge(ann, bea);
        Reply again = merge(ann, bea);

        assertThat(merged.status()).isEqualTo(201);
        assertThat(merged.text("customer")).isEqualTo(ann);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.position()).isEqualTo(merged.position());
        assertThat(side.facts(merged.position() - 1).subList(0, 2))
                .allSatisfy(fact -> assertThat(fact).isInstanceOf(CustomersMerged.class));
        assertThat(cluster(bea)).containsExactly(ann, bea);

        Reply parted = part(ann, bea);

        assertThat(parted.status()).isEqualTo(200);
        assertThat(part(ann, bea).position()).isEqualTo(parted.position());
        assertThat(cluster(bea)).containsExactly(bea);
        assertThat(side.stream(MergeEvent.streamOf(CustomerId.of(ann))))
                .hasExactlyElementsOfTypes(CustomersMerged.class, CustomersParted.class);
    }

    @Test
    void what_cannot_be_one_is_refused_by_name() {
        String ann = customer("ann");
        String bea = customer("bea");
        String cy = customer("cy");
        merge(ann, bea);

        assertThat(merge(cy, bea).text("type")).isEqualTo("urn:annals:problem:already-merged");
        assertThat(merge(cy, bea).text("into")).isEqualTo(ann);
        assertThat(merge(bea, ann).text("type")).isEqualTo("urn:annals:problem:merged-the-other-way");
        assertThat(merge(cy, cy).status()).isEqualTo(422);
        assertThat(merge(cy, UUID.randomUUID().toString()).text("type"))
                .isEqualTo("urn:annals:problem:unknown-customer");
        assertThat(part(cy, ann).text("type")).isEqualTo("urn:annals:problem:not-merged");
    }

    @Test
    void who_does_not_see_both_merges_neither() {
        String ann = customer("ann");
        String bea = customer("bea");
        side.send("PUT", new Actor("boss", Role.MANAGER), "/customers/" + ann + "/team", "{\"team\":\"north\"}");
        side.send("PUT", new Actor("boss", Role.MANAGER), "/customers/" + bea + "/team", "{\"team\":\"south\"}");
        Actor north =
                new Actor("nora", Set.of(Role.AGENT), new Scope.Team("north"), "north", new Grant("key/nora", null));

        Reply refused =
                side.send("POST", north, "/customers/" + ann + "/merges", "{\"absorbed\":\"%s\"}".formatted(bea));

        assertThat(refused.text("type")).isEqualTo("urn:annals:problem:unknown-customer");
        assertThat(cluster(ann)).containsExactly(ann);
    }

    @Test
    void concurrent_merges_in_a_ring_leave_one_customer_and_no_circle() throws Exception {
        for (int round = 0; round < 5; round++) {
            List<String> ring = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                ring.add(customer("ring" + round + i));
            }
            try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Reply>> merges = new ArrayList<>();
                for (int i = 0; i < 6; i++) {
                    String from = ring.get(i);
                    String to = ring.get((i + 1) % 6);
                    merges.add(all.submit(() -> merge(from, to)));
                }
                int made = 0;
                for (Future<Reply> one : merges) {
                    made += one.get().status() == 201 ? 1 : 0;
                }
                assertThat(made).isEqualTo(5);
            }
            ring.forEach(one -> assertThat(cluster(one)).hasSize(6).isEqualTo(cluster(ring.getFirst())));
        }
    }

    @Test
    void points_of_both_are_spent_in_one_commit_and_stay_spent_when_they_part() {
        String ann = bought("ann", "30.00");
        String bea = bought("bea", "50.00");
        side.await("earned", () -> balance(ann) == 30 && balance(bea) == 50);
        merge(ann, bea);

        String redeem = "{\"id\":\"r-%s\",\"points\":70}".formatted(unique);
        Reply redeemed = side.post(Role.TILL, "/customers/" + bea + "/loyalty/redemptions", redeem);
        part(ann, bea);
        Reply again = side.post(Role.TILL, "/customers/" + bea + "/loyalty/redemptions", redeem);

        assertThat(redeemed.status()).isEqualTo(201);
        assertThat(redeemed.body().path("balance").asLong()).isEqualTo(10);
        assertThat(again.body()).isEqualTo(redeemed.body());
        assertThat(side.facts(redeemed.position() - 1).stream()
                        .filter(PointsRedeemed.class::isInstance)
                        .map(fact -> ((PointsRedeemed) fact).points()))
                .containsExactly(30L, 40L);
        assertThat(balance(ann)).isZero();
        assertThat(balance(bea)).isEqualTo(10);
    }

    private String bought(String name, String total) {
        return side.post(Role.TILL, "/contacts", """
            {"kind":"purchase","channel":"store-1","externalId":"%1$s-%2$s","occurredAt":"2026-03-03T14:05:00Z",
             "customer":{"externalId":"%1$s-%2$s"},"content":{"lines":[{"id":"1","product":"lamp","quantity":1,
             "price":{"amount":"%3$s","currency":"USD"}}]}}\
            """.formatted(name, unique, total))
                .text("customer");
    }

    private long balance(String customer) {
        long balance = 0;
        for (Fact fact : side.stream("loyalty-" + customer)) {
            balance += switch (fact) {
                case PointsEarned earned -> earned.points();
                case PointsRedeemed redeemed -> -redeemed.points();
                default -> 0;
            };
        }
        return balance;
    }

    @Test
    void a_contact_that_names_both_of_two_who_are_one_contradicts_nothing() {
        String ann = customer("ann");
        String bea = side.post(Role.AGENT, "/customers", """
            {"name":"bea","identities":[{"kind":"externalId","value":"bea-%s"}]}\
            """.formatted(unique)).text("customer");
        merge(ann, bea);

        Reply told = side.post(Role.AGENT, "/contacts", """
            {"kind":"note","channel":"desk","externalId":"n-%1$s","occurredAt":"2026-03-03T14:05:00Z",
             "customer":{"externalId":"bea-%1$s","email":"ann-%1$s@example.org"},"content":{"text":"Hm."}}\
            """.formatted(unique));

        assertThat(told.text("customer")).isEqualTo(bea);
        assertThat(side.facts(told.position() - 1)).noneMatch(IdentityConflictFound.class::isInstance);
    }

    @Test
    void who_is_erased_while_one_with_others_is_erased_with_them_and_who_has_parted_is_not() {
        String ann = customer("ann");
        String bea = customer("bea");
        String cy = customer("cy");
        merge(ann, bea);
        merge(bea, cy);
        part(bea, cy);

        Reply erased = side.post(Role.ADMINISTRATOR, "/customers/" + bea + "/erasure", "");

        assertThat(erased.text("customer")).isEqualTo(bea);
        assertThat(side.facts(erased.position() - 1).stream()
                        .filter(CustomerErased.class::isInstance)
                        .map(fact -> String.valueOf(fact.customer())))
                .containsExactly(ann, bea);
        assertThat(merge(cy, ann).text("type")).isEqualTo("urn:annals:problem:customer-erased");
        assertThat(part(ann, bea).status()).isEqualTo(200);
    }

    @Test
    void a_run_is_tried_begun_sent_again_and_undone_as_a_whole() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(customer("run" + i));
        }
        merge(all.get(0), all.get(1)); // by hand: it stays
        String run = UUID.randomUUID().toString();
        String pairs =
                "[{\"survivor\":\"%s\",\"absorbed\":\"%s\"},{\"survivor\":\"%s\",\"absorbed\":\"%s\"},{\"survivor\":\"%s\",\"absorbed\":\"%s\"}]"
                        .formatted(all.get(0), all.get(1), all.get(2), all.get(3), all.get(4), UUID.randomUUID());
        long before = side.head();

        Reply tried = run(run, pairs, true);

        assertThat(outcomes(tried)).containsExactly("known", "merged", "refused");
        assertThat(side.head()).isEqualTo(before);
        pairs = pairs.substring(0, pairs.lastIndexOf(",{")) + "]";
        Reply begun = run(run, pairs, false);
        assertThat(begun.status()).isEqualTo(201);
        assertThat(outcomes(begun)).containsExactly("known", "merged");
        assertThat(outcomes(run(run, pairs, false))).containsExactly("known", "known");
        assertThat(cluster(all.get(3))).containsExactly(all.get(2), all.get(3));

        Reply undone = side.post(Role.SUPERVISOR, "/merge-runs/" + run + "/undo", "");

        assertThat(outcomes(undone)).containsExactly("parted", "left");
        assertThat(cluster(all.get(3))).containsExactly(all.get(3));
        assertThat(cluster(all.get(1))).containsExactly(all.get(0), all.get(1));
        assertThat(run(run, pairs, false).text("type")).isEqualTo("urn:annals:problem:merge-run-is-undone");
    }

    private Reply run(String run, String pairs, boolean dry) {
        return side.post(
                Role.SUPERVISOR,
                "/merge-runs",
                "{\"run\":\"%s\",\"reason\":\"Two shops became one\",\"pairs\":%s,\"dryRun\":%s}"
                        .formatted(run, pairs, dry));
    }

    private static List<String> outcomes(Reply reply) {
        List<String> outcomes = new ArrayList<>();
        reply.body()
                .path("pairs")
                .forEach(pair -> outcomes.add(pair.path("outcome").asString()));
        return outcomes;
    }
}
