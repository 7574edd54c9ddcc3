package io.annals.events.definition;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/**
 * A kind of definition, as a feature declares it.
 *
 * @param name such as {@code pipeline}
 * @param form as what the feature reads the contents
 * @param schema of the contents: a JSON Schema, draft 2020-12
 * @param approved whether money or customers are touched, so that a second person approves each version
 * @param first contents, by the definition's name, that are effective as version 1 before anybody has drafted anything: JSON
 */
public record DefinitionKind<C extends DefinitionContent>(
        String name, Class<C> form, String schema, boolean approved, Map<String, String> first) {
    public DefinitionKind {
        first = Map.copyOf(first);
    }

    /** What lies beside a class: the place of schemas and first contents. */
    public static String beside(Class<?> type, String file) {
        try (InputStream in = type.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
