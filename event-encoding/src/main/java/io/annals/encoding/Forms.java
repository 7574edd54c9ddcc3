package io.annals.encoding;

import com.mongodb.MongoClientSettings;
import io.annals.events.CustomerId;
import io.annals.events.Personal;
import io.annals.events.contact.ContactId;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import org.bson.UuidRepresentation;
import org.bson.codecs.Codec;
import org.bson.codecs.UuidCodec;
import org.bson.codecs.configuration.CodecProvider;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;

/** Which form a value has in BSON: ours first, the driver's own for all others. */
final class Forms implements CodecProvider {
    static final CodecRegistry REGISTRY = CodecRegistries.fromRegistries(
            CodecRegistries.fromCodecs(
                    new UuidCodec(UuidRepresentation.STANDARD),
                    new MoneyForm(),
                    new TextForm<>(CustomerId.class, CustomerId::toString, CustomerId::of),
                    new TextForm<>(ContactId.class, ContactId::value, ContactId::new),
                    new TextForm<>(Duration.class, Duration::toString, Duration::parse)),
            CodecRegistries.fromProviders(new Forms()),
            MongoClientSettings.getDefaultCodecRegistry());

    private Forms() {}

    @Override
    public <T> @Nullable Codec<T> get(Class<T> type, CodecRegistry registry) {
        return null;
    }

    @Override
    @SuppressWarnings("unchecked") // the codec is for the class that was asked for
    public <T> @Nullable Codec<T> get(Class<T> type, List<Type> arguments, CodecRegistry registry) {
        if (type == Personal.class) {
            return (Codec<T>) new PersonalForm<>(of(arguments.getFirst(), registry));
        }
        return null;
    }

    private static Codec<?> of(Type type, CodecRegistry registry) {
        return switch (type) {
            case Class<?> plain -> registry.get(plain);
            case ParameterizedType generic ->
                registry.get((Class<?>) generic.getRawType(), List.of(generic.getActualTypeArguments()));
            default -> throw new IllegalArgumentException("no form for " + type);
        };
    }
}
