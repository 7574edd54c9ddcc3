package io.annals.edge.roles;

import jakarta.annotation.security.RolesAllowed;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Whoever logs in: people, customers among them; no tills and no services. */
@RolesAllowed({
    "AGENT",
    "SUPERVISOR",
    "SALES",
    "MARKETING",
    "TECHNICIAN",
    "MANAGER",
    "AUDITOR",
    "CUSTOMER",
    "ADMINISTRATOR"
})
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface ForUsers {}
