package io.annals.app.openapi;

import com.fasterxml.jackson.databind.JavaType;
import io.annals.edge.Scope;
import io.annals.edge.json.JsonForms;
import io.annals.encoding.Joined;
import io.annals.events.Id;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.media.UUIDSchema;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Describes values as {@link JsonForms} reads and writes them: ids and scopes are text, enums lower camel case, money an
 * amount and a currency, what is {@link Joined} a property each; of a record in a {@code @NullMarked} package what is not
 * {@code @Nullable} is required. A record within another type is named after both, since there are many a {@code Result}.
 */
@Component
final class ValueForms implements ModelConverter {
    private final JsonMapper json = JsonForms.mapper();

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> others) {
        JavaType java = Json.mapper().constructType(type.getType());
        Class<?> raw = java.getRawClass();
        Schema<?> ours = ours(raw);
        if (ours != null) {
            return ours;
        }
        if (raw.isRecord() && raw.isMemberClass()) {
            type.name(raw.getDeclaringClass().getSimpleName() + raw.getSimpleName());
        }
        Schema<?> described = others.hasNext() ? others.next().resolve(type, context, others) : null;
        if (described != null && raw.isRecord()) {
            join(raw, whole(described, context), context);
            if (raw.getPackage().isAnnotationPresent(NullMarked.class)) {
                require(raw, whole(described, context));
            }
        }
        return described;
    }

    private @Nullable Schema<?> ours(Class<?> raw) {
        if (Id.OfUuid.class.isAssignableFrom(raw)) {
            return new UUIDSchema();
        }
        if (Id.OfHash.class.isAssignableFrom(raw)) {
            return new StringSchema().pattern("^[0-9a-f]{32}$");
        }
        if (JsonNode.class.isAssignableFrom(raw)) {
            return new Schema<>();
        }
        if (Scope.class.isAssignableFrom(raw)) {
            return new StringSchema().pattern("^(all|team/.+|region/.+|customer/[0-9a-fA-F-]{36})$");
        }
        if (raw == Money.class) {
            return new ObjectSchema()
                    .addProperty("amount", new StringSchema().pattern("^-?[0-9]+(\\.[0-9]+)?$"))
                    .addProperty("currency", new StringSchema().pattern("^[A-Z]{3}$"))
                    .required(List.of("amount", "currency"));
        }
        if (raw == BigDecimal.class) {
            return new Schema<>().types(Set.of("number"));
        }
        if (raw.isEnum()) {
            StringSchema constants = new StringSchema();
            Arrays.stream(raw.getEnumConstants())
                    .map(constant -> json.valueToTree(constant).asString())
                    .forEach(constants::addEnumItem);
            return constants;
        }
        return null;
    }

    private static Schema<?> whole(Schema<?> described, ModelConverterContext context) {
        String reference = described.get$ref();
        Schema<?> defined = reference == null
                ? null
                : context.getDefinedModels().get(reference.substring(Components.COMPONENTS_SCHEMAS_REF.length()));
        return defined == null ? described : defined;
    }

    /** What is {@link Joined} stands among the other properties. */
    private static void join(Class<?> record, Schema<?> described, ModelConverterContext context) {
        for (RecordComponent component : record.getRecordComponents()) {
            Joined joined = component.getAccessor().getAnnotation(Joined.class);
            if (joined != null && described.getProperties() != null) {
                described.getProperties().remove(component.getName());
                Joined.Parts.of(joined)
                        .forEach((name, form) -> described.addProperty(
                                name, context.resolve(new AnnotatedType(form).resolveAsRef(true))));
            }
        }
    }

    private static void require(Class<?> record, Schema<?> described) {
        for (RecordComponent component : record.getRecordComponents()) {
            boolean there = described.getProperties() != null
                    && described.getProperties().containsKey(component.getName());
            if (there && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                described.addRequiredItem(component.getName());
            }
        }
    }
}
