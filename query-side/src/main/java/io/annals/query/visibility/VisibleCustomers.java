package io.annals.query.visibility;

import io.annals.edge.Actor;
import io.annals.events.CustomerId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Stands before everything that is read of one customer: whoever does not see that customer hears that there is none, and
 * what was shown is noted. Every address below {@code /customers/<id>} goes through here, also those that are yet to come.
 */
final class VisibleCustomers implements HandlerInterceptor {
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final String CUSTOMER = VisibleCustomers.class.getName();
    private static final String MEMBERS = CUSTOMER + ".members";

    private final Belongings belongings;
    private final Reads reads;

    VisibleCustomers(Belongings belongings, Reads reads) {
        this.belongings = belongings;
        this.reads = reads;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Optional<String> customer = customer(request);
        Actor actor = actor(request);
        if (customer.isPresent() && actor != null) {
            if (!belongings.reaches(actor.scope(), customer.get())) {
                throw Visibility.unknownCustomer();
            }
            reads.refuseIfFull(actor);
            request.setAttribute(CUSTOMER, customer.get());
        }
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        Actor actor = actor(request);
        boolean shown = response.getStatus() / 100 == 2;
        if (request.getAttribute(CUSTOMER) instanceof String customer && actor != null && shown) {
            reads.note(actor, what(request), of(request, customer), null, request.getParameter("asOf"));
        }
    }

    /**
     * What the request that is under way shows is of all of these, who are one: it is a read of each.
     *
     * @param members under whichever of their ids it was asked for
     */
    static void shows(List<String> members) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null && members.size() > 1) {
            request.setAttribute(MEMBERS, List.copyOf(members), RequestAttributes.SCOPE_REQUEST);
        }
    }

    private static List<String> of(HttpServletRequest request, String customer) {
        return request.getAttribute(MEMBERS) instanceof List<?> members
                ? members.stream().map(String::valueOf).toList()
                : List.of(customer);
    }

    /** An id that is none is the endpoint's to refuse. */
    private static Optional<String> customer(HttpServletRequest request) {
        if (READING.contains(request.getMethod())
                && request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> path) {
            Object id = path.containsKey("id") ? path.get("id") : path.get("customer");
            try {
                return Optional.ofNullable(id)
                        .map(text -> CustomerId.of(text.toString()).toString());
            } catch (IllegalArgumentException noId) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The last word of the address, or that it was the view itself. */
    private static String what(HttpServletRequest request) {
        String pattern = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        String last = pattern.substring(pattern.lastIndexOf('/') + 1);
        return last.startsWith("{") ? "view" : last;
    }

    private static @Nullable Actor actor(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof Authentication caller
                        && caller.getPrincipal() instanceof Actor actor
                ? actor
                : null;
    }
}
