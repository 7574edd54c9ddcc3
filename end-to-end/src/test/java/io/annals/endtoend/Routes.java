package io.annals.endtoend;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Every address at which a running program answers, as its own handler mappings tell: {@code GET /customers/{}}. */
final class Routes {
    private Routes() {}

    static Set<String> of(ApplicationContext program) {
        Set<String> routes = new TreeSet<>();
        program.getBeansOfType(HandlerMapping.class).forEach((name, mapping) -> {
            switch (mapping) {
                case RequestMappingInfoHandlerMapping methods ->
                    methods.getHandlerMethods().keySet().forEach(info -> routes.addAll(of(info)));
                case AbstractUrlHandlerMapping urls ->
                    urls.getHandlerMap().keySet().forEach(pattern -> routes.add("GET " + pattern));
                default -> {
                    if (!isEmpty(mapping)) {
                        routes.add("mapping " + name);
                    }
                }
            }
        });
        return routes;
    }

    private static Set<String> of(RequestMappingInfo info) {
        Set<String> routes = new TreeSet<>();
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        for (String pattern : info.getPatternValues()) {
            String route = pattern.replaceAll("\\{[^}]*}", "{}");
            (methods.isEmpty() ? Stream.of(RequestMethod.GET) : methods.stream())
                    .forEach(method -> routes.add(method + " " + route));
        }
        return routes;
    }

    /** Functional routes: the program has none, and none shall be forgotten here. */
    private static boolean isEmpty(HandlerMapping mapping) {
        return mapping instanceof RouterFunctionMapping functions && functions.getRouterFunction() == null;
    }
}
