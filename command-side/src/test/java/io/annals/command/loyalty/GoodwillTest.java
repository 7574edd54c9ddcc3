package io.annals.command.loyalty;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.Side;
import io.annals.command.Side.Reply;
import io.annals.edge.Actor;
import io.annals.edge.Role;
import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.loyalty.LoyaltyEvent.GoodwillGranted;
import io.annals.events.loyalty.LoyaltyStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Goodwill on a real log: by whom, how much, and never more than their role gives. */
class GoodwillTest {
    private final Side side = Side.shared();
    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final Actor agent = new Actor("anna-" + unique, Role.AGENT);

    @Test
    void a_grant_is_recorded_with_its_giver_and_their_reason() {
        String customer = customer();

        Reply reply = grant(agent, customer, "g1", 300);

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.body().path("balance").asLong()).isEqualTo(300);
        assertThat(reply.body().path("leftToday").asLong()).isEqualTo(1_700);
        List<Fact> account = side.stream(LoyaltyStreams.account(CustomerId.of(customer)));
        assertThat(account).singleElement().isInstanceOfSatisfying(GoodwillGranted.class, granted -> {
            assertThat(granted.by()).isEqualTo(agent.name());
            assertThat(granted.reason().orElse("")).isEqualTo("the parcel was late");
        });
    }

    @Test
    void the_same_grant_again_gets_the_first_result() {
        String customer = customer();
        Reply first = grant(agent, customer, "g1", 300);
        grant(agent, customer, "g2", 100);

        Reply again = grant(agent, customer, "g1", 300);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.position()).isEqualTo(first.position());
        assertThat(again.body().path("balance").asLong()).isEqualTo(300);
        assertThat(grant(agent, customer, "g1", 301).text("type")).isEqualTo("urn:annals:problem:grant-already-made");
    }

    @Test
    void the_day_s_limit_holds_over_all_customers_and_in_a_race() throws Exception {
        List<Future<Reply>> replies = new ArrayList<>();
        try (ExecutorService desks = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                String customer = customer();
                String id = "race-" + i;
                replies.add(desks.submit(() -> grant(agent, customer, id, 500)));
            }
        }

        int given = 0;
        for (Future<Reply> reply : replies) {
            if (reply.get().status() == 201) {
                given++;
            } else {
                assertThat(reply.get().status()).isEqualTo(409);
                assertThat(reply.get().text("type")).isEqualTo("urn:annals:problem:goodwill-limit-of-a-day");
                assertThat(reply.get().body().path("used").asLong()).isEqualTo(2_000);
            }
        }
        assertThat(given).isEqualTo(4);
    }

    @Test
    void who_may_give_more_is_known_by_their_role_and_others_give_nothing() {
        String customer = customer();
        Actor supervisor = new Actor("sue-" + unique, Role.SUPERVISOR);

        assertThat(grant(agent, customer, "big", 501).body().path("limit").asLong())
                .isEqualTo(500);
        assertThat(grant(supervisor, customer, "big", 501).status()).isEqualTo(201);
        assertThat(grant(new Actor("till", Role.TILL), customer, "t", 1).status())
                .isEqualTo(403);
        assertThat(grant(new Actor("admin", Role.ADMINISTRATOR), customer, "a", 1)
                        .status())
                .isEqualTo(403);
        assertThat(side.post(Role.AGENT, "/customers/" + customer + "/loyalty/goodwill", """
            {"id":"x","points":0,"reason":"none"}\
            """)
                        .text("field"))
                .isEqualTo("points");
    }

    private String customer() {
        return side.post(Role.AGENT, "/customers", "{\"name\":\"Ann\"}").text("customer");
    }

    private Reply grant(Actor by, String customer, String id, long points) {
        return side.send("POST", by, "/customers/" + customer + "/loyalty/goodwill", """
            {"id":"%s-%s","points":%d,"reason":"the parcel was late"}\
            """.formatted(id, unique, points));
    }
}
