package io.annals.log.axon;

import org.axonframework.serialization.ChainingConverter;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The stored form of tokens: JSON of {@link LogToken}'s components under a name of ours. It reads and writes nothing else. */
public final class LogTokenForm implements Serializer {
    private static final SerializedType NAME = new SimpleSerializedType("log-token", "1");

    private final Converter converter = new ChainingConverter();

    @Override
    public <T> SerializedObject<T> serialize(@Nullable Object token, Class<T> form) {
        if (!(token instanceof LogToken place)) {
            throw new IllegalArgumentException("not a token of the log: " + token);
        }
        return new SimpleSerializedObject<>(converter.convert(toJson(place), form), form, NAME);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Axon's signature
    public <S, T> T deserialize(SerializedObject<S> stored) {
        if (!NAME.getName().equals(stored.getType().getName())) {
            throw new IllegalArgumentException("not a token of the log: " + stored.getType());
        }
        return (T) fromJson(converter.convert(stored.getData(), String.class));
    }

    public static String toJson(LogToken token) {
        return new Document("commit", token.commit())
                .append("index", token.index())
                .append("of", token.of())
                .append("hash", token.hash())
                .toJson();
    }

    public static LogToken fromJson(String json) {
        Document token = Document.parse(json);
        return new LogToken(
                token.get("commit", Number.class).longValue(),
                token.getInteger("index"),
                token.getInteger("of"),
                token.getString("hash"));
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> form) {
        return converter.canConvert(String.class, form);
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        return LogToken.class;
    }

    @Override
    public SerializedType typeForClass(@Nullable Class type) {
        return NAME;
    }

    @Override
    public Converter getConverter() {
        return converter;
    }
}
