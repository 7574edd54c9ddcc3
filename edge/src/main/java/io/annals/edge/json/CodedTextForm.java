package io.annals.edge.json;

import io.annals.events.contact.CodedText;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/** The code as text, or else the words as {@link PersonalForm} writes them: in either case what was told. */
final class CodedTextForm extends StdSerializer<CodedText> {
    CodedTextForm() {
        super(CodedText.class);
    }

    @Override
    public void serialize(CodedText told, JsonGenerator json, SerializationContext context) {
        if (told.code() != null) {
            json.writeString(told.code().value());
        } else {
            context.writeValue(json, told.text());
        }
    }
}
