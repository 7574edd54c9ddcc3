package io.annals.encoding;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A record: a document with a field a component, in order. A null is left out, and refused where the component is not
 * {@code @Nullable}: neither a log nor a view should hold what its readers cannot expect. Fields without a component are
 * passed over.
 *
 * <p>The driver's own codec asks for public records, and lets a component that is missing come back null whatever its type
 * says.
 *
 * <p>What is {@link Joined} stands among the other fields.
 */
final class RecordForm<T> implements Codec<T> {
    private final Class<T> type;
    private final Constructor<T> constructor;
    private final Component[] components;

    /** @param joined the codecs of what is {@link Joined}, by name; empty for any other component, which has {@code codec} */
    private record Component(
            String name,
            Method accessor,
            @Nullable Codec<Object> codec,
            Map<String, Codec<Object>> joined,
            boolean nullable) {
        boolean holds(String field) {
            return codec == null ? joined.containsKey(field) : name.equals(field);
        }

        @SuppressWarnings("unchecked") // a joined component is a map by name
        void write(BsonWriter writer, Object value, EncoderContext context) {
            if (codec != null) {
                writer.writeName(name);
                codec.encode(writer, value, context);
                return;
            }
            ((Map<String, Object>) value).forEach((field, one) -> {
                Codec<Object> form = joined.get(field);
                if (form == null) {
                    throw new DoesNotFit("nobody declares " + field + " among " + name, null);
                }
                writer.writeName(field);
                form.encode(writer, one, context);
            });
        }

        /** @param before what has been read of the same component */
        @SuppressWarnings("unchecked") // as it was begun here
        Object read(String field, @Nullable Object before, BsonReader reader, DecoderContext context) {
            if (codec != null) {
                return codec.decode(reader, context);
            }
            Map<String, Object> all = before == null ? new LinkedHashMap<>() : (Map<String, Object>) before;
            all.put(field, Objects.requireNonNull(joined.get(field)).decode(reader, context));
            return all;
        }

        /** What a component is of which nothing is stored. */
        @Nullable
        Object absent() {
            return codec == null ? Map.of() : null;
        }
    }

    /** @param codecs the codec for a component's generic type */
    RecordForm(Class<T> type, Function<Type, Codec<?>> codecs) {
        this.type = type;
        RecordComponent[] declared = type.getRecordComponents();
        try {
            Class<?>[] types =
                    Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new);
            constructor = type.getDeclaredConstructor(types);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type + " is not a record", e);
        }
        constructor.setAccessible(true);
        components = Arrays.stream(declared)
                .map(component -> component(component, codecs))
                .toArray(Component[]::new);
    }

    @SuppressWarnings("unchecked") // a component's value is of the component's type
    private static Component component(RecordComponent component, Function<Type, Codec<?>> codecs) {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        Map<String, Codec<Object>> joined = new LinkedHashMap<>();
        Joined parts = accessor.getAnnotation(Joined.class);
        if (parts != null) {
            Joined.Parts.of(parts).forEach((name, form) -> joined.put(name, (Codec<Object>) codecs.apply(form)));
        }
        return new Component(
                accessor.isAnnotationPresent(BsonId.class) ? "_id" : component.getName(),
                accessor,
                parts == null ? (Codec<Object>) codecs.apply(component.getGenericType()) : null,
                joined,
                component.getAnnotatedType().isAnnotationPresent(Nullable.class));
    }

    @Override
    public void encode(BsonWriter writer, T record, EncoderContext context) {
        writer.writeStartDocument();
        for (Component component : components) {
            Object value = value(component, record);
            if (value != null) {
                component.write(writer, value, context);
            } else if (!component.nullable()) {
                throw lacks(component);
            }
        }
        writer.writeEndDocument();
    }

    @Override
    public T decode(BsonReader reader, DecoderContext context) {
        @Nullable Object[] values = new @Nullable Object[components.length];
        int next = 0;
        reader.readStartDocument();
        for (BsonType found = reader.readBsonType(); found != BsonType.END_OF_DOCUMENT; found = reader.readBsonType()) {
            String name = reader.readName();
            int index = indexOf(name, next);
            if (index < 0 || found == BsonType.NULL) {
                reader.skipValue();
            } else {
                values[index] = components[index].read(name, values[index], reader, context);
                next = index + 1;
            }
        }
        reader.readEndDocument();
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                values[i] = components[i].absent();
            }
            if (values[i] == null && !components[i].nullable()) {
                throw lacks(components[i]);
            }
        }
        return make(values);
    }

    /** Fields come in the order of the components, as a rule: so the search begins where the last one ended. */
    private int indexOf(String name, int guess) {
        for (int i = 0; i < components.length; i++) {
            int index = (guess + i) % components.length;
            if (components[index].holds(name)) {
                return index;
            }
        }
        return -1;
    }

    private static @Nullable Object value(Component component, Object record) {
        try {
            return component.accessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new DoesNotFit("cannot read component " + component.name(), e);
        }
    }

    private T make(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new DoesNotFit(type.getSimpleName() + " refuses what is stored", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new DoesNotFit("cannot make a " + type.getSimpleName(), e);
        }
    }

    private DoesNotFit lacks(Component component) {
        return new DoesNotFit(type.getSimpleName() + " lacks " + component.name() + ", which is not @Nullable", null);
    }

    @Override
    public Class<T> getEncoderClass() {
        return type;
    }
}
