package io.annals.edge;

import io.annals.edge.problem.Misdirected;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Answers only to the names that are its own (RFC 9110, 7.4); behind a proxy that says so, the name that the proxy was asked by. */
public final class KnownHostFilter extends OncePerRequestFilter {
    private final KnownHosts hosts;
    private final HandlerExceptionResolver problems;

    KnownHostFilter(KnownHosts hosts, HandlerExceptionResolver problems) {
        this.hosts = hosts;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (hosts.knows(request.getServerName())) {
            chain.doFilter(request, response);
        } else {
            problems.resolveException(request, response, null, new Misdirected());
        }
    }
}
