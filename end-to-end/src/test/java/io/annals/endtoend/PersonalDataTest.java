package io.annals.endtoend;

import static io.annals.edge.Role.ADMINISTRATOR;
import static io.annals.edge.Role.AGENT;
import static io.annals.edge.Role.AUDITOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.ByteBuf;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Where a person's data is to be found in the database: every byte of every collection is searched. The log never holds it
 * readable, views do; after an erasure nothing does.
 *
 * <p>{@code local} is left out and that is said here: its {@code oplog.rs} is MongoDB's own journal of writes, a ring that
 * keeps what was written to the views, in plain text, until newer writes push it out.
 */
@ExtendWith(Shared.class)
class PersonalDataTest {
    private static final String EMAIL = "Zoë.Quistgård@Example.org";
    private static final String SECOND_EMAIL = "z.quistgard@example.net";
    private static final String PHONE = "+49 30 9018 2077";
    private static final String NAME = "Zoë Quistgård-Ωmega 王小明";
    private static final String TEXT = "My secret lamp flickers since Zwölftertag";
    private static final String CITY = "Quedlinbürg-Xanadu";
    private static final String CARD = "QX77009911";

    private final Annals annals;
    private final Truth truth;

    PersonalDataTest(Annals annals, Truth truth) {
        this.annals = annals;
        this.truth = truth;
    }

    @Test
    void what_is_personal_lies_in_views_only_and_after_an_erasure_nowhere() {
        String customer = somebodyWhoToldEverything();
        awaitViews(customer);

        Map<String, Set<String>> found = placesOf(needles());
        assertThat(found.keySet())
                .as("collections that hold something personal")
                .allSatisfy(collection -> assertThat(collection).startsWith("annals.view_"));
        assertThat(found.values().stream().flatMap(Set::stream))
                .as("the search finds what is there")
                .contains(EMAIL.toLowerCase(Locale.ROOT), NAME, "+493090182077", CITY, CARD);
        assertThat(annals.output()).noneMatch(line -> needles().stream().anyMatch(line::contains));
        Answer before = annals.as(AGENT).get("/customers/" + customer).expect(200);

        annals.as(ADMINISTRATOR).post("/customers/" + customer + "/erasure", "").expect(200, 202);
        awaitViews(customer);

        assertThat(placesOf(needles())).as("where something personal is left").isEmpty();
        Verdicts.holds(annals.as(AUDITOR).task("/log/verification"));
        showsAnErasedCustomerWithSumsIntact(customer, before.json());
        nobodyIsFoundByWhatIsErased();
    }

    private String somebodyWhoToldEverything() {
        Client agent = annals.as(AGENT);
        Map<String, String> known = Map.of("email", EMAIL, "name", NAME);
        String customer = agent.post(
                        "/contacts",
                        Contacts.contact(
                                "email",
                                "mail",
                                "<1." + EMAIL + ">",
                                known,
                                Map.of("from", NAME + " <" + EMAIL + ">", "subject", TEXT, "text", TEXT + " " + PHONE)))
                .expect(201)
                .text("customer");
        Map<String, String> again = Map.of("email", EMAIL.toUpperCase(Locale.ROOT));
        for (Map<String, Object> contact : List.of(
                Contacts.contact("call", "phone", "call " + PHONE, again, Map.of("summary", TEXT, "outcome", TEXT)),
                Contacts.contact("chat", "chat", "chat-personal", again, Map.of("conversation", TEXT, "text", TEXT)),
                Contacts.contact(
                        "message",
                        "sms",
                        "message-personal",
                        again,
                        Map.of("address", PHONE, "conversation", TEXT, "text", TEXT, "mediaType", TEXT)),
                Contacts.contact(
                        "form", "web", "form-personal", again, Map.of("form", TEXT, "fields", Map.of("city", CITY))),
                Contacts.contact(
                        "questionnaire",
                        "web",
                        "question-personal",
                        again,
                        Map.of("questionnaire", TEXT, "question", "Is this you, " + NAME + "?", "answer", NAME)),
                Contacts.contact(
                        "interview", "field", "interview-personal", again, Map.of("topic", TEXT, "summary", TEXT)),
                Contacts.contact("note", "desk of " + NAME, "note-odd", again, Map.of("text", "t", NAME, PHONE)),
                Contacts.contact("purchase", "till", "purchase-in-words", again, boughtInWords()),
                Contacts.contact("visit", "field", "visit-personal", again, Map.of("address", CITY, "report", TEXT)),
                Contacts.note("note-personal", again, TEXT.toUpperCase(Locale.ROOT)),
                Contacts.purchase("purchase-personal", again, "41.50"),
                Contacts.purchase("purchase-personal-2", again, "8.60"))) {
            agent.post("/contacts", contact).expect(201);
        }
        String path = "/customers/" + customer;
        agent.post(path + "/identities", Map.of("kind", "phone", "value", PHONE))
                .expect(200, 201);
        agent.post(path + "/identities", Map.of("kind", "email", "value", SECOND_EMAIL))
                .expect(200, 201);
        agent.post(path + "/card", Map.of("number", CARD)).expect(200, 201);
        long version = annals.as(AGENT)
                .get(path + "?atLeast=" + truth.head())
                .expect(200)
                .json()
                .path("version")
                .asLong();
        String patch = Answer.JSON.writeValueAsString(Map.of("name", NAME, "attributes", Map.of("city", CITY)));
        agent.json("PATCH", path, patch, "If-Match", "\"" + version + "\"").expect(200);
        agent.post(
                        "/contacts",
                        Contacts.note("note-cut", Map.of("email", EMAIL), TEXT + "\u0001" + "x".repeat(200_000)))
                .expect(201);
        return customer;
    }

