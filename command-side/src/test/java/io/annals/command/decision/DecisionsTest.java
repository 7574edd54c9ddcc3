package io.annals.command.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.command.Side;
import io.annals.command.Side.Reply;
import io.annals.edge.Role;
import io.annals.events.CustomerId;
import io.annals.events.loyalty.LoyaltyStreams;
import io.annals.log.Snapshots;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two command sides on one log, as on two nodes: neither hears what the other remembers. */
@Timeout(120)
class DecisionsTest {
    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void what_another_node_has_recorded_is_never_overlooked() {
        String database = Side.newDatabase();
        try (Side one = Side.start(database);
                Side other = Side.start(database)) {
            Reply registered = one.post(Role.AGENT, "/customers", "{\"name\":\"Anna\"}");
            String id = registered.text("customer");
            String card = "/customers/" + id + "/card";
            String spend = "/customers/" + id + "/loyalty/redemptions";

            String number = other.post(Role.TILL, card, "").text("card");
            assertThat(one.post(Role.TILL, card, "").text("card")).isEqualTo(number);

            assertThat(redeem(one, spend, "a", 1).status()).isEqualTo(409);
            buy(other, number, "100.00");
            Side.await(
                    "earned",
                    () -> !other.stream(LoyaltyStreams.account(CustomerId.of(id)))
                                    .isEmpty()
                            && other.stream(LoyaltyStreams.account(CustomerId.of(id)))
                                            .size()
                                    == 2);
            assertThat(redeem(one, spend, "a", 60).status()).isEqualTo(201);
            assertThat(redeem(other, spend, "b", 60).status()).isEqualTo(409);
            assertThat(redeem(other, spend, "a", 60).status()).isEqualTo(200);
            assertThat(redeem(other, spend, "c", 40).status()).isEqualTo(201);
            assertThat(redeem(one, spend, "d", 1).status()).isEqualTo(409);

            assertThat(other.post(Role.ADMINISTRATOR, "/customers/" + id + "/erasure", "")
                            .status())
                    .isEqualTo(200);
            assertThat(redeem(one, spend, "e", 1).text("type")).isEqualTo("urn:annals:problem:customer-erased");
        }
    }

    @Test
    void a_command_without_an_actor_is_refused() {
        CommandGateway gateway = Side.shared().bean(CommandGateway.class);

        assertThatThrownBy(() -> gateway.sendAndWait("anything"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("actor");
    }

    @Test
    void a_long_account_is_remembered_now_and_then() {
        Side side = Side.shared();
        String id = side.post(
                        Role.AGENT,
                        "/customers",
                        "{\"identities\":[{\"kind\":\"externalId\",\"value\":\"%s\"}]}".formatted(unique))
                .text("customer");
        StringBuilder purchases = new StringBuilder();
        for (int i = 0; i < 520; i++) {
            purchases
                    .append(purchase("p" + i, "\"externalId\":\"" + unique + "\"", "2.50"))
                    .append('\n');
        }
        side.raw(side.request(Role.SERVICE, "/contacts/batch")
                .header("Content-Type", "application/x-ndjson")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(purchases.toString())));
        String account = LoyaltyStreams.account(CustomerId.of(id));

        Side.await(
                "a snapshot",
                () -> side.bean(Snapshots.class)
                        .latest(account, "loyalty.Ledger")
                        .isPresent());
        Side.await("all is earned", () -> side.stream(account).size() == 520);

        assertThat(redeem(side, "/customers/" + id + "/loyalty/redemptions", "x", 1041)
                        .status())
                .isEqualTo(409);
        assertThat(redeem(side, "/customers/" + id + "/loyalty/redemptions", "y", 1040)
                        .status())
                .isEqualTo(201);
    }

    private Reply redeem(Side side, String path, String id, long points) {
        return side.post(Role.TILL, path, "{\"id\":\"" + id + "-" + unique + "\",\"points\":" + points + "}");
    }

    private void buy(Side side, String card, String amount) {
        Reply reply = side.post(Role.TILL, "/contacts", purchase("p", "\"card\":\"" + card + "\"", amount));
        assertThat(reply.status()).isEqualTo(201);
    }

    private String purchase(String id, String customer, String amount) {
        return """
            {"kind":"purchase","channel":"store-1","externalId":"%s-%s","occurredAt":"2026-03-03T14:05:00Z","customer":{%s},"content":{"lines":[{"id":"1","product":"cd","quantity":2,"price":{"amount":"%s","currency":"USD"}}]}}\
            """.formatted(id, unique, customer, amount);
    }
}
