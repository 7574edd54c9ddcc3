package io.annals.access.openid;

import io.annals.edge.Grants;
import io.annals.edge.KeyInRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;

/** Whoever is logged in, by their session alone: a key asks for tokens as a client. */
final class SessionInCookie implements SecurityContextRepository {
    private final Grants grants;

    SessionInCookie(Grants grants) {
        this.grants = grants;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        SecurityContext context = context(request);
        return new DeferredSecurityContext() {
            @Override
            public SecurityContext get() {
                return context;
            }

            @Override
            public boolean isGenerated() {
                return context.getAuthentication() == null;
            }
        };
    }

    private SecurityContext context(HttpServletRequest request) {
        String cookie = KeyInRequest.inCookie(request);
        SecurityContextImpl context = new SecurityContextImpl();
        if (cookie != null) {
            grants.by(cookie)
                    .filter(actor -> actor.grant().id().startsWith("session/"))
                    .ifPresent(actor -> context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                            actor, "", AuthorityUtils.NO_AUTHORITIES)));
        }
        return context;
    }

    @Override
    @SuppressWarnings({"deprecation", "removal"}) // an abstract method all the same
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return context(holder.getRequest());
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        // nothing of a request to the issuer stays
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return KeyInRequest.inCookie(request) != null;
    }
}
