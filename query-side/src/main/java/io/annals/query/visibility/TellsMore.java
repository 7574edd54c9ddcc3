package io.annals.query.visibility;

import io.annals.events.Field;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a query parameter of which one value tells of more fields than the others. */
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(TellsMore.All.class)
public @interface TellsMore {
    /** The value, as it is typed. */
    String when();

    Field[] of();

    /** Several of them. */
    @Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
    @Retention(RetentionPolicy.RUNTIME)
    @interface All {
        TellsMore[] value();
    }
}
