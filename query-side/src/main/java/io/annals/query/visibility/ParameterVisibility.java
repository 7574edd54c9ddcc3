package io.annals.query.visibility;

import io.annals.edge.Actor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.core.Authentication;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Stands before every endpoint of this side: nobody asks by what they do not see. */
final class ParameterVisibility implements HandlerInterceptor {
    private static final String OURS = "io.annals.query.";

    private final Map<Method, Parameters> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod endpoint
                && endpoint.getBeanType().getName().startsWith(OURS)
                && request.getUserPrincipal() instanceof Authentication caller
                && caller.getPrincipal() instanceof Actor actor) {
            Visibility visibility = Visibility.of(actor);
            if (!visibility.seesAllFields()) {
                known.computeIfAbsent(endpoint.getMethod(), _ -> Parameters.of(endpoint))
                        .refuseUnlessSeen(request.getParameterMap(), visibility);
            }
        }
        return true;
    }
}
