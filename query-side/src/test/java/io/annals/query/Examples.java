package io.annals.query;

import io.annals.events.EventFamily;
import io.annals.events.Fact;
import io.annals.events.Id;
import io.annals.events.Personal;
import io.annals.events.contact.Code;
import io.annals.events.contact.CodedText;
import io.annals.events.contact.ContactId;
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
import java.util.UUID;
import org.joda.money.Money;

/** One fact of every type that timelines know, with every component told. */
public final class Examples {
    private Examples() {}

    public static List<Fact> all() {
        return EventFamily.all().stream().flatMap(family -> of(family).stream()).toList();
    }

    public static List<Fact> of(EventFamily family) {
        return family.facts().stream()
                .map(type -> (Fact) of(type, type.getSimpleName()))
                .toList();
    }

    private static Object of(Type type, String name) {
        if (type instanceof ParameterizedType generic) {
            Type[] inner = generic.getActualTypeArguments();
            Object last = of(inner[inner.length - 1], name);
            return switch (((Class<?>) generic.getRawType()).getSimpleName()) {
                case "Personal" -> Personal.of(last);
                case "List" -> List.of(last);
                case "Set" -> Set.of(last);
                default -> Map.of("key", last);
            };
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        return switch (plain.getSimpleName()) {
            case "String" -> "the " + name;
            case "long" -> 7L;
            case "boolean" -> true;
            case "BigDecimal" -> BigDecimal.ONE;
            case "Instant" -> Instant.EPOCH;
            case "Duration" -> Duration.ofMinutes(7);
            case "Money" -> Money.parse("USD 29.33");
            case "CustomerId" -> Stories.ANN;
            case "Code" -> new Code("the-" + name);
            case "CodedText" -> CodedText.words("the " + name);
            case "ContactId" -> new ContactId("contact");
            default ->
                Id.OfUuid.class.isAssignableFrom(plain)
                        ? Id.reader(plain.asSubclass(Id.class)).apply(new UUID(7, 7).toString())
                        : record(plain);
        };
    }

    private static Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> of(component.getGenericType(), component.getName()))
                .toArray();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot make a " + type, e);
        }
    }
}
