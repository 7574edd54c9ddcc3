package io.annals.endtoend;

import io.annals.edge.KnownParameters;
import io.annals.edge.Role;
import io.annals.endtoend.RuleTable.May;
import io.annals.endtoend.RuleTable.Rule;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What the endpoints of a running program say that they take, and values to try it with. */
final class Parameters {
    private static final String MOMENT = "2026-03-01T00:00:00Z";

    private static final Map<String, List<String>> VALUES = Map.ofEntries(
            Map.entry("q", List.of("ann")),
            Map.entry("party", List.of("person")),
            Map.entry("role", List.of("customer")),
            Map.entry("contactedAfter", List.of(MOMENT)),
            Map.entry("contactedBefore", List.of(MOMENT)),
            Map.entry("from", List.of(MOMENT)),
            Map.entry("to", List.of(MOMENT)),
            Map.entry("around", List.of(MOMENT)),
            Map.entry("list", List.of("latest", "waiting", "mine", "team")),
            Map.entry("sort", List.of("lastContact", "recency", "frequency", "money")),
            Map.entry("order", List.of("asc", "desc")),
            Map.entry("state", List.of("open")),
            Map.entry("email", List.of("ann@example.com")),
            Map.entry("phone", List.of("+493012345678")),
            Map.entry("card", List.of("9000-1234")),
            Map.entry("type", List.of("contact.*")),
            Map.entry("day", List.of("2026-03-01")),
            Map.entry("zone", List.of("UTC")));

    private Parameters() {}

    /** A parameter of a route, with a value that the endpoint takes, as a role that may the route. */
    record Case(Rule rule, String parameter, String value, Role role) {
        String method() {
            return rule.route().split(" ", 2)[0];
        }

        String path() {
            return rule.route().split(" ", 2)[1];
        }

        /** Not twice what a till names anyway. */
        String asked(String path) {
            String asked = parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
            return path.contains("?" + parameter + "=") ? path : path + (path.contains("?") ? "&" : "?") + asked;
        }

        @Override
        public String toString() {
            return rule.route() + " by " + parameter + "=" + value + " as " + role.text();
        }
    }

    /** Every parameter of every route of the side that shows, as every role. */
    static List<Case> cases(ApplicationContext program, RuleTable table, String customer) {
        List<Case> cases = new ArrayList<>();
        ofWhatShows(program).forEach((route, parameters) -> {
            Rule rule = Objects.requireNonNull(table.rules().get(route), route);
            for (String parameter : parameters) {
                for (String value : values(parameter, customer)) {
                    Arrays.stream(Role.values())
                            .filter(role -> rule.of(role) != May.NO)
                            .forEach(role -> cases.add(new Case(rule, parameter, value, role)));
                }
            }
        });
        return cases;
    }

    private static Map<String, Set<String>> ofWhatShows(ApplicationContext program) {
        Map<String, Set<String>> all = new TreeMap<>();
        mappings(program).getHandlerMethods().forEach((route, endpoint) -> {
            if (endpoint.getBeanType().getName().startsWith("io.annals.query.")) {
                Set<String> names = new LinkedHashSet<>();
                KnownParameters.of(endpoint).forEach(known -> names.add(known.name()));
                if (!names.isEmpty()) {
                    names(route).forEach(name -> all.put(name, names));
                }
            }
        });
        return all;
    }

    /** Every route of ours, by {@code GET /customers}. */
    static Set<String> ours(ApplicationContext program) {
        Set<String> all = new LinkedHashSet<>();
        for (Map.Entry<RequestMappingInfo, HandlerMethod> one :
                mappings(program).getHandlerMethods().entrySet()) {
            if (one.getValue().getBeanType().getName().startsWith("io.annals.")) {
                names(one.getKey()).forEach(all::add);
            }
        }
        return all;
    }

    private static RequestMappingHandlerMapping mappings(ApplicationContext program) {
        return program.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    }

    private static Stream<String> names(RequestMappingInfo info) {
        return info.getPatternValues().stream()
                .map(pattern -> pattern.replaceAll("\\{[^}]*}", "{}"))
                .flatMap(path -> info.getMethodsCondition().getMethods().stream()
                        .map(RequestMethod::name)
                        .map(method -> method + " " + path));
    }

    /** So that it is the role that refuses. */
    private static List<String> values(String parameter, String customer) {
        return List.of("customer", "subject").contains(parameter)
                ? List.of(customer)
                : VALUES.getOrDefault(parameter, List.of("1"));
    }
}
