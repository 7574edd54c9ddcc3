package io.annals.query.visibility;

import java.lang.reflect.Method;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Stops the start where an endpoint of this side takes or answers something that does not say of what it tells. */
final class SaidByEndpoints implements SmartInitializingSingleton {
    private static final String OURS = "io.annals.query.";

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    SaidByEndpoints(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    @Override
    public void afterSingletonsInstantiated() {
        mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().values().stream())
                .filter(endpoint ->
                        endpoint.getMethod().getDeclaringClass().getName().startsWith(OURS))
                .forEach(SaidByEndpoints::check);
    }

    /** @throws IllegalStateException when it does not */
    static void check(HandlerMethod endpoint) {
        Parameters.of(endpoint);
        Method method = endpoint.getMethod();
        if (method.getReturnType() != void.class && !HiddenFields.isOpen(new MethodParameter(method, -1))) {
            Sight.of(method.getGenericReturnType());
        }
    }
}
