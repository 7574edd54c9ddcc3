package io.annals.edge.json;

import io.annals.events.Personal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ser.std.StdSerializer;

/** Known: the value itself. Erased: {@code {"erased":true}}, which nobody may write: one cannot tell what is erased. */
final class PersonalForm {
    private PersonalForm() {}

    static final class Reading extends StdDeserializer<Personal<?>> {
        private final @Nullable ValueDeserializer<Object> content;

        Reading() {
            this(null);
        }

        private Reading(@Nullable ValueDeserializer<Object> content) {
            super(Personal.class);
            this.content = content;
        }

        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
            JavaType personal = context.getContextualType();
            if (personal == null && property != null) {
                personal = property.getType();
            }
            JavaType known =
                    personal == null ? context.constructType(Object.class) : personal.containedTypeOrUnknown(0);
            return new Reading(context.findContextualValueDeserializer(known, property));
        }

        @Override
        public Personal<?> deserialize(JsonParser json, DeserializationContext context) {
            if (content == null) {
                throw new IllegalStateException("a Personal whose content is not known");
            }
            return Personal.of(content.deserialize(json, context));
        }
    }

    static final class Writing extends StdSerializer<Personal<?>> {
        Writing() {
            super(Personal.class);
        }

        @Override
        public void serialize(Personal<?> personal, JsonGenerator json, SerializationContext context) {
            switch (personal) {
                case Personal.Known<?>(Object value) -> context.writeValue(json, value);
                case Personal.Erased<?>() -> {
                    json.writeStartObject();
                    json.writeBooleanProperty("erased", true);
                    json.writeEndObject();
                }
            }
        }
    }
}
