package io.annals.edge;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.util.WebUtils;

/**
 * Where a request carries its key: in the header {@code Authorization: Bearer}, else in the cookie. Open addresses pay no
 * heed to the cookie, so that a browser with an old one still finds the page and the way in.
 */
final class KeyInRequest implements BearerTokenResolver {
    static final String COOKIE = "annals_key";

    private final BearerTokenResolver header = new DefaultBearerTokenResolver();
    private final RequestMatcher open;

    KeyInRequest(RequestMatcher open) {
        this.open = open;
    }

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        String inHeader = header.resolve(request);
        return inHeader != null || open.matches(request) ? inHeader : inCookie(request);
    }

    static @Nullable String inCookie(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }
}
