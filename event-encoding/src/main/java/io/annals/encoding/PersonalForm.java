package io.annals.encoding;

import io.annals.events.Personal;
import io.annals.events.Personal.Erased;
import io.annals.events.Personal.Known;
import org.bson.BsonReader;
import org.bson.BsonReaderMark;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/**
 * A personal component. In the log (the writer seals): encrypted. In views: the value itself, or {@code {erased: true}}.
 */
record PersonalForm<T>(Codec<T> inner) implements Codec<Personal<T>> {
    private static final String ERASED = "erased";

    @Override
    public void encode(BsonWriter writer, Personal<T> personal, EncoderContext context) {
        switch (personal) {
            case Known<T>(T value) when writer instanceof SealingWriter sealing -> sealing.writeSealed(value, inner);
            case Known<T>(T value) -> inner.encode(writer, value, context);
            case Erased<T>() when writer instanceof SealingWriter sealing -> sealing.writeErased();
            case Erased<T>() -> {
                writer.writeStartDocument();
                writer.writeBoolean(ERASED, true);
                writer.writeEndDocument();
            }
        }
    }

    @Override
    public Personal<T> decode(BsonReader reader, DecoderContext context) {
        if (reader instanceof UnsealingReader unsealing) {
            return unsealing.readSealed(inner);
        }
        if (reader.getCurrentBsonType() == BsonType.DOCUMENT && tellsErased(reader)) {
            reader.skipValue();
            return Personal.erased();
        }
        return Personal.of(inner.decode(reader, context));
    }

    private static boolean tellsErased(BsonReader reader) {
        BsonReaderMark here = reader.getMark();
        reader.readStartDocument();
        boolean erased = reader.readBsonType() == BsonType.BOOLEAN
                && reader.readName().equals(ERASED)
                && reader.readBoolean()
                && reader.readBsonType() == BsonType.END_OF_DOCUMENT;
        here.reset();
        return erased;
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // a class literal knows no type argument
    public Class<Personal<T>> getEncoderClass() {
        return (Class) Personal.class;
    }
}
