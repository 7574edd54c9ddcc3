package io.annals.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name by which a fact is stored and told to others: {@code <family>.<fact>}, such as {@code contact.EmailReceived}. Never
 * changed and never used again for something else, whatever becomes of the class.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface PublicName {
    String value();
}
