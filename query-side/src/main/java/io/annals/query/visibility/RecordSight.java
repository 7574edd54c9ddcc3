package io.annals.query.visibility;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.annals.encoding.Joined;
import io.annals.events.Field;
import io.annals.events.contact.Code;
import io.annals.events.contact.CodedText;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What goes out of a record: of each component by what it says that it tells of, under the name that it has in JSON. A name
 * that none of them has is hidden from all who do not see everything.
 */
public final class RecordSight implements Sight {
    private final Map<String, Part> parts;

    /**
     * @param tells of what the part tells
     * @param coded whether it is open where a code says it
     * @param inside whose parts say for themselves; null where what stands in the part is the part's
     */
    private record Part(
            Set<Field> tells, boolean coded, @Nullable Sight inside) {
        boolean isSeen(JsonNode value, Visibility visibility) {
            return visibility.fields().containsAll(tells)
                    || (coded && value.isString() && Code.isOne(value.asString()));
        }

        JsonNode seen(JsonNode value, Visibility visibility) {
            return switch (inside) {
                case null -> value;
                case Sight one when value instanceof ArrayNode list -> one.each(list, visibility);
                case Sight one -> one.seen(value, visibility).orElse(JsonNodeFactory.instance.nullNode());
            };
        }
    }

    private RecordSight(Map<String, Part> parts) {
        this.parts = Map.copyOf(parts);
    }

    /** That of a record whose components are named in JSON as in Java. */
    public static RecordSight of(Class<?> type) {
        return of(type, RecordComponent::getName);
    }

    /**
     * That of a record's components.
     *
     * @param naming how they are named in JSON
     * @throws IllegalStateException when one does not say of what it tells
     */
    public static RecordSight of(Class<?> type, Function<RecordComponent, String> naming) {
        Map<String, Part> parts = new HashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                parts.putAll(of(component.getType(), naming).parts);
            } else if (component.getAccessor().isAnnotationPresent(Joined.class)) {
                Joined.Parts.of(component.getAccessor().getAnnotation(Joined.class))
                        .forEach((name, form) -> parts.put(name, new Part(Set.of(), false, of(form, naming))));
            } else {
                parts.put(naming.apply(component), part(component, naming));
            }
        }
        return new RecordSight(parts);
    }

    private static Part part(RecordComponent component, Function<RecordComponent, String> naming) {
        String name = component.getDeclaringRecord().getName() + "." + component.getName();
        Class<?> element = Says.element(component.getGenericType());
        Set<Field> tells = Says.of(component)
                .orElseThrow(() -> new IllegalStateException(name + " does not say of what it tells"));
        Sight inside = inside(element, naming);
        if (inside == null
                && tells.isEmpty()
                && element.isRecord()
                && Says.itself(element).isEmpty()) {
            throw new IllegalStateException(name + " is open, and what stands in it does not say of what it tells");
        }
        if (inside != null && Map.class.isAssignableFrom(component.getType())) {
            throw new IllegalStateException(name + " is a map of what says for itself of what it tells; lists may be");
        }
        boolean coded = element == CodedText.class && Says.own(component).isEmpty();
        return new Part(tells, coded, inside);
    }

    /** What says nothing at all belongs to what it stands in; what begins to say must say all. */
    private static @Nullable Sight inside(Class<?> element, Function<RecordComponent, String> naming) {
        if (element.isAnnotationPresent(SeenBy.class)) {
            return Sight.of(element);
        }
        boolean says = element.isRecord()
                && Arrays.stream(element.getRecordComponents())
                        .anyMatch(component -> Says.own(component).isPresent());
        return says ? of(element, naming) : null;
    }

    /** The same, and under these names something that no component tells. */
    public RecordSight and(Map<String, Field> more) {
        Map<String, Part> all = new HashMap<>(parts);
        more.forEach((name, field) -> all.put(name, new Part(Set.of(field), false, null)));
        return new RecordSight(all);
    }

    @Override
    public Optional<JsonNode> seen(JsonNode whole, Visibility visibility) {
        return Optional.of(
                whole instanceof ObjectNode object && !visibility.seesAllFields() ? seen(object, visibility) : whole);
    }

    private ObjectNode seen(ObjectNode object, Visibility visibility) {
        ObjectNode seen = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(one -> {
            Part part = parts.get(one.getKey());
            if (part != null && part.isSeen(one.getValue(), visibility)) {
                seen.set(one.getKey(), part.seen(one.getValue(), visibility));
            }
        });
        return seen;
    }

    @Override
    public String toString() {
        return parts.entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue().tells())
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
