package io.annals.app.demonstration;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something that happens: a request to the public interface.
 *
 * @param at when; a contact says so itself
 * @param path in it and among the body's values {@value #CUSTOMER} stands for the customer's id
 * @param body without {@code occurredAt}; empty for none
 */
public record Act(Instant at, Person customer, Colleague by, String method, String path, Map<String, Object> body) {
    public static final String CUSTOMER = "{customer}";
    static final String CONTACTS = "/contacts";

    boolean isContact() {
        return path.equals(CONTACTS);
    }

    /** The same at another time. */
    Act at(Instant other) {
        return new Act(other, customer, by, method, path, body);
    }

    /** What is sent, for a customer of this id (which a contact does not need). */
    Map<String, Object> sent(String id) {
        Map<String, Object> sent = new TreeMap<>(body);
        sent.replaceAll((_, value) -> value.equals(CUSTOMER) ? id : value);
        if (isContact()) {
            sent.put("occurredAt", at.toString());
        }
        return sent;
    }
}
