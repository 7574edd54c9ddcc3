package io.annals.command.loyalty;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.Side;
import io.annals.command.Side.Reply;
import io.annals.edge.Role;
import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.loyalty.LoyaltyEvent;
import io.annals.events.loyalty.LoyaltyEvent.PointsEarned;
import io.annals.events.loyalty.LoyaltyEvent.PointsRedeemed;
import io.annals.events.loyalty.LoyaltyEvent.PointsTakenBack;
import io.annals.events.loyalty.LoyaltyStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LoyaltyEndpointTest {
    private final Side side = Side.shared();
    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void a_card_is_issued_once_and_the_same_again() {
        String id = buy("p1", "29.99");

        Reply first = side.post(Role.TILL, "/customers/" + id + "/card", "");
        Reply again = side.post(Role.TILL, "/customers/" + id + "/card", "{}");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.text("card")).matches("9[0-9]{15}");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("card")).isEqualTo(first.text("card"));
        assertThat(again.position()).isEqualTo(first.position());
        assertThat(side.post(Role.TILL, "/customers/" + id + "/card", "{\"number\":\"1234 5678\"}")
                        .text("type"))
                .isEqualTo("urn:annals:problem:card-already-issued");
    }

    @Test
    void a_card_makes_its_holder_known() {
        String id = buy("p1", "29.99");
        String card = side.post(Role.TILL, "/customers/" + id + "/card", "").text("card");

        Reply reply = side.post(
                Role.TILL,
                "/contacts",
                purchase("p2", "5.00").replace("\"externalId\":\"buyer-" + unique + "\"", "\"card\":\"" + card + "\""));

        assertThat(reply.text("customer")).isEqualTo(id);
    }

    @Test
    void a_purchase_earns_and_a_return_takes_back() {
        String id = buy("p1", "29.99");
        await("earned", id, 29);

        side.post(Role.TILL, "/contacts", """
            {"kind":"return","channel":"store-1","externalId":"r1-%1$s","occurredAt":"2026-03-04T14:05:00Z",
             "content":{"purchase":{"channel":"store-1","externalId":"p1-%1$s"},"lines":[{"line":"1"}]}}\
            """.formatted(unique));

        await("taken back", id, 0);
        assertThat(account(id)).hasExactlyElementsOfTypes(PointsEarned.class, PointsTakenBack.class);
    }

    @Test
    void two_tills_at_the_same_moment_never_spend_a_point_twice() throws Exception {
        String id = buy("p1", "100.00");
        await("earned", id, 100);

        List<Future<Reply>> replies = new ArrayList<>();
        try (ExecutorService tills = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                String body = "{\"id\":\"till-" + unique + "-" + i + "\",\"points\":30}";
                replies.add(
                        tills.submit(() -> side.post(Role.TILL, "/customers/" + id + "/loyalty/redemptions", body)));
            }
        }

        int made = 0;
        for (Future<Reply> reply : replies) {
            if (reply.get().status() == 201) {
                made++;
            } else {
                assertThat(reply.get().status()).isEqualTo(409);
                assertThat(reply.get().text("type")).isEqualTo("urn:annals:problem:not-enough-points");
                assertThat(reply.get().body().path("asked").asLong()).isEqualTo(30);
            }
        }
        assertThat(made).isEqualTo(3);
        assertThat(balance(id)).isEqualTo(10);
    }

    @Test
    void the_same_redemption_again_gets_the_first_result() throws Exception {
        String id = buy("p1", "100.00");
        await("earned", id, 100);
        String path = "/customers/" + id + "/loyalty/redemptions";
        String body = "{\"id\":\"a-" + unique + "\",\"points\":30}";

        Reply first = side.post(Role.TILL, path, body);
        side.post(Role.TILL, path, body.replace("a-", "b-"));
        List<Future<Reply>> again = new ArrayList<>();
        try (ExecutorService tills = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                again.add(tills.submit(() -> side.post(Role.TILL, path, body)));
            }
        }

        assertThat(first.body().path("balance").asLong()).isEqualTo(70);
        for (Future<Reply> reply : again) {
            assertThat(reply.get().status()).isEqualTo(200);
            assertThat(reply.get().body().path("balance").asLong()).isEqualTo(70);
            assertThat(reply.get().position()).isEqualTo(first.position());
        }
        assertThat(account(id)).filteredOn(PointsRedeemed.class::isInstance).hasSize(2);
        assertThat(side.post(Role.TILL, path, body.replace("\"points\":30", "\"points\":31"))
                        .text("type"))
                .isEqualTo("urn:annals:problem:redemption-already-made");
    }

    @Test
    void nobody_redeems_for_whom_nobody_knows() {
        Reply reply = side.post(
                Role.TILL, "/customers/" + UUID.randomUUID() + "/loyalty/redemptions", "{\"id\":\"x\",\"points\":1}");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(side.post(Role.TILL, "/customers/" + UUID.randomUUID() + "/card", "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void no_points_are_no_redemption() {
        Reply reply = side.post(
                Role.TILL, "/customers/" + UUID.randomUUID() + "/loyalty/redemptions", "{\"id\":\"x\",\"points\":0}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text("field")).isEqualTo("points");
    }

    private String buy(String id, String amount) {
        Reply reply = side.post(Role.TILL, "/contacts", purchase(id, amount));
        assertThat(reply.status()).isEqualTo(201);
        return reply.text("customer");
    }

    private String purchase(String id, String amount) {
        return """
            {"kind":"purchase","channel":"store-1","externalId":"%s-%s","occurredAt":"2026-03-03T14:05:00Z",
             "customer":{"externalId":"buyer-%s"},
             "content":{"lines":[{"id":"1","product":"cd","quantity":2,"price":{"amount":"%s","currency":"USD"}}]}}\
            """.formatted(id, unique, unique, amount);
    }

    private List<Fact> account(String id) {
        return side.stream(LoyaltyStreams.account(CustomerId.of(id)));
    }

    private long balance(String id) {
        Ledger ledger = Ledger.EMPTY;
        for (Fact fact : account(id)) {
            ledger = ledger.after((LoyaltyEvent) fact);
        }
        return ledger.balance();
    }

    private void await(String what, String id, long points) {
        Side.await(what, () -> !account(id).isEmpty() && balance(id) == points);
    }
}
