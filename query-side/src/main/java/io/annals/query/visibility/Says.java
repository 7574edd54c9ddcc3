package io.annals.query.visibility;

import io.annals.events.Fact;
import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.TellsOf;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is said by {@link TellsOf} and {@link Open}: of which fields something tells, of none where it is open. */
public final class Says {
    private Says() {}

    /**
     * What stands on a class.
     *
     * @throws IllegalStateException when nothing does
     */
    public static Set<Field> ofClass(Class<?> type) {
        return itself(type).orElseThrow(() -> new IllegalStateException(type + " does not say of what it tells"));
    }

    /** What stands on it itself. */
    static Optional<Set<Field>> itself(AnnotatedElement element) {
        TellsOf tells = element.getAnnotation(TellsOf.class);
        if (tells != null) {
            return Optional.of(Set.of(tells.value()));
        }
        return element.isAnnotationPresent(Open.class) ? Optional.of(Set.of()) : Optional.empty();
    }

    /** What a component says itself, or the family that asks for it. */
    static Optional<Set<Field>> own(RecordComponent component) {
        return itself(component)
                .or(() -> families(component.getDeclaringRecord())
                        .flatMap(family -> Arrays.stream(family.getDeclaredMethods()))
                        .filter(method -> answers(component, method))
                        .flatMap(method -> itself(method).stream())
                        .findFirst());
    }

    private static boolean answers(RecordComponent component, Method method) {
        return method.getName().equals(component.getName()) && method.getParameterCount() == 0;
    }

    /** The same, or what its type says. */
    static Optional<Set<Field>> of(RecordComponent component) {
        return own(component).or(() -> itself(element(component.getGenericType())));
    }

    /** Which fields one must see to hear that there is such a fact. */
    static Set<Field> whole(Class<? extends Fact> fact) {
        return itself(fact)
                .or(() -> families(fact)
                        .flatMap(family -> itself(family).stream())
                        .findFirst())
                .orElse(Set.of());
    }

    private static Stream<Class<?>> families(Class<?> type) {
        return Arrays.stream(type.getInterfaces()).flatMap(one -> Stream.concat(Stream.of(one), families(one)));
    }

    /** What lists, maps and what is personal hold. */
    static Class<?> element(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType generic ->
                element(generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1]);
            case GenericArrayType array -> element(array.getGenericComponentType());
            default -> Object.class;
        };
    }
}
