package io.annals.encoding;

import com.mongodb.MongoClientSettings;
import io.annals.events.Id;
import io.annals.events.Personal;
import io.annals.events.contact.Code;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.bson.UuidRepresentation;
import org.bson.codecs.Codec;
import org.bson.codecs.UuidCodec;
import org.bson.codecs.configuration.CodecConfigurationException;
import org.bson.codecs.configuration.CodecProvider;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;

/** Which form a value has in BSON: ours first, the driver's own for all others. */
@SuppressWarnings({"unchecked", "rawtypes"}) // reflection alone knows the types
final class Forms implements CodecProvider {
    private static final TextForm<Code> CODE = new TextForm<>(Code.class, Code::value, Code::new);
    private static final TextForm<Duration> DURATION =
            new TextForm<>(Duration.class, Duration::toString, Duration::parse);

    static final CodecRegistry REGISTRY = CodecRegistries.fromRegistries(
            CodecRegistries.fromCodecs(new UuidCodec(UuidRepresentation.STANDARD), new MoneyForm(), CODE, DURATION),
            CodecRegistries.fromProviders(new Forms()),
            MongoClientSettings.getDefaultCodecRegistry());

    private Forms() {}

    @Override
    public <T> @Nullable Codec<T> get(Class<T> type, CodecRegistry registry) {
        return get(type, List.of(), registry);
    }

    @Override
    public <T> @Nullable Codec<T> get(Class<T> type, List<Type> arguments, CodecRegistry registry) {
        if (Id.class.isAssignableFrom(type)) {
            return (Codec<T>) id((Class<? extends Id>) type);
        }
        if (type.isRecord()) {
            return new RecordForm<>(type, component -> of(component, type, arguments, registry));
        }
        if (arguments.isEmpty()) {
            return null;
        }
        Codec<?> last = of(arguments.getLast(), type, List.of(), registry);
        if (type == Personal.class) {
            return (Codec<T>) new PersonalForm<>(last);
        }
        if (type == List.class) {
            return new CollectionForm(
                    List.class, last, Function.identity(), (Function<List, List>) Collections::unmodifiableList);
        }
        if (type == Set.class) {
            return new CollectionForm(Set.class, last, (Function<Set, Collection>) Forms::sorted, (Function<List, Set>)
                    elements -> Collections.unmodifiableSet(new LinkedHashSet<>(elements)));
        }
        return type == Map.class ? (Codec<T>) map(arguments.getFirst(), last) : null;
    }

    private static <T extends Id> TextForm<T> id(Class<T> type) {
        return new TextForm<>(type, Id::toString, Id.reader(type));
    }

    /** {@code Set.of} has another order in every JVM. */
    private static Collection<?> sorted(Set<?> elements) {
        Object[] sorted = elements.toArray();
        if (Arrays.stream(sorted).allMatch(Comparable.class::isInstance)) {
            Arrays.sort(sorted);
        }
        return Arrays.asList(sorted);
    }

    private static MapForm<?, ?> map(Type key, Codec<?> value) {
        if (key == String.class) {
            return new MapForm<>(Function.<String>identity(), Function.identity(), value);
        }
        if (key instanceof Class<?> type && Id.class.isAssignableFrom(type)) {
            TextForm<?> id = id((Class<? extends Id>) type);
            return new MapForm(id.write(), id.read(), value);
        }
        if (key instanceof Class<?> type && type.isEnum()) {
            return new MapForm<Enum, Object>(
                    Enum::name, name -> Enum.valueOf((Class<Enum>) type, name), (Codec<Object>) value);
        }
        throw new CodecConfigurationException("no form for a map by " + key);
    }

    /** The form of a type as it is written in {@code owner}, whose type parameters stand for {@code arguments}. */
    private static Codec<?> of(Type type, Class<?> owner, List<Type> arguments, CodecRegistry registry) {
        return switch (resolved(type, owner, arguments)) {
            case Class<?> plain ->
                registry.get(MethodType.methodType(plain).wrap().returnType());
            case ParameterizedType generic ->
                registry.get(
                        (Class<?>) generic.getRawType(),
                        Arrays.stream(generic.getActualTypeArguments())
                                .map(argument -> resolved(argument, owner, arguments))
                                .toList());
            default -> throw new CodecConfigurationException("no form for " + type + " in " + owner);
        };
    }

    private static Type resolved(Type type, Class<?> owner, List<Type> arguments) {
        int index = type instanceof TypeVariable<?> variable
                ? List.<TypeVariable<?>>of(owner.getTypeParameters()).indexOf(variable)
                : -1;
        return index >= 0 && index < arguments.size() ? arguments.get(index) : type;
    }
}
