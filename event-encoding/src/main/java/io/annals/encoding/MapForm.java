package io.annals.encoding;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/** A document with a field an entry, in the map's own order; unmodifiable when it comes back. A key may hold no NUL. */
record MapForm<K, V>(Function<K, String> writeKey, Function<String, K> readKey, Codec<V> value)
        implements Codec<Map<K, V>> {

    @Override
    public void encode(BsonWriter writer, Map<K, V> map, EncoderContext context) {
        writer.writeStartDocument();
        map.forEach((key, each) -> {
            writer.writeName(writeKey.apply(key));
            value.encode(writer, each, context);
        });
        writer.writeEndDocument();
    }

    @Override
    public Map<K, V> decode(BsonReader reader, DecoderContext context) {
        Map<K, V> map = new LinkedHashMap<>();
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            map.put(readKey.apply(reader.readName()), value.decode(reader, context));
        }
        reader.readEndDocument();
        return Collections.unmodifiableMap(map);
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // a class literal knows no type argument
    public Class<Map<K, V>> getEncoderClass() {
        return (Class) Map.class;
    }
}
