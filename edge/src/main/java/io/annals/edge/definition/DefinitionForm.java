package io.annals.edge.definition;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.annals.edge.problem.JsonFault;
import io.annals.edge.refusal.BadInput;
import io.annals.events.definition.DefinitionContent;
import io.annals.events.definition.DefinitionKind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** How the contents of one kind of definition are read. Thread safe. */
public final class DefinitionForm<C extends DefinitionContent> {
    /** What fits into a commit, and before somebody's eyes. */
    public static final int LONGEST = 60_000;

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final DefinitionKind<C> kind;
    private final Schema schema;
    private final JsonMapper json;
    private final ObjectReader whole;

    public DefinitionForm(DefinitionKind<C> kind, JsonMapper json) {
        this.kind = kind;
        this.schema = SCHEMAS.getSchema(kind.schema());
        this.json = json;
        this.whole = json.readerFor(kind.form())
                .with(DeserializationFeature.ACCEPT_FLOAT_AS_INT); // 20.0 is an integer to JSON Schema
        kind.first().forEach((name, content) -> read(json.readTree(content), ""));
    }

    public DefinitionKind<C> kind() {
        return kind;
    }

    /**
     * What somebody sent.
     *
     * @param within JSON pointer of the content in what was sent, such as {@code /content}
     * @throws BadInput when it is not as its kind wants it, with the JSON pointer as the field
     */
    public C read(JsonNode content, String within) {
        try {
            return accepted(content, within);
        } catch (DatabindException thrown) {
            throw new BadInput(within + pointer(thrown), JsonFault.reason(thrown));
        }
    }

    private C accepted(JsonNode content, String within) {
        if (text(content).length() > LONGEST) {
            throw new BadInput(within, "must have at most " + LONGEST + " characters");
        }
        List<Error> errors = schema.validate(content);
        errors.stream().min(Comparator.comparing(DefinitionForm::pointer)).ifPresent(error -> {
            throw new BadInput(within + pointer(error), reason(error));
        });
        C read = whole.readValue(content);
        for (Map.Entry<String, String> defect : read.defects().entrySet()) {
            throw new BadInput(within + defect.getKey(), defect.getValue());
        }
        return read;
    }

    /** As it is stored. */
    public String text(JsonNode content) {
        return json.writeValueAsString(content);
    }

    /** What was stored, and read before it was. */
    public C stored(String content) {
        return whole.readValue(content);
    }

    /** Where the wrong value is; or, of a member that is missing or one too many, where that would be. */
    private static String pointer(Error error) {
        String at = error.getInstanceLocation().toString();
        String member = error.getProperty();
        return member == null ? at : at + step(member);
    }

    private static String pointer(DatabindException thrown) {
        return thrown.getPath().stream()
                .map(one ->
                        step(one.getPropertyName() == null ? String.valueOf(one.getIndex()) : one.getPropertyName()))
                .collect(Collectors.joining());
    }

    private static String step(String member) {
        return "/" + member.replace("~", "~0").replace("/", "~1");
    }

    private static String reason(Error error) {
        JsonNode wanted = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "required" -> "is missing";
            case "additionalProperties" -> "is not known here";
            case "type" -> "must be of the type " + plain(wanted);
            case "enum" -> "must be one of " + plain(wanted);
            case "minimum" -> "must be at least " + plain(wanted);
            case "maximum" -> "must be at most " + plain(wanted);
            case "minItems" -> "must have at least " + plain(wanted) + " elements";
            case "maxItems" -> "must have at most " + plain(wanted) + " elements";
            case "minLength" -> "must have at least " + plain(wanted) + " characters";
            case "maxLength" -> "must have at most " + plain(wanted) + " characters";
            case "pattern" -> "must match the pattern " + plain(wanted);
            default -> "must be as the schema of the kind says: " + error.getKeyword();
        };
    }

    private static String plain(JsonNode wanted) {
        return wanted.isArray()
                ? wanted.valueStream().map(DefinitionForm::plain).collect(Collectors.joining(", "))
                : wanted.asString();
    }
}
