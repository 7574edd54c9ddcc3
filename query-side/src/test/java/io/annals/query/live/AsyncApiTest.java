package io.annals.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.annals.edge.Actor;
import io.annals.edge.Grant;
import io.annals.edge.Role;
import io.annals.edge.Scope;
import io.annals.edge.json.JsonForms;
import io.annals.encoding.Keyring;
import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.events.customer.CustomerEvent.TeamAssigned;
import io.annals.log.CommitIds;
import io.annals.log.Event;
import io.annals.log.EventLog;
import io.annals.log.Proposal;
import io.annals.query.Stories;
import io.annals.query.live.presence.Person;
import io.annals.query.timeline.TimelineEntry;
import java.lang.reflect.RecordComponent;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code asyncapi.yaml} says what the code does, and the other way round. */
class AsyncApiTest {
    private static final JsonMapper JSON = JsonForms.mapper();
    private static final JsonNode DOCUMENT = document();
    private static final JsonNode SCHEMAS = DOCUMENT.at("/components/schemas");
    private static final Set<String> SAID_BY_SERVER = namesOf(
            Arrays.stream(ServerMessage.class.getAnnotation(JsonSubTypes.class).value())
                    .map(JsonSubTypes.Type::name));
    private static final Set<String> SAID_BY_CLIENT =
            namesOf(Arrays.stream(ClientMessage.class.getPermittedSubclasses()).map(AsyncApiTest::lowered));

    private static JsonNode document() {
        return JSON.valueToTree(new Yaml().load(Protocol.TEXT));
    }

    private static Set<String> namesOf(Stream<String> names) {
        return names.collect(Collectors.toCollection(TreeSet::new));
    }

