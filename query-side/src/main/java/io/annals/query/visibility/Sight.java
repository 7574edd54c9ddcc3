package io.annals.query.visibility;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What goes out of something to whom. */
public interface Sight {
    /** What somebody sees of it, as JSON; nothing where they do not even see that it is there. */
    Optional<JsonNode> seen(JsonNode whole, Visibility visibility);

    /** The same of each in a list. */
    default JsonNode each(JsonNode list, Visibility visibility) {
        ArrayNode seen = JsonNodeFactory.instance.arrayNode();
        list.forEach(one -> seen(one, visibility).ifPresent(seen::add));
        return seen;
    }

    /**
     * That of a record, or of what an endpoint answers with: a record, perhaps in a {@code ResponseEntity}.
     *
     * @throws IllegalStateException when it is something else, or a component does not say of what it tells
     */
    static Sight of(Type type) {
        Sight known = Known.ALL.get(type);
        if (known == null) { // not computed inside the map: one may stand in another
            known = Known.made(type);
            Known.ALL.put(type, known);
        }
        return known;
    }

    /** Made once each: what goes out is asked for often. */
    final class Known {
        private static final Map<Type, Sight> ALL = new ConcurrentHashMap<>();

        private Known() {}

        private static Sight made(Type type) {
            return switch (type) {
                case Class<?> plain when plain.isAnnotationPresent(SeenBy.class) -> special(plain);
                case Class<?> plain when plain.isRecord() -> RecordSight.of(plain);
                case ParameterizedType generic
                when generic.getRawType() instanceof Class<?> outer && !outer.isRecord() ->
                    made(generic.getActualTypeArguments()[0]);
                default -> throw new IllegalStateException("does not say of what it tells: " + type);
            };
        }

        private static Sight special(Class<?> type) {
            try {
                return type.getAnnotation(SeenBy.class)
                        .value()
                        .getDeclaredConstructor()
                        .newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot make the sight of " + type, e);
            }
        }
    }
}
