package io.annals.query.customer.list;

import static io.annals.query.RunningSide.encoded;
import static io.annals.query.RunningSide.texts;
import static io.annals.query.Stories.contact;
import static io.annals.query.Stories.customer;
import static io.annals.query.Stories.day;
import static io.annals.query.Stories.purchase;
import static io.annals.query.Stories.registered;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.edge.Actor;
import io.annals.edge.Role;
import io.annals.events.CustomerId;
import io.annals.events.Personal;
import io.annals.events.contact.ContactEvent.EmailReceived;
import io.annals.events.customer.CustomerEvent.AttributesCorrected;
import io.annals.events.customer.IdentityKind;
import io.annals.query.RunningSide;
import io.annals.query.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What the box for searching finds, and where it says that it found it. */
@Timeout(120)
class SearchTest {
    private static final CustomerId ANN = customer(1);
    private static final CustomerId ZARKO = customer(2);
    private static final CustomerId OLENA = customer(3);
    private static final CustomerId ELCHIN = customer(4);
    private static final CustomerId ERASED = customer(5);

    private static RunningSide side;

    @BeforeAll
    static void fiveCustomers() throws Exception {
        side = new RunningSide();
        side.tell(
                "anna",
                registered(ANN, "Ann O'Example"),
                side.known(ANN, IdentityKind.EMAIL, "ann.q@shoes.example"),
                side.known(ANN, IdentityKind.PHONE, "+493012345678"),
                side.known(ANN, IdentityKind.CARD, "4000123412349876"));
        side.tell("anna", new AttributesCorrected(ANN, Personal.of(Map.of("city", "Görlitz")), List.of(), day(0)));
        side.tell("anna", registered(ZARKO, "Žarko Đorđević"));
        side.tell("anna", registered(OLENA, "Олена Ґудзь"));
        side.tell("anna", registered(ELCHIN, "Elçin Məmmədov"));
        side.tell("anna", registered(ERASED, "Vera Vanished"));
        side.tell("anna", mail(ANN, "m1", day(1), "The lamp that you sent has a loose contact, order A-4711/2."));
        side.tell("anna", mail(ZARKO, "m2", day(2), "Лампа не ради, шаљем је назад."));
        side.tell("anna", mail(OLENA, "m3", day(3), "Дякую за їжака, він чудовий!"));
        side.tell("anna", mail(ELCHIN, "m4", day(4), "Sifarişim hələ gəlməyib, lampa lazımdır."));
        side.tell("anna", mail(ZARKO, "m5", day(5), "One more lamp, please"));
        side.tell("anna", mail(ERASED, "m6", day(6), "A lamp for the vanishing cabinet"));
        side.tell("anna", purchase(ELCHIN, "p1", day(7), "USD 10.00"));
        side.erase(ERASED);
    }

    @AfterAll
    static void end() {
        side.close();
    }

    private static EmailReceived mail(CustomerId customer, String id, Instant when, String text) {
        return new EmailReceived(
                contact(customer, id, "mail", when),
                Personal.of("somebody@mail.test"),
                Personal.of("About it"),
                Personal.of(text));
    }

    private static JsonNode search(String words) throws Exception {
        return side.get("/customers?q=" + encoded(words), "anna");
    }

    private static String names(String words) throws Exception {
        return String.join(", ", texts(search(words).path("customers"), "name"));
    }

    @ParameterizedTest
    @CsvSource({
        "ann, Ann O'Example",
        "o'ex, Ann O'Example",
        "o’exam, Ann O'Example",
        "oexample, Ann O'Example",
        "+49 (0)30 1234 5678, Ann O'Example",
        "0049 30 12345678, Ann O'Example",
        "ＡＮＮ, Ann O'Example",
        "shoes.exa, Ann O'Example",
        "görl, Ann O'Example",
        "gorl, Ann O'Example",
        "+49 30 123, Ann O'Example",
        "030 1234, Ann O'Example",
        "030/1234-567, Ann O'Example",
        "5678, Ann O'Example",
        "9876, Ann O'Example",
        "4000 1234 1234, Ann O'Example",
        "zarko, Žarko Đorđević",
        "đorđ, Žarko Đorđević",
        "DORDE, Žarko Đorđević",
        "олена, Олена Ґудзь",
        "ґуд, Олена Ґудзь",
        "elcin mem, Elçin Məmmədov",
        "məm, Elçin Məmmədov",
        "nobody,",
        "xample,",
        "'(',",
    })
    void customers_are_found_by_name_address_number_and_attribute_while_one_types(String typed, String name)
            throws Exception {
        assertThat(names(typed)).isEqualTo(name == null ? "" : name);
    }

