package io.annals.events;

import java.lang.reflect.Constructor;
import java.util.UUID;
import java.util.function.Function;

/**
 * What names something for ever: a record of one value. All ids are read and written alike, wherever they stand, by their form
 * alone, so that a new one is known everywhere at once.
 */
public sealed interface Id {
    /** The stream of what it names. */
    String stream();

    /** The plain value, as it stands in addresses and in the log. */
    @Override
    String toString();

    /** An id that is a UUID (RFC 9562). */
    non-sealed interface OfUuid extends Id {
        UUID value();
    }

    /** An id that is a keyed hash of what it was made from, in 32 hexadecimal digits in lower case: it tells nobody anything. */
    non-sealed interface OfHash extends Id {
        String value();
    }

    /**
     * How ids of a type are read from their text. What a hash looks like is for those to ask who take it from outside.
     *
     * @param type a record of a UUID or of a text
     * @return refuses what is no UUID with an {@link IllegalArgumentException}
     */
    static <T extends Id> Function<String, T> reader(Class<T> type) {
        boolean uuid = OfUuid.class.isAssignableFrom(type);
        Constructor<T> constructor;
        try {
            constructor = type.getDeclaredConstructor(uuid ? UUID.class : String.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type + " is no record of one value", e);
        }
        return text -> make(constructor, uuid ? UUID.fromString(text) : text);
    }

    private static <T extends Id> T make(Constructor<T> constructor, Object value) {
        try {
            return constructor.newInstance(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + constructor.getDeclaringClass(), e);
        }
    }
}
