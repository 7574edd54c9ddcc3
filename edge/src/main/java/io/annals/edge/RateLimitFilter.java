package io.annals.edge;

import io.annals.edge.refusal.TooMany;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Behind whoever says who asks: answers no faster than the {@link Limits}, and no more of one actor's requests at once. */
final class RateLimitFilter extends OncePerRequestFilter {
    private final Limits limits;
    private final ConcurrencyLimit atOnce;
    private final HandlerExceptionResolver problems;

    RateLimitFilter(Limits limits, LimitSettings settings, HandlerExceptionResolver problems) {
        this.limits = limits;
        this.problems = problems;
        atOnce = new ConcurrencyLimit(settings.atOnce(), "Too many requests at once; wait for some of the answers.");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        if (known == null || !(known.getPrincipal() instanceof Actor actor)) {
            chain.doFilter(request, response);
            return;
        }
        ConcurrencyLimit.Permit permit;
        try {
            limits.ask(actor);
            permit = atOnce.take(actor);
        } catch (TooMany e) {
            problems.resolveException(request, response, null, e);
            return;
        }
        try (permit) {
            chain.doFilter(request, response); // whoever answers does so on this thread
        }
    }
}
