package io.annals.encoding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/**
 * An array, unmodifiable when it comes back.
 *
 * @param order in which the elements are written: equal collections should be equal bytes
 */
record CollectionForm<C extends Collection<E>, E>(
        Class<C> type, Codec<E> element, Function<C, Collection<E>> order, Function<List<E>, C> finish)
        implements Codec<C> {

    @Override
    public void encode(BsonWriter writer, C elements, EncoderContext context) {
        writer.writeStartArray();
        for (E each : order.apply(elements)) {
            element.encode(writer, each, context);
        }
        writer.writeEndArray();
    }

    @Override
    public C decode(BsonReader reader, DecoderContext context) {
        List<E> elements = new ArrayList<>();
        reader.readStartArray();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            elements.add(element.decode(reader, context));
        }
        reader.readEndArray();
        return finish.apply(elements);
    }

    @Override
    public Class<C> getEncoderClass() {
        return type;
    }
}
