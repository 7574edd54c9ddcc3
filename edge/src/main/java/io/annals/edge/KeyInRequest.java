package io.annals.edge;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.util.WebUtils;

/**
 * Where a request carries what lets it in: in the header {@code Authorization: Bearer}, else in the cookie. Open addresses
 * pay no heed to the cookie, so that a browser with an old one still finds the page and the way in.
 */
public final class KeyInRequest implements BearerTokenResolver {
    static final String COOKIE = "annals_key";
    /** Over TLS; the prefix has the browser refuse one that was set without it, or for a whole domain (RFC 6265bis). */
    static final String SECURE_COOKIE = "__Host-annals_key";

    private static final BearerTokenResolver HEADER = new DefaultBearerTokenResolver();
    private final RequestMatcher open;

    KeyInRequest(RequestMatcher open) {
        this.open = open;
    }

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        String inHeader = HEADER.resolve(request);
        return inHeader != null || open.matches(request) ? inHeader : inCookie(request);
    }

    /** Whether it is the cookie that decides: another header {@code Authorization}, such as a proxy's, lets nobody in here. */
    static boolean isByCookie(HttpServletRequest request) {
        try {
            return inCookie(request) != null && HEADER.resolve(request) == null;
        } catch (AuthenticationException malformed) {
            return false; // it will be refused
        }
    }

    /** What the browser's cookie holds. */
    public static @Nullable String inCookie(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, request.isSecure() ? SECURE_COOKIE : COOKIE);
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }

    /** The header {@code Set-Cookie} that puts it there, out of reach for script and other sites; an empty one clears it. */
    public static String cookie(String secret, HttpServletRequest request) {
        return ResponseCookie.from(request.isSecure() ? SECURE_COOKIE : COOKIE, secret)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Strict")
                .path("/")
                .maxAge(secret.isEmpty() ? 0 : -1)
                .build()
                .toString();
    }
}
