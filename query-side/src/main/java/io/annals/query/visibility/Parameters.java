package io.annals.query.visibility;

import io.annals.edge.KnownParameters;
import io.annals.edge.KnownParameters.Known;
import io.annals.edge.refusal.NotAllowed;
import io.annals.events.Field;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.method.HandlerMethod;

/**
 * By what somebody may ask. Each parameter says of which fields an answer tells that was asked for by it: whoever does not see
 * all of them may not ask by it, since what is found, how much and in which order would say what is hidden.
 */
public final class Parameters {
    /** Of every endpoint, and of nobody but those whom an answer shows anyway: pages, moments, days. */
    private static final Set<String> OF_ALL =
            Set.of("cursor", "limit", "atLeast", "asOf", "after", "day", "days", "zone");

    private final Map<String, Said> byName = new HashMap<>();

    /** @param more by value, of what that one tells besides */
    private record Said(Set<Field> tells, Map<String, Set<Field>> more) {
        Set<Field> of(String value) {
            return more.getOrDefault(value, tells);
        }
    }

    private Parameters(List<Known> known, String where) {
        known.forEach(one -> byName.put(
                one.name(),
                said(one.name(), one.declared())
                        .orElseThrow(() -> new IllegalStateException(
                                "the parameter " + one.name() + " of " + where + " does not say of what it tells"))));
    }

    /**
     * Those of an endpoint.
     *
     * @throws IllegalStateException when one does not say of what it tells
     */
    static Parameters of(HandlerMethod endpoint) {
        return new Parameters(KnownParameters.of(endpoint), endpoint.getShortLogMessage());
    }

    /** Those that a record holds. */
    public static Parameters of(Class<?> parameters) {
        return new Parameters(KnownParameters.of(parameters), parameters.getName());
    }

    private static Optional<Said> said(String name, AnnotatedElement declared) {
        return Says.itself(declared)
                .or(() -> Says.itself(typeOf(declared)))
                .or(() -> OF_ALL.contains(name) ? Optional.of(Set.of()) : Optional.empty())
                .map(tells -> new Said(tells, more(tells, declared)));
    }

    private static Class<?> typeOf(AnnotatedElement declared) {
        return switch (declared) {
            case Parameter parameter -> parameter.getType();
            case RecordComponent component -> component.getType();
            default -> Object.class;
        };
    }

    private static Map<String, Set<Field>> more(Set<Field> tells, AnnotatedElement declared) {
        Map<String, Set<Field>> more = new HashMap<>();
        for (TellsMore one : declared.getAnnotationsByType(TellsMore.class)) {
            Set<Field> all = new HashSet<>(tells);
            all.addAll(Arrays.asList(one.of()));
            more.put(one.when(), all);
        }
        return more;
    }

    /**
     * Whether somebody may ask by it.
     *
     * @param value as it was typed
     */
    public boolean mayAsk(String name, String value, Visibility visibility) {
        Said said = byName.get(name);
        return said == null ? visibility.seesAllFields() : visibility.fields().containsAll(said.of(value));
    }

    /** @throws NotAllowed when they may not */
    public void refuseUnlessSeen(String name, String value, Visibility visibility) {
        if (!mayAsk(name, value, visibility)) {
            throw new NotAllowed("Your role does not see what " + name + " asks by.");
        }
    }

    /** The same for each that was given. */
    void refuseUnlessSeen(Map<String, String[]> asked, Visibility visibility) {
        asked.forEach((name, values) -> List.of(values).forEach(value -> refuseUnlessSeen(name, value, visibility)));
    }
}
