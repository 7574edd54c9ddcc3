package io.annals.edge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.annals.edge.problem.Problem;
import io.annals.events.CustomerId;
import io.annals.events.Personal;
import io.annals.events.contact.ContactId;
import io.annals.events.customer.IdentityKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("quick")
class JsonFormsTest {
    private static final JsonMapper JSON = JsonForms.mapper();

    record Line(String id, BigDecimal quantity, Money price) {}

    record Order(
            CustomerId customer,
            @Nullable ContactId contact,
            @Nullable Instant occurredAt,
            @Nullable IdentityKind kind,
            @Nullable List<Line> lines,
            @Nullable Map<String, @Nullable String> attributes,
            @Nullable Map<String, String> fields,
            @Nullable Set<IdentityKind> kinds,
            @Nullable Personal<String> text,
            @Nullable Integer points,
            @Nullable Boolean urgent) {}

    private static final String CUSTOMER = "\"customer\":\"0197a1b2-0000-7000-8000-00000000abcd\"";

    @Test
    void values_are_written_in_their_forms_and_read_again() {
        Order order = new Order(
                CustomerId.of("0197a1b2-0000-7000-8000-00000000abcd"),
                new ContactId("0123456789abcdef0123456789abcdef"),
                Instant.parse("2026-03-03T14:05:00.120Z"),
                IdentityKind.EXTERNAL_ID,
                List.of(new Line("1", new BigDecimal("1.5"), Money.of(CurrencyUnit.USD, new BigDecimal("29.33")))),
                Map.of("sex", "f"),
                Map.of("a", "b"),
                Set.of(IdentityKind.CARD),
                Personal.of("Grüße 🦉"),
                5,
                true);

        String written = JSON.writeValueAsString(order);

        assertThat(written)
                .isEqualTo("{\"customer\":\"0197a1b2-0000-7000-8000-00000000abcd\","
                               + "\"contact\":\"0123456789abcdef0123456789abcdef\",\"occurredAt\":\"2026-03-03T14:05:00.120Z\","
                               + "\"kind\":\"externalId\",\"lines\":[{\"id\":\"1\",\"quantity\":1.5,\"price\":{\"amount\":\"29.33\","
                               + "\"currency\":\"USD\"}}],\"attributes\":{\"sex\":\"f\"},\"fields\":{\"a\":\"b\"},\"kinds\":[\"card\"],\"text\":\"Grüße"
                               + " 🦉\",\"points\":5,\"urgent\":true}");
        assertThat(JSON.readValue(written, Order.class)).isEqualTo(order);
    }

    @Test
    void what_is_erased_says_so_and_nobody_can_write_it() {
        assertThat(JSON.writeValueAsString(Personal.erased())).isEqualTo("{\"erased\":true}");
        assertRefused("{" + CUSTOMER + ",\"text\":{\"erased\":true}}", 422, "text", "must be a text in quotes");
    }

    @Test
    void an_instant_is_kept_to_the_millisecond_whatever_its_offset() {
        Order order =
                JSON.readValue("{" + CUSTOMER + ",\"occurredAt\":\"2026-03-03T14:05:00.1239999+02:00\"}", Order.class);

        assertThat(order.occurredAt()).isEqualTo("2026-03-03T12:05:00.123Z");
    }

