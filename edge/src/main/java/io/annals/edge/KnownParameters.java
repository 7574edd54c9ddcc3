package io.annals.edge;

import io.annals.edge.refusal.BadInput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a query parameter that an endpoint of ours does not know: a filter that is misspelt would show everything. One that
 * lists were paged by before is told which took its place, and one that is given twice is not guessed about.
 */
public final class KnownParameters implements HandlerInterceptor {
    private static final String OURS = "io.annals.";
    private static final String CURSOR = "cursor";
    private static final Map<String, String> FORMER =
            Map.of("page", CURSOR, "before", CURSOR, "offset", CURSOR, "size", "limit");

    /**
     * A parameter.
     *
     * @param many whether it may be given more than once
     * @param declared where the endpoint says that it takes it
     */
    public record Known(String name, boolean many, AnnotatedElement declared) {}

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod endpoint && isStrict(endpoint) && !isForm(request)) {
            Map<String, Known> known = new TreeMap<>();
            of(endpoint).forEach(one -> known.put(one.name(), one));
            request.getParameterMap().forEach((name, values) -> {
                Known one = known.get(name);
                if (one == null) {
                    throw new BadInput(name, reason(name, known.keySet()));
                }
                if (values.length > 1 && !one.many()) {
                    throw new BadInput(name, "must be given once");
                }
            });
        }
        return true;
    }

    private static boolean isStrict(HandlerMethod endpoint) {
        return endpoint.getBeanType().getName().startsWith(OURS)
                && !ErrorController.class.isAssignableFrom(
                        endpoint.getBeanType()) // asked with what went wrong elsewhere
                && endpoint.getMethodAnnotation(TakesAnyParameter.class) == null
                && !AnnotatedElementUtils.hasAnnotation(endpoint.getBeanType(), TakesAnyParameter.class)
                && Arrays.stream(endpoint.getMethodParameters())
                        .noneMatch(parameter -> parameter.hasParameterAnnotation(RequestParam.class)
                                && Map.class.isAssignableFrom(parameter.getParameterType())); // a form
    }

    /** Its fields would count as parameters; whoever takes none refuses it by its type. */
    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
    }

    private static String reason(String name, Collection<String> known) {
        String now = FORMER.get(name);
        if (now != null && known.contains(now)) {
            return "is no parameter any more: lists are paged by cursor, which is next of the page before, and limit;"
                    + " use "
                    + now;
        }
        return known.isEmpty()
                ? "is no parameter here: there are none"
                : "is no parameter here: must be one of " + known;
    }

    /** What an endpoint says that it takes. */
    public static List<Known> of(HandlerMethod endpoint) {
        List<Known> known = new ArrayList<>();
        for (MethodParameter parameter : endpoint.getMethodParameters()) {
            Class<?> type = parameter.getParameterType();
            RequestParam asked = parameter.getParameterAnnotation(RequestParam.class);
            if (asked != null) {
                known.add(new Known(
                        name(asked, parameter), Collection.class.isAssignableFrom(type), parameter.getParameter()));
            } else if (parameter.hasParameterAnnotation(ModelAttribute.class) && type.isRecord()) {
                known.addAll(of(type));
            }
        }
        return known;
    }

    /** What a record of parameters holds. */
    public static List<Known> of(Class<?> parameters) {
        return Arrays.stream(parameters.getRecordComponents())
                .map(one -> new Known(one.getName(), Collection.class.isAssignableFrom(one.getType()), one))
                .toList();
    }

    private static String name(RequestParam asked, MethodParameter parameter) {
        String name = asked.name();
        return name.isEmpty() ? parameter.getParameter().getName() : name;
    }
}
