package io.annals.encoding;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
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
 */
final class RecordForm<T> implements Codec<T> {
    private final Class<T> type;
    private final Constructor<T> constructor;
    private final Component[] components;

    private record Component(String name, Method accessor, Codec<Object> codec, boolean nullable) {}

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
        return new Component(
                accessor.isAnnotationPresent(BsonId.class) ? "_id" : component.getName(),
                accessor,
                (Codec<Object>) codecs.apply(component.getGenericType()),
                component.getAnnotatedType().isAnnotationPresent(Nullable.class));
    }

    @Override
    public void encode(BsonWriter writer, T record, EncoderContext context) {
        writer.writeStartDocument();
        for (Component component : components) {
            Object value = value(component, record);
            if (value != null) {
                writer.writeName(component.name());
                component.codec().encode(writer, value, context);
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
            int index = indexOf(reader.readName(), next);
            if (index < 0 || found == BsonType.NULL) {
                reader.skipValue();
            } else {
                values[index] = components[index].codec().decode(reader, context);
                next = index + 1;
            }
        }
        reader.readEndDocument();
        for (int i = 0; i < values.length; i++) {
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
            if (components[index].name().equals(name)) {
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