    private static Map<String, Object> boughtInWords() {
        Map<String, Object> line = Map.of(
                "id",
                TEXT,
                "product",
                "Lamp for " + NAME,
                "quantity",
                1,
                "price",
                Map.of("amount", "1.00", "currency", "USD"));
        return Map.of("lines", List.of(line), "store", CITY + " street", "paymentMethod", NAME, "reason", TEXT);
    }

    private void awaitViews(String customer) {
        long head = truth.settled(Waits.SHORT);
        for (String view : List.of("", "/loyalty", "/timeline")) {
            annals.as(AUDITOR)
                    .get("/customers/" + customer + view + "?atLeast=" + head)
                    .expect(200);
        }
    }

    /** Everything that went in, in every way in which it may have been written. */
    private static Set<String> needles() {
        Set<String> needles = new LinkedHashSet<>();
        List<String> parts = List.of(
                EMAIL,
                SECOND_EMAIL,
                "quistg",
                NAME,
                "Zoë",
                "Ωmega",
                "王小明",
                PHONE,
                "+493090182077",
                "90182077",
                TEXT,
                "secret lamp",
                CITY,
                "Xanadu",
                CARD,
                "call " + PHONE);
        for (String part : parts) {
            for (String written : List.of(part, part.toLowerCase(Locale.ROOT), part.toUpperCase(Locale.ROOT))) {
                needles.add(Normalizer.normalize(written, Normalizer.Form.NFC));
                needles.add(Normalizer.normalize(written, Normalizer.Form.NFD));
            }
        }
        return needles;
    }

    /** Collections that hold one of them anywhere, and which. */
    private Map<String, Set<String>> placesOf(Set<String> needles) {
        Map<String, String> asBytes = new LinkedHashMap<>();
        needles.forEach(needle -> asBytes.put(needle, bytes(needle.getBytes(StandardCharsets.UTF_8))));
        Map<String, Set<String>> places = new TreeMap<>();
        List<String> databases = truth.client().listDatabaseNames().into(new ArrayList<>());
        databases.remove("local");
        assertThat(databases).contains("annals");
        for (String name : databases) {
            MongoDatabase database = truth.client().getDatabase(name);
            for (String collection : database.listCollectionNames()) {
                if (!name.equals("annals") && collection.startsWith("system.")) {
                    continue; // the server's own, which the program's account may neither read nor write
                }
                for (RawBsonDocument document : database.getCollection(collection, RawBsonDocument.class)
                        .find()) {
                    String hay = bytes(document);
                    asBytes.forEach((needle, in) -> {
                        if (hay.contains(in)) {
                            places.computeIfAbsent(name + "." + collection, _ -> new TreeSet<>())
                                    .add(needle);
                        }
                    });
                }
            }
        }
        return places;
    }

    private static String bytes(RawBsonDocument document) {
        ByteBuf buffer = document.getByteBuffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes(bytes);
    }

    /** One character a byte, so that searching text is searching bytes. */
    private static String bytes(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private void showsAnErasedCustomerWithSumsIntact(String customer, JsonNode before) {
        JsonNode after =
                annals.as(AGENT).get("/customers/" + customer).expect(200).json();
        assertThat(after.path("erased").asBoolean()).isTrue();
        assertThat(after.path("identities")).isEmpty();
        assertThat(after.path("attributes")).isEmpty();
        for (String sum : List.of("purchases", "channels", "lastContact", "firstContact")) {
            assertThat(after.path(sum)).as(sum).isEqualTo(before.path(sum));
        }
        assertThat(after.path("loyalty").path("balance").asInt()).isEqualTo(50);
        Answer timeline = annals.as(AGENT)
                .get("/customers/" + customer + "/timeline?limit=100")
                .expect(200);
        assertThat(timeline.json().path("entries")).hasSizeGreaterThanOrEqualTo(14);
        assertThat(timeline.text()).contains("\"erased\":true");
        Answer past = annals.as(AUDITOR)
                .get("/customers/" + customer + "?asOf="
                        + before.path("position").asLong())
                .expect(200);
        for (String needle : needles()) {
            assertThat(timeline.text()).doesNotContain(needle);
            assertThat(past.text()).as("the past").doesNotContain(needle);
        }
    }

    private void nobodyIsFoundByWhatIsErased() {
        for (String query : List.of(
                "q=quistg",
                "q=secret%20lamp",
                "q=xanadu",
                "email=z.quistgard@example.net",
                "card=" + CARD,
                "phone=%2B493090182077")) {
            JsonNode found =
                    annals.as(AGENT).get("/customers?" + query).expect(200).json();
            assertThat(found.path("total").asInt()).as(query).isZero();
        }
    }
}
