package io.annals.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Open to all who may ask at all: it tells nothing of anybody but that there is something, or is only what the rest stands in,
 * which then says for itself of what it tells. The counterpart of {@link TellsOf}, and it stands where that one may.
 */
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD, ElementType.TYPE, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Open {}
