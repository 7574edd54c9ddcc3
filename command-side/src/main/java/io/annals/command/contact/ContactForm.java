package io.annals.command.contact;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.annals.command.Texts;
import io.annals.command.contact.content.ContentForm;
import io.annals.command.contact.content.Fields;
import io.annals.edge.json.Instants;
import io.annals.edge.refusal.BadInput;
import io.annals.events.CustomerId;
import io.annals.events.contact.Code;
import io.annals.events.contact.ContactKind;
import io.annals.events.contact.Defect;
import io.annals.events.contact.Direction;
import io.annals.events.contact.Vocabulary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A contact as a channel sends it. What happened is recorded whatever its form: without kind, time or id there is no
 * contact, all else is mended and named.
 *
 * @param channel without it: named as the kind
 * @param direction without it: the usual one of the kind
 * @param externalId the channel's own id of it: the same again is recorded once
 * @param customer how the customer is known; without it an unknown new one, or for a return the buyer
 * @param content see {@link ContentForm}
 * @param origin the channel as it was told, which with the channel's own id makes the contact's
 * @param shownId the channel's own id as a line that can be shown
 * @param defects what was mended so far
 */
@JsonDeserialize(using = ContactForm.Reading.class)
record ContactForm(
        ContactKind kind,
        String channel,
        @Nullable Direction direction,
        String externalId,
        Instant occurredAt,
        @Nullable Customer customer,
        JsonNode content,
        @JsonIgnore String origin,
        @JsonIgnore String shownId,
        @JsonIgnore List<Defect> defects) {
    private static final Pattern CHANNEL = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    /** @param name goes with a customer whom nobody knows yet */
    record Customer(
            @Nullable CustomerId id,
            @Nullable String card,
            @Nullable String externalId,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String name) {}

    static final class Reading extends ValueDeserializer<ContactForm> {
        @Override
        public ContactForm deserialize(JsonParser json, DeserializationContext context) {
            return of(context.readTree(json));
        }

        @Override
        public ContactForm getNullValue(DeserializationContext context) {
            throw noObject();
        }
    }

    /** @throws BadInput when kind, time or id are missing, or are none */
    private static ContactForm of(JsonNode told) {
        if (!told.isObject()) {
            throw noObject();
        }
        List<Defect> defects = new ArrayList<>();
        Fields fields = Fields.of(told, "", defects, Vocabulary::read);
        ContactKind kind = constant(ContactKind.class, needed(fields, "kind"), "kind");
        String externalId = externalId(fields);
        String shownId = fields.neededLine("externalId", Texts.LINE);
        Instant occurredAt = Instants.parse(needed(fields, "occurredAt"), "occurredAt");
        String channel = channel(fields, kind);
        ContactForm form = new ContactForm(
                kind,
                channel,
                direction(fields),
                externalId,
                occurredAt,
                customer(fields, kind),
                content(fields),
                origin(told.path("channel").asString(channel)),
                shownId,
                defects);
        fields.nothingElse();
        return form;
    }

    private static BadInput noObject() {
        return new BadInput("", "must be an object");
    }

    private static String needed(Fields fields, String name) {
        JsonNode node = fields.told(name);
        if (node == null) {
            throw new BadInput(name, "is missing");
        }
        if (!node.isString()) {
            throw new BadInput(name, "must be a text in quotes");
        }
        return node.asString();
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text, String field) {
        try {
            return io.annals.edge.json.Texts.constant(type, text);
        } catch (BadInput none) {
            throw none.within(field);
        }
    }

    private static String externalId(Fields fields) {
        JsonNode node = fields.told("externalId");
        if (node == null || node.isContainer() || node.asString().isBlank()) {
            throw new BadInput("externalId", node == null ? "is missing" : "must be a text, and not blank");
        }
        return node.asString().strip();
    }

    /** A name that cannot be a channel's may be anybody's: it is kept beside the contact, and the kind stands for it. */
    private static String channel(Fields fields, ContactKind kind) {
        String usual = kind.name().toLowerCase(Locale.ROOT);
        String raw = fields.raw("channel");
        if (raw == null) {
            fields.missing("channel");
            return usual;
        }
        String told = origin(raw);
        if (CHANNEL.matcher(told).matches()) {
            return told;
        }
        fields.unusable("channel", raw);
        return Code.of(told)
                .map(Code::value)
                .filter(code -> CHANNEL.matcher(code).matches())
                .orElse(usual);
    }

    /** By what a channel's own ids are told apart from those of others. */
    static String origin(String channel) {
        return channel.strip().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Direction direction(Fields fields) {
        String raw = fields.raw("direction");
        if (raw != null) {
            try {
                return io.annals.edge.json.Texts.constant(Direction.class, raw);
            } catch (BadInput none) {
                fields.unusable("direction", raw);
            }
        }
        return null;
    }

    private static @Nullable Customer customer(Fields fields, ContactKind kind) {
        if (fields.told("customer") == null) {
            if (kind != ContactKind.RETURN) {
                fields.missing("customer");
            }
            return null;
        }
        Fields by = fields.inside("customer");
        Customer customer =
                new Customer(id(by), by.raw("card"), by.raw("externalId"), by.raw("email"), by.raw("phone"), name(by));
        by.nothingElse();
        return customer;
    }

    private static @Nullable CustomerId id(Fields by) {
        String raw = by.raw("id");
        if (raw != null) {
            try {
                return io.annals.edge.json.Texts.id(CustomerId.class, raw);
            } catch (BadInput noId) {
                by.unusable("id", raw);
            }
        }
        return null;
    }

    private static @Nullable String name(Fields by) {
        String name = by.line("name", Texts.WORDS);
        return name == null || name.isEmpty() ? null : name;
    }

    private static JsonNode content(Fields fields) {
        JsonNode content = fields.told("content");
        if (content == null) {
            fields.missing("content");
        } else if (!content.isObject()) {
            fields.unusable("content", content.isContainer() ? content.toString() : content.asString());
        }
        return content != null && content.isObject() ? content : JsonNodeFactory.instance.objectNode();
    }
}
