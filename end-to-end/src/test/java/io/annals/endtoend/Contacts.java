package io.annals.endtoend;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Contacts as channels send them. */
final class Contacts {
    static final String WHEN = "2026-03-01T14:05:00Z";

    private Contacts() {}

    static Map<String, Object> contact(
            String kind, String channel, String externalId, Map<String, ?> customer, Map<String, ?> content) {
        Map<String, Object> contact = new LinkedHashMap<>();
        contact.put("kind", kind);
        contact.put("channel", channel);
        contact.put("externalId", externalId);
        contact.put("occurredAt", WHEN);
        contact.put("customer", customer);
        contact.put("content", content);
        return contact;
    }

    static Map<String, Object> note(String externalId, Map<String, ?> customer, String text) {
        return contact("note", "desk", externalId, customer, Map.of("text", text));
    }

    static Map<String, Object> chat(String channel, String externalId, Map<String, ?> customer, String text) {
        return contact("chat", channel, externalId, customer, Map.of("text", text));
    }

    /** One line of one thing. */
    static Map<String, Object> purchase(String externalId, Map<String, ?> customer, String dollars) {
        Map<String, Object> line = Map.of(
                "id", "1", "product", "Lamp", "quantity", 1, "price", Map.of("amount", dollars, "currency", "USD"));
        return contact("purchase", "store", externalId, customer, Map.of("lines", List.of(line)));
    }

    static Map<String, Object> back(String externalId, String purchase) {
        return contact(
                "return",
                "store",
                externalId,
                Map.of(),
                Map.of(
                        "purchase",
                        Map.of("channel", "store", "externalId", purchase),
                        "lines",
                        List.of(Map.of("line", "1"))));
    }

    static String line(Map<String, ?> contact) {
        return Answer.JSON.writeValueAsString(contact);
    }
}
