package io.annals.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Of what something tells: it goes out to those alone who see all of these fields. It stands
 *
 * <ul>
 *   <li>on a component of a record that goes out, or on the question of a sealed family that all its records answer;
 *   <li>on a type, for all components of that type that say nothing themselves;
 *   <li>on a fact, or on a family for all its facts: whoever does not see these fields does not hear that there is such a fact;
 *   <li>on a query parameter: the answer to it would tell of these fields, so whoever does not see them may not ask by it.
 * </ul>
 *
 * <p>What bears neither this nor {@link Open} stops the start.
 */
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD, ElementType.TYPE, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface TellsOf {
    Field[] value();
}
