package io.annals.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Puts the address of whoever asks beside every line that is logged meanwhile, under {@value #FROM}: "from where" of OWASP ASVS
 * 16.2.1, once for all lines instead of in each. Behind a proxy that is trusted by setting it is the one that the proxy names.
 */
final class CallerMdcFilter extends OncePerRequestFilter {
    static final String FROM = "from";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try (MDC.MDCCloseable _ = MDC.putCloseable(FROM, request.getRemoteAddr())) {
            chain.doFilter(request, response);
        }
    }
}
