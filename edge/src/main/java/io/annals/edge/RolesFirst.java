package io.annals.edge;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Asks for the role before the body is read: method security alone comes after it, and would tell whoever may not do a
 * thing what is wrong with the way they ask. An endpoint of ours that says nothing of who may use it lets nobody in:
 * {@code @RolesAllowed} names them, {@code @PermitAll} lets in whoever the doors let through.
 */
final class RolesFirst implements HandlerInterceptor {
    private static final String OURS = "io.annals.";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod endpoint) {
            RolesAllowed allowed = rule(endpoint, RolesAllowed.class);
            boolean may = allowed == null
                    ? isOpen(endpoint) || request.getUserPrincipal() == null // the doors know what is open to anybody
                    : Arrays.stream(allowed.value()).anyMatch(request::isUserInRole);
            if (!may) {
                throw new AccessDeniedException("not this role");
            }
        }
        return true;
    }

    private static boolean isOpen(HandlerMethod endpoint) {
        return rule(endpoint, PermitAll.class) != null
                || ErrorController.class.isAssignableFrom(endpoint.getBeanType())
                || !endpoint.getBeanType().getName().startsWith(OURS);
    }

    private static <A extends Annotation> @Nullable A rule(HandlerMethod endpoint, Class<A> kind) {
        A onMethod = endpoint.getMethodAnnotation(kind);
        return onMethod != null ? onMethod : AnnotatedElementUtils.findMergedAnnotation(endpoint.getBeanType(), kind);
    }
}
