package io.annals.query.subscriptions;

import io.annals.encoding.EventEncoding;
import io.annals.encoding.Keyring;
import io.annals.events.Fact;
import io.annals.events.Field;
import io.annals.log.Event;
import io.annals.log.RecordedEvent;
import io.annals.query.visibility.FactSights;
import io.annals.query.visibility.Visibility;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events in the JSON format of <a href="https://github.com/cloudevents/spec/tree/v1.0.2">CloudEvents 1.0.2</a>,
 * structured mode. {@code data} is the fact as JSON, {@code time} is when it happened.
 *
 * <p>Extension attributes: {@code position}, {@code seq} (text, since the specification's integers have 32 bits),
 * {@code index}, {@code revision} (numbers), {@code stream}, {@code recordedat}, and what the log knows of who did it and
 * why ({@code actor}, {@code onbehalfof}, {@code channel}, {@code correlation}, {@code causation}, {@code trace} …).
 */
final class CloudEvents {
    private static final Set<String> PEOPLE = Set.of("actor", "onBehalfOf");
    private static final String SOURCE = "urn:annals:log";

    private final EventEncoding encoding;
    private final Keyring keyring;
    private final JsonMapper json;

    CloudEvents(EventEncoding encoding, Keyring keyring, JsonMapper json) {
        this.encoding = encoding;
        this.keyring = keyring;
        this.json = json;
    }

    static String idOf(RecordedEvent event) {
        return event.position() + "." + event.index();
    }

    /** In one round trip, so that {@link #encode} need not ask for each event's. */
    void loadKeys(List<RecordedEvent> events) {
        keyring.load(events.stream()
                .map(recorded -> recorded.event().subject())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
    }

    /**
     * One line of JSON in UTF-8.
     *
     * @param visibility what of it is told
     * @throws io.annals.encoding.UnknownEvent when this version does not know the event
     */
    byte[] encode(RecordedEvent recorded, Visibility visibility) {
        Event event = recorded.event();
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("specversion", "1.0");
        attributes.put("id", idOf(recorded));
        attributes.put("source", SOURCE);
        attributes.put("type", event.type());
        if (event.subject() != null) {
            attributes.put("subject", event.subject());
        }
        attributes.put("time", event.occurredAt());
        attributes.put("datacontenttype", "application/json");
        attributes.put("position", Long.toString(recorded.position()));
        attributes.put("index", recorded.index());
        attributes.put("recordedat", recorded.at());
        attributes.put("stream", event.stream());
        attributes.put("seq", Long.toString(event.seq()));
        attributes.put("revision", event.rev());
        event.meta().forEach((name, value) -> {
            if (!PEOPLE.contains(name) || visibility.sees(Field.COLLEAGUES)) {
                attributes.putIfAbsent(extension(name), value);
            }
        });
        Fact fact = encoding.decode(event);
        attributes.put(
                "data",
                visibility.seesAllFields() ? fact : FactSights.seen(json.valueToTree(fact), event.type(), visibility));
        return json.writeValueAsBytes(attributes);
    }

    /** Names of attributes have lower-case letters and digits only. */
    private static String extension(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
