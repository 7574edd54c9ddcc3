package io.annals.edge.roles;

import jakarta.annotation.security.RolesAllowed;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Whoever deals with customers: all but the customers themselves. */
@RolesAllowed({
    "AGENT",
    "SUPERVISOR",
    "SALES",
    "MARKETING",
    "TECHNICIAN",
    "MANAGER",
    "AUDITOR",
    "TILL",
    "SERVICE",
    "ADMINISTRATOR"
})
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface ForStaffAndTills {}
