package io.annals.query;

import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.contact.Code;
import io.annals.events.contact.CodedText;
import io.annals.events.contact.ContactEvent;
import io.annals.events.contact.ContactId;
import io.annals.events.customer.CustomerEvent;
import io.annals.events.loyalty.LoyaltyEvent;
import io.annals.events.task.TaskEvent;
import io.annals.events.task.TaskId;
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
import java.util.stream.Stream;
import org.joda.money.Money;

/** One fact of every type that timelines know, with every component told. */
public final class Examples {
    private Examples() {}

    public static List<Fact> all() {
        return Stream.of(ContactEvent.class, CustomerEvent.class, LoyaltyEvent.class, TaskEvent.class)
                .flatMap(Examples::records)
                .map(type -> (Fact) of(type, type.getSimpleName()))
                .toList();
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Examples::records)
                : Stream.of(type);
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
            case "TaskId" -> new TaskId(new UUID(7, 7));
            default -> record(plain);
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
