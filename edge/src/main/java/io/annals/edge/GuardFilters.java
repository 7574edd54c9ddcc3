package io.annals.edge;

import io.annals.edge.refusal.TooMany;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** What stands before every chain of filters, also those that know their callers in a way of their own, such as an issuer's. */
public final class GuardFilters {
    private final KnownHosts hosts;
    private final Limits limits;
    private final HandlerExceptionResolver problems;

    GuardFilters(KnownHosts hosts, Limits limits, HandlerExceptionResolver problems) {
        this.hosts = hosts;
        this.limits = limits;
        this.problems = problems;
    }

    /** Answers to our own names only; nothing by cookie for a foreign page; and each address at a person's pace. */
    public void before(HttpSecurity http) {
        http.addFilterAfter(new ByAddress(), HeaderWriterFilter.class)
                .addFilterAfter(new SameOrigin(problems), HeaderWriterFilter.class)
                .addFilterAfter(new KnownHostFilter(hosts, problems), HeaderWriterFilter.class);
    }

    private final class ByAddress extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            try {
                limits.askFrom(request.getRemoteAddr());
            } catch (TooMany e) {
                problems.resolveException(request, response, null, e);
                return;
            }
            chain.doFilter(request, response);
        }
    }
}