    @Test
    void an_attribute_may_be_null_where_the_record_says_so_and_nowhere_else() {
        Order order = JSON.readValue("{" + CUSTOMER + ",\"attributes\":{\"sex\":null}}", Order.class);

        assertThat(order.attributes()).containsEntry("sex", null);
        assertRefused("{" + CUSTOMER + ",\"fields\":{\"sex\":null}}", 422, "fields.sex", "must not be null");
        assertRefused("{" + CUSTOMER + ",\"lines\":[null]}", 422, "lines[0]", "must not be null");
        assertRefused("{\"customer\":null}", 422, "customer", "must not be null");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "occurredAt":"+20000-01-01T00:00:00Z"               | occurredAt        | must lie between the years 1900 and 9999
        "occurredAt":"+1000000000-12-31T23:59:59.999999999Z"| occurredAt        | must be a point in time with its offset, such as 2026-03-03T14:05:00Z
        "occurredAt":"+999999999-12-31T23:59:59-18:00"      | occurredAt        | must lie between the years 1900 and 9999
        "occurredAt":"-0001-01-01T00:00:00Z"                | occurredAt        | must lie between the years 1900 and 9999
        "occurredAt":"yesterday"                            | occurredAt        | must be a point in time with its offset, such as 2026-03-03T14:05:00Z
        "occurredAt":1772546700                             | occurredAt        | must be a text in quotes
        "kind":"EMAIL"                                      | kind              | must be one of card, externalId, email, phone
        "kind":"fax"                                        | kind              | must be one of card, externalId, email, phone
        "kind":1                                            | kind              | must be one of card, externalId, email, phone
        "kind":""                                           | kind              | must be one of card, externalId, email, phone
        "kinds":["card","fax"]                              | kinds[1]          | must be one of card, externalId, email, phone
        "kinds":"card"                                      | kinds             | must be a list
        "kinds":""                                          | kinds             | must be a list
        "lines":[{"id":"1","quantity":1}]                   | lines[0].price    | is missing
        "lines":[{"id":1}]                                  | lines[0].id       | must be a text in quotes
        "lines":[{"id":true}]                               | lines[0].id       | must be a text in quotes
        "lines":[{"id":"1","quantity":"1"}]                 | lines[0].quantity | must be a number
        "lines":[{"id":"1","quantity":1e1000000000}]        | lines[0].quantity | must have at most 15 digits before and 9 after the point
        "lines":[{"id":"1","quantity":1e-1000000000}]       | lines[0].quantity | must have at most 15 digits before and 9 after the point
        "lines":[{"price":{"amount":29.33,"currency":"USD"}}] | lines[0].price.amount | must be a text in quotes
        "lines":[{"price":{"amount":"1e9","currency":"USD"}}] | lines[0].price.amount | must be an amount such as "29.33"
        "lines":[{"price":{"amount":"29.333","currency":"USD"}}] | lines[0].price.amount | must have at most 2 decimals in USD
        "lines":[{"price":{"amount":"29.33","currency":"XXL"}}] | lines[0].price.currency | must be a currency of ISO 4217, such as EUR
        "lines":[{"price":{"amount":"29.33"}}]              | lines[0].price.currency | is missing
        "lines":[{"price":{"amount":"1","currency":"USD","rate":2}}] | lines[0].price.rate | is not known here
        "lines":[{"price":"29.33"}]                         | lines[0].price    | must be an object
        "lines":{}                                          | lines             | must be a list
        "colour":"red"                                      | colour            | is not known here
        "points":"5"                                        | points            | must be a whole number
        "points":5.0                                        | points            | must be a whole number
        "points":5000000000                                 | points            | is out of range
        "points":true                                       | points            | must be a whole number
        "urgent":"true"                                     | urgent            | must be true or false
        "urgent":1                                          | urgent            | must be true or false
        "contact":"../../etc/passwd"                        | contact           | must be a contact's id of 32 hexadecimal digits
        "text":"\\ud83d"                                    | text              | must not contain half a surrogate pair
        "text":"\\udd89\\ud83d"                             | text              | must not contain half a surrogate pair
        "text":"a\\u0000b"                                  | text              | must not contain the character U+0000
        "fields":{"\\ud83d":"x"}                            | fields            | must not contain half a surrogate pair
        "fields":{"a":"\\ud83d"}                            | fields.a          | must not contain half a surrogate pair
        "fields":{"a":["x"]}                                | fields.a          | must be a text in quotes
        """)
    void a_value_that_cannot_be_is_refused_with_its_path(String member, String field, String reason) {
        assertRefused("{" + CUSTOMER + "," + member + "}", 422, field, reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {                                   | The JSON is malformed at line 1, column 2.
        {"customer":}                       | The JSON is malformed at line 1, column 13.
        {"customer":"\\ud8"}                | The JSON is malformed at line 1, column 18.
        {"points":1,"points":2}             | The JSON names a property twice at line 1, column 21.
        {"points":NaN}                      | The JSON is malformed at line 1, column 14.
        nonsense                            | The JSON is malformed at line 1, column 1.
        """)
    void malformed_json_is_told_with_its_place(String json, String detail) {
        Problem problem = refusalOf(json);

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.rule()).isEqualTo("malformed-json");
        assertThat(problem.detail()).isEqualTo(detail);
    }

    @Test
    void what_is_missing_at_the_top_or_comes_after_the_end_is_refused() {
        assertRefused("{}", 422, "customer", "is missing");
        assertRefused("[]", 422, "", "must be an object");
        assertRefused("\"\"", 422, "", "must be an object");
        assertRefused("{" + CUSTOMER + "} {}", 422, "", "must end after one JSON value");
    }

    @Test
    void depth_and_length_are_bounded() {
        String deep = "[".repeat(51) + "]".repeat(51);
        String longText = "\"" + "x".repeat((1 << 20) + 1) + "\"";
        String longNumber = "1".repeat(101);

        for (String json : List.of(deep, longText, longNumber)) {
            Problem problem = Problem.of(catchThrowable(() -> JSON.readValue(json, JsonNode.class)))
                    .orElseThrow();
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.detail()).contains("too deeply");
        }
    }

    @Test
    void a_tree_is_held_to_the_same_rules_when_it_becomes_a_record() {
        JsonNode tree = JSON.readTree("{" + CUSTOMER + ",\"text\":\"\\ud83d\"}");

        Problem problem = Problem.of(catchThrowable(() -> JSON.treeToValue(tree, Order.class)))
                .orElseThrow();

        assertThat(problem.field()).isEqualTo("text");
    }

    @Test
    void no_refusal_names_a_java_class_or_repeats_the_value() {
        Problem problem = refusalOf("{" + CUSTOMER + ",\"kind\":\"secret@example.com\"}");

        assertThat(JSON.writeValueAsString(problem))
                .isEqualTo("{\"type\":\"urn:annals:problem:bad-input\",\"title\":\"Bad input\",\"status\":422,"
                        + "\"detail\":\"kind must be one of card, externalId, email, phone.\",\"field\":\"kind\"}");
    }

    private static Problem refusalOf(String json) {
        return Problem.of(catchThrowable(() -> JSON.readValue(json, Order.class)))
                .orElseThrow();
    }

    private static void assertRefused(String json, int status, String field, String reason) {
        Problem problem = refusalOf(json);
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.field()).isEqualTo(field.isEmpty() ? null : field);
        assertThat(problem.detail()).isEqualTo((field.isEmpty() ? "The input" : field) + " " + reason + ".");
    }
}
