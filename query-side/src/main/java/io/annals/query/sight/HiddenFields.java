package io.annals.query.sight;

import io.annals.edge.Actor;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import tools.jackson.databind.json.JsonMapper;

/** Leaves out what whoever asked may not see of what any endpoint of this side tells about customers. */
@ControllerAdvice("io.annals.query")
final class HiddenFields implements ResponseBodyAdvice<Object> {
    private static final List<String> ABOUT_CUSTOMERS = List.of("/customers", "/tasks", "/mentions");

    private final JsonMapper json;

    HiddenFields(JsonMapper json) {
        this.json = json;
    }

    @Override
    public boolean supports(MethodParameter endpoint, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter endpoint,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        String path = request.getURI().getPath();
        if (body == null || ABOUT_CUSTOMERS.stream().noneMatch(path::startsWith)) {
            return body;
        }
        Sight sight =
                request.getPrincipal() instanceof Authentication caller && caller.getPrincipal() instanceof Actor actor
                        ? Sight.of(actor)
                        : Sight.NOTHING;
        return sight.seesAllFields() ? body : Names.seen(json.valueToTree(body), inside(path), sight);
    }

    private static String inside(String path) {
        return path.startsWith("/tasks/") ? Names.TASK : Names.VIEW;
    }
}
