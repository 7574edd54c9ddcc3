package io.annals.edge.json;

import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** A value that is written as a JSON string and as nothing else. */
final class TextForm<T> extends StdScalarDeserializer<T> {
    private final Function<String, T> meaning;

    TextForm(Class<T> type, Function<String, T> meaning) {
        super(type);
        this.meaning = meaning;
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) {
        if (!json.hasToken(JsonToken.VALUE_STRING)) {
            throw NotThatShape.of(json, "must be a text in quotes");
        }
        return meaning.apply(Texts.wellFormed(json.getString()));
    }
}
