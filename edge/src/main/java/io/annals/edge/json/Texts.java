package io.annals.edge.json;

import io.annals.edge.refusal.BadInput;
import io.annals.events.Id;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.EnumNamingStrategies;

/** What may be written as text. The refusals leave the field's name to whoever knows it. */
public final class Texts {
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern KEYED_HASH = Pattern.compile("[0-9a-f]{32}");

    private Texts() {}

    /**
     * The same text, if every reader and every database can hold it.
     *
     * @throws BadInput when it has half a surrogate pair, which no UTF-8 can carry, or the character U+0000
     */
    public static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new BadInput("", "must not contain the character U+0000");
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new BadInput("", "must not contain half a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }

    /**
     * The constant that is written so: lower camel case, {@code externalId} for {@code EXTERNAL_ID}.
     *
     * @throws BadInput with all that there are, when none is
     */
    public static <E extends Enum<E>> E constant(Class<E> type, String text) {
        for (E constant : type.getEnumConstants()) {
            if (written(constant).equals(text)) {
                return constant;
            }
        }
        throw new BadInput("", oneOf(type));
    }

    /** What is wrong with what is none of an enum's constants. */
    @SuppressWarnings("rawtypes") // so that any class of an enum will do
    public static String oneOf(Class<? extends Enum> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(Texts::written)
                .collect(Collectors.joining(", ", "must be one of ", ""));
    }

    private static String written(Enum<?> constant) {
        return EnumNamingStrategies.LOWER_CAMEL_CASE.convertEnumToExternalName(null, null, constant.name());
    }

    /**
     * The id that is written so.
     *
     * @throws BadInput when it has not the form of ids of this type
     */
    public static <T extends Id> T id(Class<T> type, String text) {
        boolean uuid = Id.OfUuid.class.isAssignableFrom(type);
        if (!(uuid ? UUID : KEYED_HASH).matcher(text).matches()) {
            String whose = type.getSimpleName().replaceFirst("Id$", "").toLowerCase(Locale.ROOT);
            String article = "aeiou".indexOf(whose.charAt(0)) < 0 ? "a " : "an ";
            throw new BadInput(
                    "", "must be " + article + whose + "'s id" + (uuid ? ", a UUID" : " of 32 hexadecimal digits"));
        }
        return Id.reader(type).apply(text);
    }
}
