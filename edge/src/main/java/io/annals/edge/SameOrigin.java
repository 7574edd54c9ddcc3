package io.annals.edge;

import io.annals.edge.refusal.NotAllowed;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * A browser attaches its cookie to whatever any page makes it send. So what changes something, or opens a web socket, with
 * a cookie alone must come from our own page, as the browser itself says: by {@code Sec-Fetch-Site} (Fetch Metadata, W3C),
 * else by {@code Origin}. Who sends neither is no browser and can send a header. {@code SameSite=Strict} is the other lock.
 */
public final class SameOrigin extends OncePerRequestFilter {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final HandlerExceptionResolver problems;

    public SameOrigin(HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        boolean harmless = SAFE.contains(request.getMethod())
                && !"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
        return harmless || !KeyInRequest.isByCookie(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isFromOurPage(request)) {
            chain.doFilter(request, response);
        } else {
            problems.resolveException(
                    request, response, null, new NotAllowed("A cookie alone does this only from our own page."));
        }
    }

    /** Whether the browser says that one of our own pages sent this. */
    public static boolean isFromOurPage(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site != null
                ? site.equals("same-origin")
                : isOurs(request.getHeader(HttpHeaders.ORIGIN), request.getHeader(HttpHeaders.HOST));
    }

    private static boolean isOurs(@Nullable String origin, @Nullable String host) {
        try {
            return origin != null
                    && host != null
                    && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }
}
