package io.annals.query.customer.list;

import static io.annals.query.RunningSide.json;
import static io.annals.query.RunningSide.texts;
import static io.annals.query.Stories.contact;
import static io.annals.query.Stories.customer;
import static io.annals.query.Stories.day;
import static io.annals.query.Stories.email;
import static io.annals.query.Stories.purchase;
import static io.annals.query.Stories.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.annals.edge.Actor;
import io.annals.edge.Role;
import io.annals.events.CustomerId;
import io.annals.events.Personal;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.EmailSent;
import io.annals.events.contact.Direction;
import io.annals.query.RunningSide;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Today's lists and the filters under a name. */
@Timeout(120)
class ListsTest {
    private static final CustomerId ANN = customer(1);
    private static final CustomerId BOB = customer(2);
    private static final CustomerId CY = customer(3);
    private static final Actor ANNA = new Actor("anna", Role.AGENT);

    private static RunningSide side;

    @BeforeAll
    static void threeCustomers() throws Exception {
        side = new RunningSide();
        side.tell("anna", registered(ANN, "Ann"), registered(BOB, "Bob"), registered(CY, "Cy"));
        side.tell("anna", email(ANN, "m1", day(5), "a question"));
        side.tell("boris", email(BOB, "m2", day(3), "an older question"));
        side.tell("boris", purchase(CY, "p1", day(9), "USD 5.00"));
        side.tell("anna", email(CY, "m3", day(7), "answered below"));
        Contact answer = contact(CY, "m4", "mail", day(8));
        side.tell(
                "anna",
                new EmailSent(
                        new Contact(
                                answer.id(),
                                CY,
                                "mail",
                                Direction.OUTBOUND,
                                answer.externalId(),
                                day(8),
                                answer.fingerprint()),
                        Personal.of("cy@example.com"),
                        Personal.of("Re:"),
                        Personal.of("done")));
    }

    @AfterAll
    static void end() {
        side.close();
    }

    private static String names(String query) throws Exception {
        return String.join(", ", texts(side.get("/customers?" + query, "anna").path("customers"), "name"));
    }

    @Test
    void each_list_has_its_own_customers_and_order() throws Exception {
        assertThat(names("list=latest")).isEqualTo("Cy, Ann, Bob");
        assertThat(names("list=waiting")).isEqualTo("Bob, Ann");
        assertThat(names("list=mine")).isEqualTo("Cy, Ann");
        assertThat(names("list=team")).isEqualTo("Cy, Bob");
        assertThat(names("list=waiting&sort=lastContact&order=desc")).isEqualTo("Ann, Bob");
        assertThat(names("list=waiting&q=a")).isEqualTo("Ann, Bob");
    }

    @Test
    void how_many_stand_in_each_list_is_told_without_telling_who() throws Exception {
        assertThat(side.get("/customer-lists", "anna").path("lists").toString())
                .isEqualTo("{\"waiting\":2,\"mine\":2,\"team\":2}");
    }

    @Test
    void who_waits_is_told_with_since_when_and_for_what() throws Exception {
        JsonNode bob =
                side.get("/customers?list=waiting", "anna").path("customers").path(0);

        assertThat(bob.path("waiting").path("since").asString()).isEqualTo(day(3).toString());
        assertThat(bob.path("waiting").path("channel").asString()).isEqualTo("mail");
        assertThat(bob.path("waiting").path("kind").asString()).isEqualTo("email");
        assertThat(bob.path("waiting").path("seconds").asLong())
                .isCloseTo(Instant.now().getEpochSecond() - day(3).getEpochSecond(), within(60L));
        assertThat(bob.path("handlers").path(0).path("actor").asString()).isEqualTo("boris");
    }

    @Test
    void lists_are_filtered() throws Exception {
        assertThat(names("channel=store-12")).isEqualTo("Cy");
        assertThat(names("party=organisation")).isEmpty();
        assertThat(names("party=person&role=customer&contactedBefore=" + day(5)))
                .isEqualTo("Bob");
        assertThat(names("contactedAfter=" + day(5))).isEqualTo("Cy, Ann");
    }

    @ParameterizedTest
    @CsvSource({
        "list=yesterday, list",
        "party=pirate, party",
        "role=king, role",
        "channel=$where, channel",
        "contactedAfter=soon, contactedAfter",
        "order=up, order",
    })
    void what_cannot_be_asked_for_is_refused_with_its_name(String query, String field) throws Exception {
        var refused = side.send("GET", "/customers?" + query, ANNA, "");

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body()).contains("\"field\":\"" + field + "\"");
    }

    @Test
    void a_user_gives_names_to_filters_and_nobody_else_sees_them() throws Exception {
        String view = "{\"filters\":{\"list\":\"waiting\",\"channel\":\"mail\",\"q\":\"flickering lamp\"}}";
        JsonNode saved = json(side.send("PUT", "/saved-views/My%20mail", ANNA, view), 200);
        Actor other = new Actor("anna2", Role.AGENT);

        assertThat(saved.path("name").asString()).isEqualTo("My mail");
        assertThat(json(side.send("GET", "/saved-views", ANNA, ""), 200)
                        .path("views")
                        .path(0)
                        .path("filters")
                        .toString())
                .isEqualTo("{\"channel\":\"mail\",\"list\":\"waiting\",\"q\":\"flickering lamp\"}");
        assertThat(json(side.send("GET", "/saved-views", other, ""), 200).path("views"))
                .isEmpty();
        assertThat(side.send("DELETE", "/saved-views/My%20mail", other, "").statusCode())
                .isEqualTo(404);
        assertThat(side.send("DELETE", "/saved-views/My%20mail", ANNA, "").statusCode())
                .isEqualTo(204);
        assertThat(json(side.send("GET", "/saved-views", ANNA, ""), 200).path("views"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "x; {\"filters\":{\"q\":\"ann@example.org\"}}; filters.q",
                "x; {\"filters\":{\"q\":\"+49 30 1234567\"}}; filters.q",
                "x; {\"filters\":{\"email\":\"ann@example.org\"}}; filters.email",
                "x; {\"filters\":{\"list\":\"never\"}}; list",
                "x; {\"filters\":{}}; filters",
                "x; {}; filters",
                "%20x; {\"filters\":{\"list\":\"mine\"}}; name",
                "%00; {\"filters\":{\"list\":\"mine\"}};",
            })
    void a_saved_view_holds_what_can_be_asked_for_and_nobody_s_address_or_number(String name, String form, String field)
            throws Exception {
        var refused = side.send("PUT", "/saved-views/" + name, ANNA, form);

        assertThat(refused.statusCode()).as(refused.body()).isBetween(400, 422);
        assertThat(refused.body()).contains(field == null ? "" : "\"field\":\"" + field + "\"");
    }

    @Test
    void a_user_has_a_bounded_number_of_saved_views() throws Exception {
        Actor hoarder = new Actor("hoarder", Role.AGENT);
        String mine = "{\"filters\":{\"list\":\"mine\"}}";
        for (int i : IntStream.range(0, SavedViews.MOST).toArray()) {
            json(side.send("PUT", "/saved-views/view-" + i, hoarder, mine), 200);
        }

        assertThat(side.send("PUT", "/saved-views/one-more", hoarder, mine).statusCode())
                .isEqualTo(409);
        assertThat(side.send("PUT", "/saved-views/view-7", hoarder, mine).statusCode())
                .isEqualTo(200);
    }
}
