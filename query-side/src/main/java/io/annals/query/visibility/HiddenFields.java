package io.annals.query.visibility;

import io.annals.edge.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import tools.jackson.databind.json.JsonMapper;

/**
 * Leaves out what whoever asked may not see of whatever an endpoint of this side answers, as the components of its answer say
 * of what they tell, unless it says that it is {@link NotAboutCustomers}.
 */
@ControllerAdvice("io.annals.query")
final class HiddenFields implements ResponseBodyAdvice<Object> {
    private final JsonMapper json;

    HiddenFields(JsonMapper json) {
        this.json = json;
    }

    @Override
    public boolean supports(MethodParameter endpoint, Class<? extends HttpMessageConverter<?>> converter) {
        return !isOpen(endpoint);
    }

    /** Whether an endpoint's answers are about no customer. */
    static boolean isOpen(MethodParameter endpoint) {
        return endpoint.hasMethodAnnotation(NotAboutCustomers.class)
                || AnnotatedElementUtils.hasAnnotation(endpoint.getContainingClass(), NotAboutCustomers.class);
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter endpoint,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body == null) {
            return body;
        }
        Visibility visibility =
                request.getPrincipal() instanceof Authentication caller && caller.getPrincipal() instanceof Actor actor
                        ? Visibility.of(actor)
                        : Visibility.NOTHING;
        return visibility.seesAllFields()
                ? body
                : Sight.of(endpoint.getGenericParameterType())
                        .seen(json.valueToTree(body), visibility)
                        .orElse(null);
    }
}
