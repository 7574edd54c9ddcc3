package io.annals.edge.roles;

import jakarta.annotation.security.RolesAllowed;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Whoever works here, services, and the customers, each within their own scope; no tills. */
@RolesAllowed({
    "AGENT",
    "SUPERVISOR",
    "SALES",
    "MARKETING",
    "TECHNICIAN",
    "MANAGER",
    "AUDITOR",
    "SERVICE",
    "CUSTOMER",
    "ADMINISTRATOR"
})
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface ForStaffAndCustomers {}
