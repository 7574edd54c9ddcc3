package io.annals.query.live;

import io.annals.edge.refusal.BadInput;
import io.annals.query.live.presence.Whereabouts;
import java.math.BigInteger;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a client may say. */
sealed interface ClientMessage extends ForSession {
    String HERE = "here";

    /**
     * Send me this topic, once more from here if I had it already.
     *
     * @param after the last position seen, or null to begin with the present. A number that cannot be a position of any
     *     log is kept as one that is beyond this log
     */
    record Subscribe(Topic subscribe, @Nullable Long after) implements ClientMessage {}

    record Unsubscribe(Topic unsubscribe) implements ClientMessage {}

    /** This token counts from now on, in the place of what the socket was opened with. */
    record Refresh(String refresh) implements ClientMessage {
        @Override
        public String toString() {
            return "Refresh[]"; // the token is a secret
        }
    }

    /** This is where I am: at a customer, or just here, or gone. What was said before is over. */
    record Here(Whereabouts here) implements ClientMessage {}

    /**
     * Reads one message.
     *
     * @throws BadInput when it is none, with the field that is wrong
     * @throws tools.jackson.core.JacksonException when it is not JSON
     */
    static ClientMessage parse(String text, JsonMapper json) {
        JsonNode message = json.readTree(text);
        if (message.has("unsubscribe")) {
            return new Unsubscribe(topic(only(message, Set.of("unsubscribe")), "unsubscribe"));
        }
        if (message.has("refresh")) {
            return new Refresh(token(only(message, Set.of("refresh"))));
        }
        if (message.has(HERE)) {
            return new Here(whereabouts(only(message, Set.of(HERE)).path(HERE)));
        }
        only(message, Set.of("subscribe", "after"));
        return new Subscribe(topic(message, "subscribe"), after(message));
    }

    private static JsonNode only(JsonNode message, Set<String> fields) {
        if (!message.isObject()) {
            throw new BadInput("", "must be a JSON object");
        }
        message.propertyNames().stream()
                .filter(Predicate.not(fields::contains))
                .findFirst()
                .ifPresent(field -> {
                    throw new BadInput(field, "is not known here");
                });
        return message;
    }

    private static String token(JsonNode message) {
        if (!message.path("refresh").isString()) {
            throw new BadInput("refresh", "must be a token, as text");
        }
        return message.path("refresh").stringValue();
    }

    private static Whereabouts whereabouts(JsonNode here) {
        if (here.isNull()) {
            return Whereabouts.GONE;
        }
        only(here, Set.of("customer", "viewing", "typing", "claim", "takeOver"));
        JsonNode customer = here.path("customer");
        if (!customer.isMissingNode() && !customer.isString()) {
            throw new BadInput("customer", "must be a customer's id, as text");
        }
        return new Whereabouts(
                customer.isMissingNode() ? null : customer(customer.stringValue()),
                flag(here, "viewing", true),
                flag(here, "typing", false),
                flag(here, "claim", false),
                flag(here, "takeOver", false));
    }

    private static String customer(String text) {
        return Topic.parse(Topic.CUSTOMER + text, "customer").text().substring(Topic.CUSTOMER.length());
    }

    private static boolean flag(JsonNode here, String field, boolean unsaid) {
        JsonNode flag = here.path(field);
        if (flag.isMissingNode()) {
            return unsaid;
        }
        if (!flag.isBoolean()) {
            throw new BadInput(field, "must be true or false");
        }
        return flag.booleanValue();
    }

    private static Topic topic(JsonNode message, String field) {
        JsonNode topic = message.get(field);
        if (topic == null || !topic.isString()) {
            throw new BadInput(field, "must be a topic, as text");
        }
        return Topic.parse(topic.stringValue(), field);
    }

    private static @Nullable Long after(JsonNode message) {
        JsonNode after = message.get("after");
        if (after == null) {
            return null;
        }
        if (!after.isIntegralNumber()) {
            throw new BadInput("after", "must be a position: a whole number");
        }
        BigInteger position = after.bigIntegerValue();
        return position.bitLength() < Long.SIZE ? position.longValue() : Long.MAX_VALUE;
    }
}
