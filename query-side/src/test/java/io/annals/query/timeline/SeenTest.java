package io.annals.query.timeline;

import static io.annals.query.RunningSide.json;
import static io.annals.query.Stories.contact;
import static io.annals.query.Stories.customer;
import static io.annals.query.Stories.day;
import static io.annals.query.Stories.earned;
import static io.annals.query.Stories.email;
import static io.annals.query.Stories.purchase;
import static io.annals.query.Stories.registered;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.edge.Actor;
import io.annals.edge.Role;
import io.annals.events.CustomerId;
import io.annals.events.Personal;
import io.annals.events.contact.ContactEvent.ChatMessagePosted;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.query.RunningSide;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** The unread line. */
@Timeout(60)
class SeenTest {
    private static final CustomerId DEE = customer(9);
    private static final Actor ANNA = new Actor("anna", Role.AGENT);

    private final RunningSide side = new RunningSide();

    @AfterEach
    void end() {
        side.close();
    }

    @Test
    void each_user_has_a_line_up_to_which_a_timeline_was_read() throws Exception {
        String path = "/customers/" + DEE + "/seen";
        long first = side.tell("anna", registered(DEE, "Dee"), email(DEE, "d1", day(0), "one"));
        Actor reader = new Actor("reader", Role.AGENT);
        side.get("/customers/" + DEE, "reader");
        assertThat(unread(DEE)).isEqualTo("");
        JsonNode never = json(side.send("GET", path, reader, ""), 200);
        assertThat(never.path("unread").asLong()).isEqualTo(2);

        JsonNode drawn = json(side.send("PUT", path, reader, "{\"position\":" + first + "}"), 200);
        assertThat(drawn.path("unread").asLong()).isZero();
        side.tell(
                "boris",
                email(DEE, "d2", day(0).minusSeconds(60), "a late one"),
                new ChatMessagePosted(contact(DEE, "d3", "chat", day(1)), null, Personal.of("hello")));
        assertThat(unread(DEE)).isEqualTo("2");
        assertThat(json(side.send("GET", path, ANNA, ""), 200).path("position").asLong())
                .isZero();
        JsonNode back = json(side.send("PUT", path, reader, "{\"position\":0}"), 200);
        assertThat(back.path("unread").asLong()).isEqualTo(4);
        long live = side.tell(
                "boris", new ChatMessagePosted(contact(DEE, "d4", "chat", day(2)), null, Personal.of("seen at once")));
        json(side.send("PUT", path, reader, "{\"position\":" + live + "}"), 200);
        assertThat(unread(DEE)).as("what was seen live, before the view had it").isEqualTo("0");
        assertThat(side.send("PUT", path, reader, "{\"position\":99999}").statusCode())
                .isEqualTo(422);
        assertThat(side.send("PUT", path, reader, "{}").statusCode()).isEqualTo(422);
        assertThat(side.send("PUT", "/customers/" + customer(77) + "/seen", reader, "{\"position\":1}")
                        .statusCode())
                .isEqualTo(404);
    }

    /** Case 21. */
    @Test
    void what_one_recorded_oneself_and_what_follows_from_it_is_not_unread() throws Exception {
        String path = "/customers/" + DEE + "/seen";
        Actor reader = new Actor("reader", Role.AGENT);
        long first = side.tell("anna", registered(DEE, "Dee"));
        side.get("/customers/" + DEE, "reader");
        json(side.send("PUT", path, reader, "{\"position\":" + first + "}"), 200);

        side.tell("reader", new NoteTaken(contact(DEE, "n1", "desk", day(1)), Personal.of("called back")));
        side.tell("reader", purchase(DEE, "p1", day(2), "USD 29.33"));
        side.tell(Map.of("actor", "WhenPurchaseMadeThenEarnPoints", "onBehalfOf", "reader"), earned(DEE, 29, "p1"));
        assertThat(unread(DEE)).isEqualTo("0");
        assertThat(json(side.send("GET", path, reader, ""), 200).path("unread").asLong())
                .isZero();

        side.tell("boris", purchase(DEE, "p2", day(3), "USD 5.00"));
        side.tell(Map.of("actor", "WhenPurchaseMadeThenEarnPoints", "onBehalfOf", "boris"), earned(DEE, 5, "p2"));
        assertThat(unread(DEE)).as("somebody else's, and what follows from it").isEqualTo("2");
        assertThat(json(side.send("PUT", path, reader, "{\"position\":0}"), 200)
                        .path("unread")
                        .asLong())
                .isEqualTo(3);
    }

    private String unread(CustomerId customer) throws Exception {
        return side.get("/customers", "reader")
                .path("customers")
                .valueStream()
                .filter(one -> one.path("id").asString().equals(customer.toString()))
                .map(one -> one.path("unread").asString(""))
                .findFirst()
                .orElseThrow();
    }
}
