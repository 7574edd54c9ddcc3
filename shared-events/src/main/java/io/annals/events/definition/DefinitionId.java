package io.annals.events.definition;

import io.annals.events.Open;
import java.util.regex.Pattern;

/**
 * What a definition is called for ever: its kind, and its name among those of the kind.
 *
 * @param kind such as {@code pipeline}
 * @param name such as {@code standard}
 */
@Open
public record DefinitionId(String kind, String name) {
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    /** Whether something can be called so: 1 to 40 letters in lower case, digits and hyphens, a letter first. */
    public static boolean isWord(String text) {
        return WORD.matcher(text).matches();
    }

    public String stream() {
        return "definition-" + kind + "/" + name;
    }

    /** {@code pipeline/standard}. */
    @Override
    public String toString() {
        return kind + "/" + name;
    }
}
