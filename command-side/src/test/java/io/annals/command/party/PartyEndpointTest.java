package io.annals.command.party;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.Side;
import io.annals.command.Side.Reply;
import io.annals.edge.Actor;
import io.annals.edge.Grant;
import io.annals.edge.Role;
import io.annals.edge.Scope;
import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.party.PartyEvent;
import io.annals.events.party.PartyEvent.DepartmentClosed;
import io.annals.events.party.PartyEvent.DepartmentFormed;
import io.annals.events.party.PartyEvent.DepartmentRenamed;
import io.annals.events.party.PartyEvent.GroupJoined;
import io.annals.events.party.PartyEvent.GroupLeft;
import io.annals.events.party.PartyEvent.PersonJoined;
import io.annals.events.party.PartyEvent.PersonLeft;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PartyEndpointTest {
    private final Side side = Side.shared();

    private String party(String kind) {
        return side.post(Role.AGENT, "/customers", "{\"name\":\"One\",\"party\":\"%s\"}".formatted(kind))
                .text("customer");
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private Reply join(String group, String id, String person, String role) {
        return side.post(
                Role.AGENT,
                "/customers/" + group + "/people",
                "{\"id\":\"%s\",\"person\":\"%s\",\"role\":\"%s\",\"since\":\"2026-01-31\"}"
                        .formatted(id, person, role));
    }

    private Reply delete(String path) {
        return side.send(side.request(Role.AGENT, path).DELETE());
    }

    private List<Fact> told(String customer) {
        return side.stream(PartyEvent.streamOf(CustomerId.of(customer)));
    }

    private static void refused(Reply reply, String type) {
        assertThat(reply.text("type")).isEqualTo("urn:annals:problem:" + type);
    }

    @Test
    void joining_and_leaving_is_told_of_both_and_once() {
        String acme = party("organisation");
        String ann = party("person");
        String id = id();

        Reply joined = join(acme, id, ann, "Buyer");
        Reply again = join(acme, id, ann, "Buyer");

        assertThat(joined.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.position()).isEqualTo(joined.position());
        refused(join(acme, id, ann, "user"), "membership-already-used");
        refused(join(acme, id(), ann, "buyer"), "already-in-role");

        String there = "/customers/" + acme + "/people/" + id;
        assertThat(delete(there + "?until=2026-01-01").status()).isEqualTo(422);
        Reply left = delete(there);

        assertThat(left.status()).isEqualTo(200);
        assertThat(delete(there).position()).isEqualTo(left.position());
        assertThat(told(acme)).hasExactlyElementsOfTypes(PersonJoined.class, PersonLeft.class);
        assertThat(told(ann)).hasExactlyElementsOfTypes(GroupJoined.class, GroupLeft.class);
        refused(delete("/customers/" + acme + "/people/" + id()), "unknown-membership");
    }

    @Test
    void what_a_role_is_in_words_stands_with_the_person_alone() {
        String acme = party("organisation");
        String ann = party("person");

        join(acme, id(), ann, "Keeper of the keys");

        assertThat(told(acme))
                .singleElement()
                .isInstanceOfSatisfying(
                        PersonJoined.class, fact -> assertThat(fact.role()).isNull());
        assertThat(told(ann))
                .singleElement()
                .isInstanceOfSatisfying(
                        GroupJoined.class,
                        fact -> assertThat(fact.role().text()).isNotNull());
    }

    @Test
    void a_person_has_several_roles_in_several_groups_and_a_household_one_head() {
        String acme = party("organisation");
        String home = party("household");
        String ann = party("person");

        assertThat(join(acme, id(), ann, "buyer").status()).isEqualTo(201);
        assertThat(join(acme, id(), ann, "billing").status()).isEqualTo(201);
        assertThat(join(home, id(), ann, "head").status()).isEqualTo(201);

        refused(join(home, id(), party("person"), "head"), "household-has-head");
        refused(join(ann, id(), party("person"), "user"), "not-a-group");
        assertThat(join(home, id(), acme, "member").status()).isEqualTo(422);
        refused(join(home, id(), id(), "member"), "unknown-customer");
    }

    @Test
    void a_department_is_formed_once_renamed_by_its_version_and_closed_when_nobody_is_in_it() {
        String acme = party("organisation");
        String ann = party("person");
        String sales = id();
        String all = "/customers/" + acme + "/departments";
        String form = "{\"id\":\"%s\",\"name\":\"Sales\"}".formatted(sales);

        assertThat(side.post(Role.AGENT, all, form).status()).isEqualTo(201);
        assertThat(side.post(Role.AGENT, all, form).status()).isEqualTo(200);
        refused(side.post(Role.AGENT, all, form.replace("Sales", "Else")), "department-already-formed");
        refused(side.post(Role.AGENT, "/customers/" + ann + "/departments", form), "not-an-organisation");
        Reply renamed = side.send(named(all + "/" + sales, "\"version-0\""));
        Reply late = side.send(named(all + "/" + sales, "\"version-0\""));

        assertThat(renamed.status()).as("%s", renamed.body()).isEqualTo(200);
        assertThat(renamed.body().path("version").asLong()).isEqualTo(1);
        refused(late, "stale-version");

        String in = id();
        side.post(
                Role.AGENT,
                "/customers/" + acme + "/people",
                "{\"id\":\"%s\",\"person\":\"%s\",\"role\":\"user\",\"department\":\"%s\"}".formatted(in, ann, sales));
        refused(delete(all + "/" + sales), "department-has-people");
        delete("/customers/" + acme + "/people/" + in);
        assertThat(delete(all + "/" + sales).status()).isEqualTo(200);
        assertThat(told(acme))
                .hasExactlyElementsOfTypes(
                        DepartmentFormed.class,
                        DepartmentRenamed.class,
                        PersonJoined.class,
                        PersonLeft.class,
                        DepartmentClosed.class);
    }

    private HttpRequest.Builder named(String path, String version) {
        return side.request(Role.AGENT, path + "/name")
                .header("If-Match", version)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"name\":\"Sales and service\"}"));
    }

    @Test
    void who_does_not_see_both_puts_nobody_into_a_group() {
        String acme = party("organisation");
        String ann = party("person");
        Actor boss = new Actor("boss", Role.MANAGER);
        side.send("PUT", boss, "/customers/" + acme + "/team", "{\"team\":\"north\"}");
        side.send("PUT", boss, "/customers/" + ann + "/team", "{\"team\":\"south\"}");
        Actor north =
                new Actor("nora", Set.of(Role.AGENT), new Scope.Team("north"), "north", new Grant("key/nora", null));

        Reply reply = side.send(
                "POST",
                north,
                "/customers/" + acme + "/people",
                "{\"id\":\"%s\",\"person\":\"%s\",\"role\":\"user\"}".formatted(id(), ann));

        refused(reply, "unknown-customer");
        assertThat(told(acme)).isEmpty();
    }
}
