package io.annals.encoding;

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
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Arbitrary facts, by the shape of their records. */
final class AnyFact {
    /** Stands in every personal text and in no other. */
    static final String MARK = "s3cr3t-von-Ada-Łovelace";

    private static final BigDecimal LARGEST = new BigDecimal("9".repeat(24));

    private AnyFact() {}

    static Arbitrary<Fact> arbitrary() {
        return Arbitraries.of(Facts.types()).flatMap(type -> of(type, false).map(Fact.class::cast));
    }

    private static Arbitrary<?> of(Type type, boolean personal) {
        return switch (type) {
            case ParameterizedType generic -> ofGeneric(generic, personal);
            case Class<?> plain when plain == String.class -> personal ? text().map(MARK::concat) : text();
            case Class<?> plain when plain == long.class -> Arbitraries.longs();
            case Class<?> plain when plain == boolean.class -> Arbitraries.of(true, false);
            case Class<?> plain
            when plain == BigDecimal.class ->
                Arbitraries.bigDecimals().between(LARGEST.negate(), LARGEST).ofScale(10);
            case Class<?> plain
            when plain == Instant.class ->
                Arbitraries.longs()
                        .between(-100_000_000_000_000L, 1_000_000_000_000_000L)
                        .map(Instant::ofEpochMilli);
            case Class<?> plain
            when plain == Duration.class ->
                Combinators.combine(
                                Arbitraries.longs().between(-1_000_000_000_000L, 1_000_000_000_000L),
                                Arbitraries.longs().between(0, 999_999_999))
                        .as(Duration::ofSeconds);
            case Class<?> plain
            when plain == Money.class ->
                Combinators.combine(Arbitraries.of("USD", "JPY", "KWD"), Arbitraries.longs())
                        .as((code, minor) -> Money.ofMinor(CurrencyUnit.of(code), minor));
            case Class<?> plain
            when Id.OfUuid.class.isAssignableFrom(plain) ->
                Arbitraries.create(UUID::randomUUID).map(uuid -> Facts.id(plain, uuid.toString()));
            case Class<?> plain when plain == Code.class -> code();
            case Class<?> plain
            when Id.OfHash.class.isAssignableFrom(plain) -> text().map(text -> Facts.id(plain, text));
            case Class<?> plain when plain.isEnum() -> Arbitraries.of(plain.getEnumConstants());
            case Class<?> plain when plain.isRecord() -> ofRecord(plain);
            default -> throw new IllegalArgumentException("nothing arbitrary of " + type);
        };
    }

    private static Arbitrary<?> ofGeneric(ParameterizedType type, boolean personal) {
        Type raw = type.getRawType();
        Type[] arguments = type.getActualTypeArguments();
        if (raw == Personal.class) {
            return of(arguments[0], true).map(Personal::of);
        }
        Arbitrary<?> elements = of(arguments[arguments.length - 1], personal);
        return switch (raw.getTypeName()) {
            case "java.util.List" -> elements.list().ofMaxSize(3);
            case "java.util.Set" -> elements.set().ofMaxSize(2);
            case "java.util.Map" ->
                Arbitraries.maps(text().filter(key -> key.indexOf('\0') < 0), elements)
                        .ofMaxSize(3);
            default -> throw new IllegalArgumentException("nothing arbitrary of " + type);
        };
    }

    private static Arbitrary<?> ofRecord(Class<?> type) {
        List<Arbitrary<@Nullable Object>> components = Arrays.stream(type.getRecordComponents())
                .map(AnyFact::ofComponent)
                .toList();
        return Combinators.combine(components).as(values -> {
            Iterator<@Nullable Object> next = values.iterator();
            return Facts.record(type, (_, _) -> next.next(), null);
        });
    }

    private static Arbitrary<@Nullable Object> ofComponent(RecordComponent component) {
        Arbitrary<@Nullable Object> values =
                of(component.getGenericType(), false).map(value -> value);
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class) ? values.injectNull(0.4) : values;
    }

    private static Arbitrary<Code> code() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('0', '9')
                .ofMinLength(1)
                .ofMaxLength(64)
                .map(Code::new);
    }

    /** Any text that can be told: every code point, and no half of a surrogate pair. */
    private static Arbitrary<String> text() {
        return Arbitraries.integers()
                .between(Character.MIN_CODE_POINT, Character.MAX_CODE_POINT)
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .list()
                .ofMaxSize(12)
                .map(points -> {
                    StringBuilder text = new StringBuilder();
                    points.forEach(text::appendCodePoint);
                    return text.toString();
                });
    }
}
