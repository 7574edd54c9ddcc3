package io.annals.edge.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.annals.events.Id;
import io.annals.events.Personal;
import io.annals.events.contact.Code;
import java.math.BigDecimal;
import java.time.Instant;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleDeserializers;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/**
 * The forms of our values in JSON, and the strict reader for them. Enums are lower camel case ({@code externalId}), ids and
 * instants are text, money is {@code {"amount":"29.33","currency":"USD"}}, null components are left out.
 *
 * <p>The reader refuses unknown and repeated properties, anything after the value, numbers for text and text for numbers,
 * fractions for whole numbers, half surrogate pairs, and (of records in {@code @NullMarked} packages) missing or null
 * components that are not {@code @Nullable}.
 */
public final class JsonForms {
    private static final int DEEPEST = 50;
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int LONGEST_NAME = 1_000;
    private static final int LONGEST_NUMBER = 100;

    private JsonForms() {}

    /** A new mapper; thread safe, and costly to make: one a process. */
    public static JsonMapper mapper() {
        return JsonMapper.builder(factory())
                .addModule(forms())
                .annotationIntrospector(
                        AnnotationIntrospector.pair(new JacksonAnnotationIntrospector(), new NullMarkedRecords()))
                .enumNamingStrategy(EnumNamingStrategies.LOWER_CAMEL_CASE)
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY, MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS, DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .withCoercionConfigDefaults(JsonForms::nothingFromText)
                .build();
    }

    private static JsonFactory factory() {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxStringLength(LONGEST_TEXT)
                        .maxNameLength(LONGEST_NAME)
                        .maxNumberLength(LONGEST_NUMBER)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION) // what people sent belongs into no log
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .build();
    }

    private static void nothingFromText(MutableCoercionConfig coercions) {
        coercions
                .setCoercion(CoercionInputShape.String, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
    }

    private static SimpleModule forms() {
        SimpleModule module = new SimpleModule("annals");
        module.setDeserializers(new Ids()); // before others are added, which it holds as well
        return module.addSerializer(Id.class, ToStringSerializer.instance)
                .addDeserializer(String.class, new TextForm<>(String.class, text -> text))
                .addKeyDeserializer(String.class, new Name())
                .addSerializer(Code.class, ToStringSerializer.instance)
                .addSerializer(new CodedTextForm())
                .addDeserializer(Instant.class, new TextForm<>(Instant.class, text -> Instants.parse(text, "")))
                .addDeserializer(BigDecimal.class, new DecimalForm())
                .addDeserializer(Money.class, new MoneyForm.Reading())
                .addSerializer(Money.class, new MoneyForm.Writing())
                .addDeserializer(Personal.class, new PersonalForm.Reading())
                .addSerializer(new PersonalForm.Writing());
    }

    /** Every type of id. */
    private static final class Ids extends SimpleDeserializers {
        @Override
        public @Nullable ValueDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription.Supplier described) {
            return Id.class.isAssignableFrom(type.getRawClass())
                    ? form(type.getRawClass().asSubclass(Id.class))
                    : super.findBeanDeserializer(type, config, described);
        }

        private static <T extends Id> TextForm<T> form(Class<T> type) {
            return new TextForm<>(type, text -> Texts.id(type, text));
        }
    }

    /** The name of an entry in a map of texts. */
    private static final class Name extends KeyDeserializer {
        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return Texts.wellFormed(key);
        }
    }
}