    @ParameterizedTest
    @CsvSource({
        "loose cont, Ann O'Example, 'The lamp that you sent has a loose contact, order A-4711/2.'",
        "'Re: the lamp that you sent has a loose contact, order A-4711/2.', Ann O'Example, 'The lamp that you sent has"
                + " a loose contact, order A-4711/2.'",
        "a-4711, Ann O'Example, 'The lamp that you sent has a loose contact, order A-4711/2.'",
        "лампа назад, Žarko Đorđević, 'Лампа не ради, шаљем је назад.'",
        "їжак, Олена Ґудзь, 'Дякую за їжака, він чудовий!'",
        "іжак, Олена Ґудзь, 'Дякую за їжака, він чудовий!'",
        "SİFARİŞ, Elçin Məmmədov, 'Sifarişim hələ gəlməyib, lampa lazımdır.'",
        "sifaris, Elçin Məmmədov, 'Sifarişim hələ gəlməyib, lampa lazımdır.'",
        "shoes usd, , ",
    })
    void texts_of_contacts_are_found_in_five_languages_and_shown(String typed, String name, String snippet)
            throws Exception {
        JsonNode customers = search(typed).path("customers");

        assertThat(String.join(", ", texts(customers, "name"))).isEqualTo(name == null ? "" : name);
        if (name != null) {
            JsonNode found = customers.path(0).path("found").path(0);
            assertThat(found.path("in").asString()).isEqualTo("contact");
            assertThat(found.path("kind").asString()).isEqualTo("email");
            assertThat(found.path("snippet").asString()).isEqualTo(snippet);
        }
    }

    @Test
    void names_come_first_then_the_newest_contact_and_pages_go_over_both() throws Exception {
        assertThat(names("lamp")).isEqualTo("Žarko Đorđević, Elçin Məmmədov, Ann O'Example");
        assertThat(names("shoes")).isEqualTo("Ann O'Example, Elçin Məmmədov");
        JsonNode first = side.get("/customers?q=shoes&limit=1", "anna");
        JsonNode second = side.get(
                "/customers?q=shoes&limit=1&cursor=" + first.path("next").asString(), "anna");

        assertThat(second.path("total").asLong()).isEqualTo(2);
        assertThat(texts(second.path("customers"), "name")).containsExactly("Elçin Məmmədov");
        assertThat(second.path("customers")
                        .path(0)
                        .path("found")
                        .path(0)
                        .path("snippet")
                        .asString())
                .isEqualTo("shoes");
        assertThat(second.has("more")).isFalse();
    }

    @Test
    void a_hit_says_where_it_was_found() throws Exception {
        JsonNode found = search("5678").path("customers").path(0).path("found");
        JsonNode attribute = search("gorl").path("customers").path(0).path("found");

        assertThat(texts(found, "in")).containsExactly("phone");
        assertThat(texts(found, "snippet")).containsExactly("+493012345678");
        assertThat(texts(attribute, "attribute")).containsExactly("city");
        assertThat(side.get("/customers", "anna").path("customers").path(0).has("found"))
                .isFalse();
    }

    @Test
    void who_does_not_see_texts_does_not_find_by_them() throws Exception {
        Actor marketing = new Actor("mia", Role.MARKETING);

        assertThat(RunningSide.json(side.send("GET", "/customers?q=loose", marketing, ""), 200)
                        .path("total")
                        .asLong())
                .isZero();
        assertThat(RunningSide.json(side.send("GET", "/customers?q=ann", marketing, ""), 200)
                        .path("total")
                        .asLong())
                .isEqualTo(1);
        assertThat(side.send("GET", "/customers?q=ann", new Actor("till-1", Role.TILL), "")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void nobody_is_found_by_what_was_erased_and_no_collection_holds_it() throws Exception {
        assertThat(search("vanish").path("total").asLong()).isZero();
        assertThat(search("cabinet").path("total").asLong()).isZero();
        List<String> holding = new ArrayList<>();
        var database = World.client().getDatabase(side.database());
        for (String collection : database.listCollectionNames()) {
            database.getCollection(collection, RawBsonDocument.class).find().forEach(document -> {
                byte[] bytes = new byte[document.getByteBuffer().remaining()];
                document.getByteBuffer().get(bytes);
                String text = new String(bytes, UTF_8).toLowerCase(Locale.ROOT);
                if (text.contains("vanish") || text.contains("cabinet")) {
                    holding.add(collection);
                }
            });
        }
        assertThat(holding).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"''", "'  '"})
    void nothing_is_refused(String typed) throws Exception {
        var refused = side.send("GET", "/customers?q=" + encoded(typed), new Actor("anna", Role.AGENT), "");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("\"field\":\"q\"");
    }
}
