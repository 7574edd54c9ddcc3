package io.annals.edge.roles;

import jakarta.annotation.security.RolesAllowed;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Whoever is shown figures of many customers: staff but technicians, and services. */
@RolesAllowed({"AGENT", "SUPERVISOR", "SALES", "MARKETING", "MANAGER", "AUDITOR", "SERVICE", "ADMINISTRATOR"})
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface ForReporting {}
