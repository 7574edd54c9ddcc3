package io.annals.query.visibility;

import io.annals.encoding.EventEncoding;
import io.annals.events.EventFamily;
import io.annals.events.Fact;
import io.annals.events.Field;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Of what the facts of all families tell, by their public names. */
public final class FactSights {
    private record OfFact(Set<Field> whole, Sight inside) {}

    private static final Map<String, OfFact> ALL = all();

    private FactSights() {}

    private static Map<String, OfFact> all() {
        Map<String, OfFact> all = new HashMap<>();
        EventFamily.all().stream()
                .flatMap(family -> family.facts().stream())
                .forEach(fact ->
                        all.put(EventEncoding.nameOf(fact), new OfFact(Says.whole(fact), RecordSight.of(fact))));
        return Map.copyOf(all);
    }

    /** Whether somebody hears that there is a fact of this type; of one that is unknown here everybody does. */
    public static boolean shows(String type, Visibility visibility) {
        OfFact one = ALL.get(type);
        return one == null || visibility.fields().containsAll(one.whole());
    }

    /** The same. */
    public static boolean shows(Class<? extends Fact> fact, Visibility visibility) {
        return shows(EventEncoding.nameOf(fact), visibility);
    }

    /** What somebody sees of a fact; nothing of one that is unknown here. */
    public static JsonNode seen(JsonNode fact, String type, Visibility visibility) {
        OfFact one = ALL.get(type);
        return one == null
                ? JsonNodeFactory.instance.objectNode()
                : one.inside().seen(fact, visibility).orElseThrow();
    }
}
