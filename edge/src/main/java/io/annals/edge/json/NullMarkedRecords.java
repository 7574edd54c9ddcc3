package io.annals.edge.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Version;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/**
 * Holds JSON to what the records say: in a {@code @NullMarked} package a component that is not {@code @Nullable} must be
 * there and must not be null, and so must the elements of a collection.
 */
final class NullMarkedRecords extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        AnnotatedType type = componentType(member);
        return type == null ? null : !mayBeNull(type);
    }

    @Override
    public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
        AnnotatedType type = componentType(annotated);
        if (type == null) {
            return JsonSetter.Value.empty();
        }
        Nulls ofElements = type instanceof AnnotatedParameterizedType generic
                        && mayBeNull(generic.getAnnotatedActualTypeArguments()[
                                generic.getAnnotatedActualTypeArguments().length - 1])
                ? Nulls.SET
                : Nulls.FAIL;
        return JsonSetter.Value.construct(mayBeNull(type) ? Nulls.SET : Nulls.FAIL, ofElements);
    }

    private static @Nullable AnnotatedType componentType(Annotated annotated) {
        if (annotated instanceof AnnotatedParameter parameter) {
            Class<?> record = parameter.getDeclaringClass();
            if (record.isRecord()
                    && parameter.getOwner().getParameterCount() == record.getRecordComponents().length
                    && record.getPackage().isAnnotationPresent(NullMarked.class)) {
                return record.getRecordComponents()[parameter.getIndex()].getAnnotatedType();
            }
        }
        return null;
    }

    private static boolean mayBeNull(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }
}
