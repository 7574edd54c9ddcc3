package io.annals.app.demonstration;

import io.annals.edge.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/** Where a story is told: with whom, when, and what chance says. What is told here becomes acts, one after another. */
public final class Scene {
    private static final Map<String, JsonNode> PHRASES = new ConcurrentHashMap<>();

    private final Story story;
    private final Company company;
    private final Person customer;
    private final String id;
    private final RandomGenerator random;
    private final List<Act> acts = new ArrayList<>();
    private Instant now;

    Scene(Story story, Company company, Person customer, String id, Instant begins, RandomGenerator random) {
        this.story = story;
        this.company = company;
        this.customer = customer;
        this.id = id;
        this.random = random;
        this.now = begins.truncatedTo(ChronoUnit.MILLIS);
    }

    public Person customer() {
        return customer;
    }

    public Colleague agent() {
        return company.agentOf(customer);
    }

    public Colleague colleague(Role role) {
        return company.of(role);
    }

    public Instant now() {
        return now;
    }

    /** An id that no other scene has: a channel's of a contact, a till's of a redemption. */
    public String newId() {
        return id + "-" + (acts.size() + 1);
    }

    public UUID newUuid() {
        return new UUID(random.nextLong() & ~0xf000L | 0x4000L, random.nextLong() & ~(3L << 62) | 2L << 62);
    }

    public boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    /** Both ends included. */
    public int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    public <T> T oneOf(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    /** One of the phrases that the story's feature has under this name in the customer's language. */
    public String phrase(String name) {
        return any(name).asString();
    }

    /** The same, where a phrase is of several parts. */
    public List<String> phrases(String name) {
        return any(name).valueStream().map(JsonNode::asString).toList();
    }

    private JsonNode any(String name) {
        String feature = story.getClass().getPackageName().replaceFirst(".*\\.", "");
        JsonNode all = PHRASES.computeIfAbsent(feature + "/" + customer.language(), Company::resource)
                .path(name);
        return all.path(random.nextInt(all.size()));
    }

    /** What is told from here on happens so much later. */
    public void pass(Duration least, Duration most) {
        now = now.plusMillis(random.nextLong(least.toMillis(), most.toMillis() + 1));
    }

    /** The customer turns to the company, and a machine records it. */
    public void comesIn(String kind, String channel, Map<String, ?> content) {
        contact(Colleague.CHANNELS, kind, channel, "inbound", content);
    }

    /** A contact that somebody records. */
    public void contact(Colleague by, String kind, String channel, String direction, Map<String, ?> content) {
        Map<String, Object> body = new TreeMap<>();
        body.put("kind", kind);
        body.put("channel", channel);
        body.put("direction", direction);
        body.put("externalId", newId());
        body.put("customer", customer.knownBy(kind.equals("call")));
        body.put("content", new TreeMap<>(content));
        acts.add(new Act(now, customer, by, "POST", Act.CONTACTS, body));
    }

    /**
     * Something else than a contact.
     *
     * @param path as in {@link Act}, like the values of the body
     */
    public void request(Colleague by, String method, String path, Map<String, ?> body) {
        acts.add(new Act(now, customer, by, method, path, new TreeMap<>(body)));
    }

    List<Act> acts() {
        return acts;
    }
}
