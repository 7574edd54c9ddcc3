package io.annals.query.party;

import static io.annals.query.RunningSide.texts;
import static io.annals.query.Stories.customer;
import static io.annals.query.Stories.day;
import static io.annals.query.Stories.registered;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.edge.Actor;
import io.annals.edge.Grant;
import io.annals.edge.Role;
import io.annals.edge.Scope;
import io.annals.events.CustomerId;
import io.annals.events.Personal;
import io.annals.events.contact.Code;
import io.annals.events.contact.CodedText;
import io.annals.events.customer.CustomerEvent.TeamAssigned;
import io.annals.events.merge.MergeEvent.CustomersMerged;
import io.annals.events.merge.MergeEvent.CustomersParted;
import io.annals.events.party.DepartmentId;
import io.annals.events.party.MembershipId;
import io.annals.events.party.PartyEvent.DepartmentFormed;
import io.annals.events.party.PartyEvent.GroupJoined;
import io.annals.events.party.PartyEvent.GroupLeft;
import io.annals.events.party.PartyEvent.PersonJoined;
import io.annals.events.party.PartyEvent.PersonLeft;
import io.annals.query.RunningSide;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Who is in which group, through the doors of the whole side. */
@Timeout(120)
class PartiesTest {
    private static final CustomerId ACME = customer(1);
    private static final CustomerId ANN = customer(2);
    private static final CustomerId BOB = customer(3);
    private static final CustomerId TWIN = customer(4);
    private static final DepartmentId SALES = new DepartmentId(new UUID(9, 1));

    private static RunningSide side;
    private static long bothIn;
    private static long merged;

    private static MembershipId id(int number) {
        return new MembershipId(new UUID(8, number));
    }

    private static long joins(CustomerId person, int number, CodedText role) throws Exception {
        Code code = role.code();
        return side.tell(
                "amy",
                new PersonJoined(ACME, person, id(number), code, SALES, "2026-01-01", "print", day(1)),
                new GroupJoined(person, ACME, id(number), role, SALES, "2026-01-01", day(1)));
    }

    @BeforeAll
    static void aCompanyWithPeople() throws Exception {
        side = new RunningSide();
        side.tell("amy", registered(ACME, "Acme"), registered(ANN, "Ann"), registered(BOB, "Bob"));
        side.tell("amy", registered(TWIN, "A. Example"), new TeamAssigned(ACME, "north", day(0)));
        side.tell("amy", new TeamAssigned(ANN, "north", day(0)), new TeamAssigned(BOB, "south", day(0)));
        side.tell("amy", new DepartmentFormed(ACME, SALES, Personal.of("Sales"), "print", day(0)));
        joins(ANN, 1, CodedText.of("buyer"));
        bothIn = joins(BOB, 2, CodedText.words("Keeper of the keys"));
        side.tell(
                "amy",
                new PersonLeft(ACME, ANN, id(1), "2026-02-01", day(2)),
                new GroupLeft(ANN, ACME, id(1), "2026-02-01", day(2)));
        joins(TWIN, 3, CodedText.of("billing"));
        merged = side.tell(
                "amy",
                new CustomersMerged(ANN, TWIN, true, null, null, null, day(3)),
                new CustomersMerged(TWIN, ANN, false, null, null, null, day(3)));
        side.tell(
                "amy",
                new CustomersParted(ANN, TWIN, true, null, null, day(4)),
                new CustomersParted(TWIN, ANN, false, null, null, day(4)));
    }

    @AfterAll
    static void end() {
        side.close();
    }

    @Test
    void a_group_tells_of_departments_and_of_people_now_and_before() throws Exception {
        JsonNode acme = side.get("/customers/" + ACME + "/parties", "amy");

        assertThat(texts(acme.path("departments"), "name")).containsExactly("Sales");
        assertThat(texts(acme.path("people"), "person"))
                .containsExactly(ANN.toString(), BOB.toString(), TWIN.toString());
        assertThat(texts(acme.path("people"), "role")).containsExactly("buyer", "Keeper of the keys", "billing");
        assertThat(texts(acme.path("people"), "until")).containsExactly("2026-02-01", "", "");
    }

    @Test
    void a_group_is_shown_as_of_any_position() throws Exception {
        JsonNode then = side.get("/customers/" + ACME + "/parties?asOf=" + bothIn, "amy");

        assertThat(then.path("asOf").asLong()).isEqualTo(bothIn);
        assertThat(texts(then.path("people"), "until")).containsExactly("", "");
    }

    @Test
    void who_was_merged_into_another_is_that_other_until_they_part() throws Exception {
        JsonNode group = side.get("/customers/" + ACME + "/parties?asOf=" + merged, "amy");
        JsonNode person = side.get("/customers/" + TWIN + "/parties?asOf=" + merged, "amy");
        JsonNode parted = side.get("/customers/" + TWIN + "/parties", "amy");

        assertThat(texts(group.path("people"), "person"))
                .containsExactly(ANN.toString(), BOB.toString(), ANN.toString());
        assertThat(person.path("customer").asString()).isEqualTo(ANN.toString());
        assertThat(texts(person.path("groups"), "role")).containsExactly("buyer", "billing");
        assertThat(texts(parted.path("groups"), "role")).containsExactly("billing");
    }

    @Test
    void whom_one_does_not_see_is_in_no_group() throws Exception {
        Actor north =
                new Actor("nora", Set.of(Role.AGENT), new Scope.Team("north"), "north", new Grant("key/nora", null));

        JsonNode acme = RunningSide.json(side.send("GET", "/customers/" + ACME + "/parties", north, ""), 200);

        assertThat(texts(acme.path("people"), "person")).containsExactly(ANN.toString());
    }
}