    private static String lowered(Class<?> type) {
        return type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    @Test
    void every_message_of_the_code_is_described_and_every_described_one_is_in_the_code() {
        Set<String> all = namesOf(Stream.concat(SAID_BY_CLIENT.stream(), SAID_BY_SERVER.stream()));

        assertThat(messagesOf("hear")).isEqualTo(SAID_BY_CLIENT);
        assertThat(messagesOf("tell")).isEqualTo(SAID_BY_SERVER);
        assertThat(namesOf(DOCUMENT.at("/channels/live/messages").propertyNames().stream()))
                .isEqualTo(all);
        assertThat(namesOf(DOCUMENT.at("/components/messages").propertyNames().stream()))
                .isEqualTo(all);
        assertThat(DOCUMENT.at("/channels/live/address").asString()).isEqualTo("/live");
    }

    private static Set<String> messagesOf(String operation) {
        String prefix = "#/channels/live/messages/";
        return namesOf(DOCUMENT.at("/operations/" + operation + "/messages")
                .valueStream()
                .map(message -> message.path("$ref").asString().substring(prefix.length())));
    }

    @Test
    void every_member_of_the_code_is_described_and_every_described_one_is_in_the_code() {
        for (JsonSubTypes.Type type :
                ServerMessage.class.getAnnotation(JsonSubTypes.class).value()) {
            assertMembers(type.name(), type.value(), Stream.of("type"));
        }
        for (Class<?> type : ClientMessage.class.getPermittedSubclasses()) {
            assertMembers(lowered(type), type, Stream.empty());
        }
        assertMembers("entry", TimelineEntry.class, Stream.empty());
        assertMembers("person", Person.class, Stream.empty());
    }

    private static void assertMembers(String schema, Class<?> type, Stream<String> more) {
        Set<String> members = namesOf(
                Stream.concat(more, Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName)));
        Set<String> required = new TreeSet<>(members);
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.remove(component.getName());
            }
        }
        JsonNode described = SCHEMAS.path(schema);
        assertThat(namesOf(described.path("properties").propertyNames().stream()))
                .as(schema)
                .isEqualTo(members);
        assertThat(namesOf(described.path("required").valueStream().map(JsonNode::asString)))
                .as("required of " + schema)
                .isEqualTo(required);
    }

    @Test
    void every_topic_that_a_feature_declares_is_described() {
        String topic = SCHEMAS.at("/topic/pattern").asString();
        String about = DOCUMENT.at("/info/description").asString();

        assertThat(TopicKind.ALL).isNotEmpty().allSatisfy(kind -> {
            assertThat(kind.examples())
                    .isNotEmpty()
                    .allSatisfy(one -> assertThat(one)
                            .matches(topic)
                            .satisfies(text -> assertThat(
                                            Topic.parse(text, "subscribe").text())
                                    .isEqualTo(text)));
            assertThat(about).contains("`" + kind.word());
        });
        assertThat(about).doesNotContain("${");
    }

    @Test
    void every_reference_leads_somewhere() {
        assertThat(DOCUMENT.findValues("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                DOCUMENT.at(reference.asString().substring(1)).isMissingNode())
                        .as(reference.asString())
                        .isFalse());
    }

    @Test
    void the_examples_are_what_they_say() {
        DOCUMENT.at("/components/messages")
                .forEachEntry((name, message) -> message.path("examples").forEach(example -> {
                    JsonNode payload = example.path("payload");
                    assertThat(violations(name, payload)).as(payload.toString()).isEmpty();
                    if (SAID_BY_CLIENT.contains(name)) {
                        assertThat(lowered(ClientMessage.parse(payload.toString(), JSON)
                                        .getClass()))
                                .isEqualTo(name);
                    }
                }));
    }

    @Test
    void frames_from_a_real_socket_are_as_described() throws Exception {
        Map<String, Integer> seen = new TreeMap<>();
        try (RunningServer server = new RunningServer("annals.live.beat=200ms")) {
            assertServed(server);
            long end = tellAllSorts(server);
            server.tellOf(new TeamAssigned(Stories.customer(1), "north", Stories.THEN), 0);
            seen(seen, endedBy(server));
            try (Watcher watcher = Watcher.of(server)) {
                watcher.say("{\"refresh\":\"" + server.key(Role.AGENT) + "\"}");
                watcher.say("nonsense");
                watcher.subscribe("all", end + 1_000_000);
                watcher.subscribe("customer/" + Stories.customer(1), 0);
                watcher.subscribe("channel/mail", 0);
                watcher.subscribe("all", 0);
                watcher.subscribe("customers", 0);
                seen(seen, watcher.nextBeat());
                watcher.say("{\"here\":{\"customer\":\"" + Stories.customer(1) + "\",\"claim\":true}}");
                for (int live = 0; live < 4 || !seen.keySet().containsAll(Set.of("presence", "changed")); ) {
                    JsonNode message = watcher.next();
                    seen(seen, message);
                    live += message.path("type").asString().equals("live") ? 1 : 0;
                }
            }
        }
        assertThat(seen.keySet()).isEqualTo(SAID_BY_SERVER);
        assertThat(seen.get("commit")).isGreaterThan(100);
    }

    private static void seen(Map<String, Integer> seen, JsonNode message) {
        String type = message.path("type").asString();
        assertThat(violations(type, message)).as(message.toString()).isEmpty();
        seen.merge(type, 1, Integer::sum);
    }

    /** What somebody of the team hears when the customer whom they watch goes to another. */
    private static JsonNode endedBy(RunningServer server) throws Exception {
        Actor anna = new Actor(
                "anna", Set.of(Role.AGENT), new Scope.Team("north"), "north", new Grant("session/anna", null));
        try (Watcher watcher = Watcher.by(server, server.key(anna))) {
            watcher.subscribe("customer/" + Stories.customer(1)).next("live");
            server.tellOf(new TeamAssigned(Stories.customer(1), "south", Stories.THEN), 1);
            return watcher.next("ended");
        }
    }

    private static void assertServed(RunningServer server) throws Exception {
        var answer = server.http.send(server.get("/asyncapi.yaml", Role.AGENT).build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/yaml");
        assertThat(JSON.<JsonNode>valueToTree(new Yaml().load(answer.body()))).isEqualTo(DOCUMENT);
    }

    /** Also an erased customer, and something that a newer version wrote. */
    private static long tellAllSorts(RunningServer server) throws Exception {
        Random chance = new Random(4711);
        CompletableFuture<Long> last = CompletableFuture.completedFuture(0L);
        for (int i = 1; i <= 2; i++) {
            for (Fact fact : Stories.life(Stories.customer(i), chance, 60, "tag" + i)) {
                last = server.told(fact);
            }
        }
        last.get(20, TimeUnit.SECONDS);
        CustomerId gone = Stories.customer(2);
        server.bean(Keyring.class).destroy(gone.toString());
        server.tell(new CustomerErased(gone, Stories.THEN));
        Event ofTomorrow = new Event(
                "of-tomorrow",
                0,
                "contact.ThoughtRead",
                1,
                "of-tomorrow",
                Stories.customer(1).toString(),
                Stories.THEN,
                Map.of(),
                RawBsonDocument.parse("{}"));
        return server.bean(EventLog.class)
                .append(new Proposal(CommitIds.next(), List.of(ofTomorrow), Map.of()))
                .durable()
                .get(20, TimeUnit.SECONDS);
    }

    /** What a message has against its schema, where members that are not described count as well. */
    private static List<?> violations(String schema, JsonNode message) {
        ObjectNode closed = JSON.createObjectNode();
        closed.put("$ref", "#/components/schemas/" + schema);
        closed.set("components", DOCUMENT.path("components").deepCopy());
        for (String name : SAID_BY_SERVER) {
            ((ObjectNode) closed.at("/components/schemas/" + name)).put("additionalProperties", false);
        }
        ((ObjectNode) closed.at("/components/schemas/entry")).put("additionalProperties", false);
        ((ObjectNode) closed.at("/components/schemas/person")).put("additionalProperties", false);
        Schema described =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(closed);
        return described.validate(message);
    }
}
