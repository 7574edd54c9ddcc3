package io.annals.log.axon;

import io.annals.log.Event;
import io.annals.log.Snapshots.Snapshot;
import java.util.function.Function;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.ChainingConverter;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;

/**
 * Axon's word for decoding. Reads what an {@link Entry} carries, by public name; nothing from the log ever names a class.
 * It does not write: that is {@link PayloadEncoding#encode}, which sees more than the payload.
 */
final class EntrySerializer<E> implements Serializer {
    private final Class<E> entry;
    private final Function<E, Object> decode;
    private final Names names;
    private final Converter converter = new ChainingConverter();

    private EntrySerializer(Class<E> entry, Function<E, Object> decode, Names names) {
        this.entry = entry;
        this.decode = decode;
        this.names = names;
    }

    private interface Names {
        Class<?> classOf(String type, int rev);
    }

    static Serializer forEvents(PayloadEncoding encoding) {
        return new EntrySerializer<>(Event.class, encoding::decode, encoding::payloadType);
    }

    static Serializer forSnapshots(SnapshotEncoding encoding) {
        return new EntrySerializer<>(Snapshot.class, encoding::decode, encoding::payloadType);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Axon's signature
    public <S, T> T deserialize(SerializedObject<S> stored) {
        S data = stored.getData();
        return (T) (data instanceof MetaData ? data : decode.apply(entry.cast(data)));
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        return type.getName().equals(MetaData.class.getName())
                ? MetaData.class
                : names.classOf(type.getName(), Integer.parseInt(type.getRevision()));
    }

    @Override
    public Converter getConverter() {
        return converter;
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> representation) {
        return false;
    }

    @Override
    public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> representation) {
        throw new UnsupportedOperationException("the log is written through its encoding only");
    }

    @Override
    public SerializedType typeForClass(@Nullable Class type) {
        return type == null ? SimpleSerializedType.emptyType() : new SimpleSerializedType(type.getName(), null);
    }
}
