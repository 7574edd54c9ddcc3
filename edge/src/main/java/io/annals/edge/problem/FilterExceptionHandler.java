package io.annals.edge.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** What a filter throws becomes a problem like what an endpoint throws: a key cannot be looked up in a log that is away. */
public final class FilterExceptionHandler extends OncePerRequestFilter {
    private final HandlerExceptionResolver problems;

    public FilterExceptionHandler(HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException thrown) {
            if (response.isCommitted() || problems.resolveException(request, response, null, thrown) == null) {
                throw thrown;
            }
        }
    }
}
