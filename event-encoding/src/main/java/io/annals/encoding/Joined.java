package io.annals.encoding;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Constructor;
import java.util.Map;

/**
 * Of a component that holds records by name, a {@code Map<String, Record>}: each stands among the other components, under its
 * name, and which record that is somebody else declares. A name that nobody declares any more is passed over when it is read.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD})
public @interface Joined {
    Class<? extends Parts> value();

    /** What is declared; made by a constructor without parameters. */
    interface Parts {
        /** The record of each name. */
        Map<String, Class<? extends Record>> forms();

        /** What an annotation names. */
        static Map<String, Class<? extends Record>> of(Joined joined) {
            try {
                Constructor<? extends Parts> made = joined.value().getDeclaredConstructor();
                made.setAccessible(true); // who declares them need not be public
                return made.newInstance().forms();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot make " + joined.value(), e);
            }
        }
    }
}
