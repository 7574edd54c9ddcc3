package io.annals.app.demonstration;

import io.annals.app.cli.NotDone;
import io.annals.app.cli.ServerConnection;
import io.annals.app.cli.ServerConnection.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Tells a server what happens, in the names of those who do it. */
final class Narrator {
    /** In an order that stays, so that the same told again is the same. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final Function<Colleague, ServerConnection> as;
    private final Map<Person, String> ids = new ConcurrentHashMap<>();

    /** @param as the connection of whoever does it */
    Narrator(Function<Colleague, ServerConnection> as) {
        this.as = as;
    }

    /**
     * Tells one thing.
     *
     * @throws NotDone when the server does not answer, or refuses the sender
     */
    Figures tell(Act act) throws InterruptedException {
        boolean named = act.path().contains(Act.CUSTOMER) || act.body().containsValue(Act.CUSTOMER);
        String id = named ? id(act.customer(), act.by()) : "";
        Map<String, Object> body = act.sent(id);
        Reply reply = as.apply(act.by())
                .ask(
                        act.method(),
                        act.path().replace(Act.CUSTOMER, id),
                        body.isEmpty() ? null : JSON.writeValueAsString(body));
        if (reply.refused()) {
            String rule = reply.body().path("type").asString("").replaceFirst(".*[:/]", "");
            return new Figures(0, 0, 1, Map.of(), Map.of(rule, 1L), Duration.ZERO);
        }
        if (!act.isContact()) {
            return Figures.NONE;
        }
        ids.put(act.customer(), reply.body().path("customer").asString());
        return reply.status() == OK
                ? new Figures(0, 1, 0, Map.of(), Map.of(), Duration.ZERO)
                : new Figures(1, 0, 0, Map.of(String.valueOf(act.body().get("channel")), 1L), Map.of(), Duration.ZERO);
    }

    private String id(Person customer, Colleague by) throws InterruptedException {
        String known = ids.get(customer);
        if (known != null) {
            return known;
        }
        String found = find(customer, by).path("id").asString("");
        if (found.isEmpty()) {
            throw new NotDone("Nobody is known by " + customer.email() + ".");
        }
        ids.put(customer, found);
        return found;
    }

    /** What the server shows of a customer; nothing of one whom it does not know. */
    JsonNode find(Person customer, Colleague by) throws InterruptedException {
        Reply found = as.apply(by)
                .ask("GET", "/customers?email=" + URLEncoder.encode(customer.email(), StandardCharsets.UTF_8), null);
        return found.body().path("customers").path(0);
    }

    /**
     * Registers a customer, unless they are known.
     *
     * @return when they were registered
     */
    Instant register(Person customer, Colleague by) throws InterruptedException {
        JsonNode found = find(customer, by);
        String id = found.path("id").asString("");
        long position = found.path("position").asLong();
        if (found.isMissingNode()) {
            Reply made = as.apply(by).ask("POST", "/customers", JSON.writeValueAsString(registration(customer)));
            id = made.body().path("customer").asString();
            position = made.body().path("position").asLong();
        }
        ids.put(customer, id);
        Reply timeline = as.apply(by)
                .ask("GET", "/customers/" + id + "/timeline?kind=registered&limit=1&atLeast=" + position, null);
        String at = timeline.body().path("entries").path(0).path("occurredAt").asString("");
        if (timeline.status() == NOT_FOUND || at.isEmpty()) {
            throw new NotDone("The server does not say since when " + customer.email() + " is a customer.");
        }
        return Instant.parse(at);
    }

    private static Map<String, Object> registration(Person customer) {
        List<Map<String, String>> identities = new ArrayList<>();
        identities.add(Map.of("kind", "email", "value", customer.email()));
        if (customer.phone() != null) {
            identities.add(Map.of("kind", "phone", "value", customer.phone()));
        }
        return Map.of(
                "name",
                customer.name(),
                "identities",
                identities,
                "attributes",
                Map.of("language", customer.language(), "city", customer.city()));
    }

    /** Makes the users, without passwords; who is there stays as they are. */
    void hire(List<Colleague> colleagues, ServerConnection administrator) throws InterruptedException {
        for (Colleague one : colleagues) {
            Map<String, Object> user = new TreeMap<>(Map.of(
                    "name",
                    one.login(),
                    "displayName",
                    one.name(),
                    "roles",
                    List.of(one.role().text()),
                    "team",
                    one.team(),
                    "locale",
                    one.language()));
            administrator.ask("POST", "/users", JSON.writeValueAsString(user));
        }
    }
}
