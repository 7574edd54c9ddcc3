package io.annals.query.visibility;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a record of which more is to be said than what each of its components tells. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface SeenBy {
    /** Has a constructor without parameters. */
    Class<? extends Sight> value();
}
