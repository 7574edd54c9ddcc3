package io.annals.edge.problem;

import io.annals.edge.json.Texts;
import io.annals.edge.refusal.BadInput;
import java.io.CharConversionException;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What Jackson found wrong, in words for whoever wrote the JSON. */
public final class JsonFault {
    private static final String MISSING = "Missing required creator property"; // Jackson has no type for it
    private static final String TRAILING = "Trailing token";
    private static final String REPEATED = "Duplicate";

    private JsonFault() {}

    /** Null when it is not the writer's fault, but an I/O error or a type of ours that Jackson cannot handle. */
    static @Nullable Problem problem(JacksonException thrown) {
        return switch (thrown) {
            case InputCoercionException _ -> badInput(thrown, "is out of range");
            case StreamConstraintsException _ ->
                malformed("The JSON nests too deeply, or holds a text or a number that is too long");
            case StreamReadException broken -> malformed(broken);
            case JacksonIOException io
            when io.getCause() instanceof CharConversionException -> malformed("The JSON is not valid UTF-8");
            case InvalidDefinitionException _ -> null;
            case DatabindException value -> ofValue(value);
            default -> null;
        };
    }

    private static Problem ofValue(DatabindException thrown) {
        for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof BadInput bad) {
                return badInput(
                        bad.field().isEmpty()
                                ? path(thrown)
                                : bad.within(path(thrown)).field(),
                        bad.reason());
            }
        }
        return badInput(thrown, reason(thrown));
    }

    /** Why a value is refused, without saying where it is. */
    public static String reason(DatabindException thrown) {
        for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof BadInput bad) {
                return bad.reason();
            }
        }
        String said = String.valueOf(thrown.getOriginalMessage());
        return switch (thrown) {
            case UnrecognizedPropertyException _ -> "is not known here";
            case InvalidNullException _ -> "must not be null";
            case InvalidTypeIdException _ -> "is none of the kinds known here";
            case MismatchedInputException _ when said.startsWith(MISSING) -> "is missing";
            case MismatchedInputException _ when said.startsWith(TRAILING) -> "must end after one JSON value";
            case MismatchedInputException mismatch -> wanted(mismatch.getTargetType());
            default -> "cannot be accepted";
        };
    }

    static String wanted(@Nullable Class<?> type) {
        if (type == null) {
            return "cannot be accepted";
        } else if (type.isEnum()) {
            return Texts.oneOf(type.asSubclass(Enum.class));
        } else if (type == String.class) {
            return "must be a text in quotes";
        } else if (type == UUID.class) {
            return "must be a UUID";
        } else if (type == boolean.class || type == Boolean.class) {
            return "must be true or false";
        } else if (type == double.class || type == Double.class) {
            return "must be a number";
        } else if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "must be a whole number";
        } else if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "must be a list";
        } else if (type.isRecord() || Map.class.isAssignableFrom(type)) {
            return "must be an object";
        }
        return "cannot be accepted";
    }

    private static Problem badInput(JacksonException thrown, String reason) {
        return badInput(path(thrown), reason);
    }

    private static Problem badInput(String field, String reason) {
        return Problem.of(new BadInput(field, reason));
    }

    private static Problem malformed(StreamReadException broken) {
        TokenStreamLocation at = broken.getLocation();
        String where =
                at == null || at.getLineNr() < 1 ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return String.valueOf(broken.getOriginalMessage()).startsWith(REPEATED)
                ? malformed("The JSON names a property twice" + where)
                : malformed("The JSON is malformed" + where);
    }

    private static Problem malformed(String sentence) {
        return new Problem("malformed-json", 400, sentence + ".");
    }

    /** {@code content.lines[0].quantity} */
    private static String path(JacksonException thrown) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : thrown.getPath()) {
            String name = step.getPropertyName();
            if (name == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name);
            }
        }
        return path.toString();
    }
}
