package io.annals.edge;

import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Asks for the role before the body is read: method security alone comes after it, and would tell whoever may not do a
 * thing what is wrong with the way they ask.
 */
final class RolesFirst implements HandlerInterceptor {
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod endpoint) {
            RolesAllowed allowed = allowed(endpoint);
            if (allowed != null && Arrays.stream(allowed.value()).noneMatch(request::isUserInRole)) {
                throw new AccessDeniedException("not this role");
            }
        }
        return true;
    }

    private static @Nullable RolesAllowed allowed(HandlerMethod endpoint) {
        RolesAllowed onMethod = endpoint.getMethodAnnotation(RolesAllowed.class);
        return onMethod != null
                ? onMethod
                : AnnotatedElementUtils.findMergedAnnotation(endpoint.getBeanType(), RolesAllowed.class);
    }
}
