package io.annals.encoding;

import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.Id;
import io.annals.events.Personal;
import io.annals.events.contact.Code;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Facts of every type, made and changed by their shape: a new event is tried without a word more. */
final class Facts {
    private Facts() {}

    static List<Class<? extends Fact>> types() {
        return EventType.ALL.stream()
                .<Class<? extends Fact>>map(EventType::fact)
                .toList();
    }

    /** One fact of a type, always the same, with every component told. */
    static Fact example(Class<? extends Fact> type) {
        return (Fact) exampleOf(type, type.getSimpleName());
    }

    private static Object exampleOf(Type type, String name) {
        return switch (type) {
            case ParameterizedType generic -> exampleOfGeneric(generic, name);
            case Class<?> plain when plain == String.class -> "the " + name;
            case Class<?> plain when plain == long.class -> 70_000_000_000L;
            case Class<?> plain when plain == boolean.class -> true;
            case Class<?> plain when plain == BigDecimal.class -> new BigDecimal("1.250");
            case Class<?> plain when plain == Instant.class -> Instant.parse("2026-03-03T14:05:00.123Z");
            case Class<?> plain when plain == Duration.class -> Duration.ofSeconds(754);
            case Class<?> plain when plain == Money.class -> Money.parse("USD 29.33");
            case Class<?> plain when plain == CustomerId.class -> CustomerId.of("01890a5d-ac96-774b-bcce-b302099a8057");
            case Class<?> plain
            when Id.OfUuid.class.isAssignableFrom(plain) -> id(plain, "01890a5d-ac96-774b-bcce-b302099a8059");
            case Class<?> plain when plain == Code.class -> new Code("the-" + name);
            case Class<?> plain
            when Id.OfHash.class.isAssignableFrom(plain) -> id(plain, "6f3a52e1c0d94b7796b2f7a1d3c8e504");
            case Class<?> plain when plain.isEnum() -> plain.getEnumConstants()[0];
            case Class<?> plain
            when plain.isRecord() ->
                record(plain, (component, _) -> exampleOf(component.getGenericType(), component.getName()), null);
            default -> throw new IllegalArgumentException("no example of " + type);
        };
    }

    static Id id(Class<?> type, String text) {
        return Id.reader(type.asSubclass(Id.class)).apply(text);
    }

    private static Object exampleOfGeneric(ParameterizedType type, String name) {
        Object last = exampleOf(type.getActualTypeArguments()[type.getActualTypeArguments().length - 1], name);
        if (type.getRawType() == Personal.class) {
            return Personal.of(last);
        } else if (type.getRawType() == List.class) {
            return List.of(last);
        } else if (type.getRawType() == Set.class) {
            return Set.of(last);
        } else if (type.getRawType() == Map.class) {
            return Map.of("key", last);
        }
        throw new IllegalArgumentException("no example of " + type);
    }

    /** The same record with every personal component erased, at any depth. */
    @SuppressWarnings("unchecked") // of the same class
    static <T> T erased(T record) {
        return (T) record(record.getClass(), (_, value) -> value == null ? null : erasedValue(value), record);
    }

    private static Object erasedValue(Object value) {
        return switch (value) {
            case Personal<?> _ -> Personal.erased();
            case Record inner when !(inner instanceof Id) -> erased(inner);
            case List<?> list -> list.stream().map(Facts::erasedValue).toList();
            default -> value;
        };
    }

    /** A record of which each component is made from the one that another record has, if there is one. */
    static Object record(
            Class<?> type,
            BiFunction<RecordComponent, @Nullable Object, @Nullable Object> component,
            @Nullable Object old) {
        try {
            RecordComponent[] components = type.getRecordComponents();
            @Nullable Object[] values = new @Nullable Object[components.length];
            for (int i = 0; i < components.length; i++) {
                values[i] = component.apply(
                        components[i],
                        old == null ? null : components[i].getAccessor().invoke(old));
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot make a " + type, e);
        }
    }
}
