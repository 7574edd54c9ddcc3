package io.annals.query.timeline;

import io.annals.events.Id;
import io.annals.events.Personal;
import io.annals.events.contact.Code;
import io.annals.events.contact.CodedText;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What entries hold: names and values in the order in which they are shown; a value that is null is left out. */
public final class EntryContent {
    private static final String OF_DURATIONS = "Seconds";

    private static final ClassValue<RecordComponent[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
            return type.getRecordComponents();
        }
    };

    private EntryContent() {}

    /** @param namesAndValues in turn */
    static Map<String, Object> of(@Nullable Object... namesAndValues) {
        Map<String, Object> content = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            put(content, (String) Objects.requireNonNull(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return content;
    }

    /**
     * The components of a record under their own names, and so at any depth: ids and codes as their text, coded texts as the
     * code or else the words, durations as {@code …Seconds}, sets sorted and left out when empty.
     *
     * @param without names of components that are told elsewhere
     */
    public static Map<String, Object> of(Record record, Set<String> without) {
        Map<String, Object> content = new LinkedHashMap<>();
        for (RecordComponent component : COMPONENTS.get(record.getClass())) {
            if (!without.contains(component.getName())) {
                put(content, nameOf(component), shown(value(component, record)));
            }
        }
        return content;
    }

    static String nameOf(RecordComponent component) {
        return component.getType() == Duration.class ? component.getName() + OF_DURATIONS : component.getName();
    }

    private static void put(Map<String, Object> content, String name, @Nullable Object value) {
        if (value != null) {
            content.put(name, value);
        }
    }

    /** A value as {@link #of(Record, Set)} shows it. */
    public static @Nullable Object shown(@Nullable Object value) {
        return switch (value) {
            case Personal<?> personal -> personal;
            case CodedText told ->
                told.code() == null ? told.text() : told.code().value();
            case Code code -> code.value();
            case Id id -> id.toString();
            case Duration duration -> duration.toSeconds();
            case Set<?> set -> set.isEmpty() ? null : set.stream().sorted().toList();
            case List<?> list -> list.stream().map(EntryContent::shown).toList();
            case Record record -> of(record, Set.of());
            case null, default -> value;
        };
    }

    private static @Nullable Object value(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
