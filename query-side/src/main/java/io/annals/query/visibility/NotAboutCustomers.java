package io.annals.query.visibility;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On an endpoint whose answers tell of no customer, so that nothing is left out of them. Without it whatever is hidden is. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface NotAboutCustomers {
    /** Of what they tell instead. */
    String value();
}
