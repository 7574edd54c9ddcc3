package io.annals.command.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.Side;
import io.annals.command.Side.Reply;
import io.annals.edge.Actor;
import io.annals.edge.Grant;
import io.annals.edge.Role;
import io.annals.edge.Scope;
import io.annals.events.CustomerId;
import io.annals.events.customer.CustomerEvent.TeamAssigned;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who decides about the customers of one team decides about nobody else. */
class ScopeTest {
    private final Side side = Side.shared();
    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final Actor north = of("north");
    private final Actor south = of("south");

    private Actor of(String team) {
        return new Actor(
                "anna-" + team,
                Set.of(Role.SUPERVISOR, Role.TILL),
                new Scope.Team(team),
                team,
                new Grant("session/" + team, null));
    }

    @Test
    void whoever_registers_a_customer_goes_on_seeing_them() {
        CustomerId customer = CustomerId.of(register(north, "reg"));

        assertThat(side.stream(customer.stream()))
                .anySatisfy(fact -> assertThat(fact)
                        .isInstanceOfSatisfying(
                                TeamAssigned.class,
                                moved -> assertThat(moved.team()).isEqualTo("north")));
        assertThat(side.send("PUT", north, "/customers/" + customer + "/consents/mail/news", "")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_customer_of_another_team_is_answered_as_one_who_does_not_exist() {
        String theirs = register(north, "theirs");
        String nobody = UUID.randomUUID().toString();

        for (String[] command : new String[][] {
            {"PUT", "/consents/mail/news", ""},
            {"PUT", "/team", "{\"team\":\"south\"}"},
            {"POST", "/identities", "{\"kind\":\"externalId\",\"value\":\"other-" + unique + "\"}"},
            {"POST", "/card", ""},
            {"POST", "/loyalty/redemptions", "{\"id\":\"r-" + unique + "\",\"points\":5}"},
            {"POST", "/loyalty/goodwill", "{\"id\":\"g-" + unique + "\",\"points\":5,\"reason\":\"sorry\"}"},
        }) {
            long before = side.head();
            Reply beyond = side.send(command[0], south, "/customers/" + theirs + command[1], command[2]);
            Reply unknown = side.send(command[0], south, "/customers/" + nobody + command[1], command[2]);

            assertThat(beyond.status()).as(command[1]).isEqualTo(404);
            assertThat(beyond.body()).as(command[1]).isEqualTo(unknown.body());
            assertThat(side.facts(before))
                    .as(command[1])
                    .noneMatch(fact -> fact.subjectId().equals(theirs));
        }
    }

    @Test
    void a_contact_by_an_address_of_another_team_s_customer_is_not_recorded() {
        register(north, "theirs");

        Reply byId = contact(south, "{\"externalId\":\"theirs-" + unique + "\"}", "c1");
        Reply own = contact(north, "{\"externalId\":\"theirs-" + unique + "\"}", "c1");
        Reply stranger = contact(south, "{\"externalId\":\"stranger-" + unique + "\"}", "c2");

        assertThat(byId.status()).isEqualTo(404);
        assertThat(own.status()).isEqualTo(201);
        assertThat(contact(south, "{\"externalId\":\"theirs-" + unique + "\"}", "c1")
                        .status())
                .as("nor is it told that it was recorded")
                .isEqualTo(404);
        assertThat(stranger.status()).isEqualTo(201);
        assertThat(side.send("PUT", south, "/customers/" + stranger.text("customer") + "/consents/mail/news", "")
                        .status())
                .as("a stranger comes into the scope of whoever met them")
                .isEqualTo(200);
    }

    /** Issue 14, 5: what another team has recorded is neither confirmed nor compared with. */
    @Test
    void nothing_that_is_refused_tells_what_another_team_has_recorded() {
        register(north, "seller");
        String own = "{\"id\":\"" + register(south, "buyer") + "\"}";
        contact(north, "{\"externalId\":\"seller-" + unique + "\"}", "c7");
        note(north, "{\"externalId\":\"seller-" + unique + "\"}", "n7");

        Reply same = contact(south, own, "c7");
        Reply other = note(south, own, "c7");
        assertThat(same.text("type")).endsWith(":unknown-customer");
        assertThat(other.body()).as("the same or not").isEqualTo(same.body());
        assertThat(note(north, "{\"externalId\":\"seller-" + unique + "\"}", "c7")
                        .text("type"))
                .as("to those whose it is")
                .endsWith(":contact-already-recorded");

        Reply never = takenBack(south, own, "never-" + unique, "1", "1");
        assertThat(never.text("type")).endsWith(":unknown-purchase");
        for (String[] goods : new String[][] {{"1", "1"}, {"1", "7"}, {"9", "1"}}) {
            assertThat(takenBack(south, own, "c7-" + unique, goods[0], goods[1]).body())
                    .as("line " + goods[0] + ", " + goods[1])
                    .isEqualTo(never.body());
            assertThat(takenBack(south, "{}", "c7-" + unique, goods[0], goods[1])
                            .body())
                    .as("without a customer, line " + goods[0] + ", " + goods[1])
                    .isEqualTo(never.body());
        }
        assertThat(takenBack(south, own, "n7-" + unique, "1", "1").body())
                .as("a contact that is no purchase")
                .isEqualTo(never.body());
        assertThat(takenBack(north, "{\"externalId\":\"seller-" + unique + "\"}", "c7-" + unique, "1", "7")
                        .text("type"))
                .endsWith(":more-than-is-left");
    }

    private Reply note(Actor actor, String customer, String id) {
        return side.send("POST", actor, "/contacts", """
            {"kind":"note","channel":"store-1","externalId":"%s-%s","occurredAt":"2026-03-03T14:05:00Z",
             "customer":%s,"content":{"text":"seen to"}}\
            """.formatted(id, unique, customer));
    }

    private Reply takenBack(Actor actor, String customer, String purchase, String line, String quantity) {
        return side.send(
                "POST", actor, "/contacts", """
                    {"kind":"return","channel":"store-1","externalId":"r-%s","occurredAt":"2026-03-04T14:05:00Z",
                     "customer":%s,"content":{"purchase":{"channel":"store-1","externalId":"%s"},
                     "lines":[{"line":"%s","quantity":%s}]}}\
                    """.formatted(UUID.randomUUID(), customer, purchase, line, quantity));
    }

    @Test
    void a_task_for_another_team_s_customer_is_none_and_a_late_edit_of_it_shows_nothing() {
        String theirs = register(north, "task");
        String task = UUID.randomUUID().toString();
        String form = """
            {"id":"%s","customer":"%s","title":"Call","assignee":"me","due":"2026-03-03T12:00:00Z"}\
            """.formatted(task, theirs);

        assertThat(side.send("POST", south, "/tasks", form).text("type")).endsWith(":unknown-customer");
        assertThat(side.send("POST", north, "/tasks", form).status()).isEqualTo(201);
        assertThat(late(south, task).status()).isEqualTo(404);
        assertThat(late(south, task).body())
                .isEqualTo(late(south, UUID.randomUUID().toString()).body());
        assertThat(side.send("POST", south, "/tasks/" + task + "/completion", "")
                        .status())
                .isEqualTo(404);
        assertThat(late(north, task).body().path("current").path("assignee").asString())
                .isEqualTo(north.name());
    }

    private Reply late(Actor actor, String task) {
        return side.send(side.request(actor, "/tasks/" + task)
                .header("Content-Type", "application/json")
                .header("If-Match", "\"7\"")
                .method("PATCH", BodyPublishers.ofString("{\"assignee\":\"anna\"}")));
    }

    @Test
    void a_customer_who_moves_is_the_other_team_s_from_then_on() {
        String customer = register(north, "moves");

        assertThat(side.send("PUT", north, "/customers/" + customer + "/team", "{\"team\":\"south\"}")
                        .status())
                .isEqualTo(200);

        assertThat(side.send("PUT", north, "/customers/" + customer + "/team", "{\"team\":\"north\"}")
                        .status())
                .isEqualTo(404);
        assertThat(side.send("PUT", south, "/customers/" + customer + "/consents/mail/news", "")
                        .status())
                .isEqualTo(200);
    }

    private String register(Actor actor, String id) {
        return side.send("POST", actor, "/customers", """
            {"name":"Ann","identities":[{"kind":"externalId","value":"%s-%s"}]}\
            """.formatted(id, unique)).text("customer");
    }

    private Reply contact(Actor actor, String customer, String id) {
        return side.send("POST", actor, "/contacts", """
            {"kind":"purchase","channel":"store-1","externalId":"%s-%s","occurredAt":"2026-03-03T14:05:00Z",
             "customer":%s,"content":{"lines":[{"id":"1","product":"shoes","quantity":1,
             "price":{"amount":"29.99","currency":"USD"}}]}}\
            """.formatted(id, unique, customer));
    }
}
