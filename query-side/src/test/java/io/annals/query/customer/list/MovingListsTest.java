package io.annals.query.customer.list;

import static io.annals.query.RunningSide.texts;
import static io.annals.query.Stories.customer;
import static io.annals.query.Stories.day;
import static io.annals.query.Stories.registered;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.edge.Actor;
import io.annals.edge.Role;
import io.annals.events.Personal;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.contact.ContactEvent.EmailReceived;
import io.annals.events.contact.ContactEvent.EmailSent;
import io.annals.events.contact.ContactId;
import io.annals.events.contact.Direction;
import io.annals.query.RunningSide;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** What moves while it is paged, and how pages are asked for. */
@Timeout(120)
class MovingListsTest {
    private static final Actor ANNA = new Actor("anna", Role.AGENT);

    private static RunningSide side;

    @BeforeAll
    static void start() {
        side = new RunningSide();
    }

    @AfterAll
    static void end() {
        side.close();
    }

    /** Case 11: two are answered between the pages. */
    @Test
    void whoever_waits_is_on_some_page_also_when_others_are_answered_meanwhile() throws Exception {
        for (int i = 0; i < 9; i++) {
            side.tell(
                    "anna",
                    registered(customer(100 + i), "Eve " + i),
                    mail(100 + i, "eleven", Direction.INBOUND, 10 + i));
        }
        String list = "/customers?list=waiting&channel=eleven&limit=3";
        JsonNode first = side.get(list, "anna");
        side.tell("anna", mail(100, "eleven", Direction.OUTBOUND, 30), mail(101, "eleven", Direction.OUTBOUND, 30));

        assertThat(texts(first.path("customers"), "name")).containsExactly("Eve 0", "Eve 1", "Eve 2");
        assertThat(rest(list, first)).containsExactly("Eve 3", "Eve 4", "Eve 5", "Eve 6", "Eve 7", "Eve 8");
    }

    @Test
    void whoever_is_called_meanwhile_and_so_moves_to_the_head_comes_behind_the_last_page() throws Exception {
        for (int i = 0; i < 6; i++) {
            side.tell(
                    "anna",
                    registered(customer(120 + i), "Flo " + i),
                    mail(120 + i, "twelve", Direction.INBOUND, 10 + i));
        }
        String list = "/customers?sort=lastContact&q=flo&limit=2";
        JsonNode first = side.get(list, "anna");
        side.tell("anna", mail(120, "twelve", Direction.INBOUND, 40));

        assertThat(texts(first.path("customers"), "name")).containsExactly("Flo 5", "Flo 4");
        assertThat(rest(list, first)).containsExactly("Flo 3", "Flo 2", "Flo 1", "Flo 0");
    }

    private static ContactMade mail(int customer, String channel, Direction direction, int day) {
        String id = customer + "-" + direction + day;
        Contact contact = new Contact(
                new ContactId(id), customer(customer), channel, direction, Personal.of(id), day(day), "print-" + id);
        Personal<String> text = Personal.of("x");
        return direction == Direction.INBOUND
                ? new EmailReceived(contact, text, text, text)
                : new EmailSent(contact, text, text, text);
    }

    private static List<String> rest(String list, JsonNode first) throws Exception {
        List<String> names = new ArrayList<>();
        for (JsonNode page = first; page.has("next"); ) {
            page = side.get(list + "&cursor=" + page.path("next").asString(), "anna");
            names.addAll(texts(page.path("customers"), "name"));
        }
        return names;
    }

    @Test
    void a_cursor_of_another_list_and_the_former_parameters_are_refused() throws Exception {
        String next = side.get("/customers?limit=1", "anna").path("next").asString();

        assertThat(side.send("GET", "/customers?sort=money&cursor=" + next, ANNA, "")
                        .body())
                .contains("\"field\":\"cursor\"");
        assertThat(side.send("GET", "/customers?page=1", ANNA, "").body()).contains("\"field\":\"page\"", "use cursor");
        assertThat(side.send("GET", "/customers?size=1", ANNA, "").body()).contains("\"field\":\"size\"", "use limit");
        assertThat(side.send("GET", "/customers?chanel=mail", ANNA, "").body())
                .contains("\"status\":422", "\"field\":\"chanel\"");
        assertThat(side.send("GET", "/customers?list=mine&list=team", ANNA, "").body())
                .contains("\"field\":\"list\"");
    }
}
