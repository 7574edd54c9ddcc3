package io.annals.access.openid;

import io.annals.access.LoginPage;
import io.annals.access.Proofs;
import io.annals.edge.Actor;
import io.annals.edge.Role;
import io.annals.edge.TakesAnyParameter;
import io.annals.edge.paging.Cursor;
import io.annals.edge.paging.Pages;
import io.annals.edge.paging.Slice;
import io.annals.edge.problem.SecureHeaders;
import io.annals.edge.refusal.Unknown;
import io.annals.edge.roles.ForUsers;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What users let clients do in their name: asked each time, to be seen and withdrawn afterwards. */
@RestController
class AuthorizationEndpoint {
    static final String CONSENT = "/oauth2/consent";
    private static final Logger LOG = LoggerFactory.getLogger("annals.security");

    private final Authorizations authorizations;
    private final Clients clients;
    private final Proofs proofs;
    private final OpenIdSettings settings;

    AuthorizationEndpoint(Authorizations authorizations, Clients clients, Proofs proofs, OpenIdSettings settings) {
        this.authorizations = authorizations;
        this.clients = clients;
        this.proofs = proofs;
        this.settings = settings;
    }

    /** @param until when the last that it got ends, unless it refreshes */
    record AuthorizationShape(String id, String user, String client, Instant begun, Instant until) {}

    record AuthorizationPage(long total, @Nullable String next, List<AuthorizationShape> authorizations) {}

    /** One's own; for an administrator everybody's, or those of {@code user}. */
    @GetMapping("/authorizations")
    @ForUsers
    AuthorizationPage authorizations(
            @RequestParam(required = false) @Nullable String user,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit,
            @AuthenticationPrincipal Actor actor) {
        String whose = actor.is(Role.ADMINISTRATOR) ? user : actor.name();
        Slice<AuthorizationShape> found = authorizations.page(whose, Pages.of(cursor, limit));
        return new AuthorizationPage(authorizations.count(whose), Cursor.text(found.next()), found.entries());
    }

    /** One's own; an administrator anybody's. Its tokens let nobody in from now on. */
    @DeleteMapping("/authorizations/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @ForUsers
    void end(@PathVariable String id, @AuthenticationPrincipal Actor actor) {
        proofs.require(actor);
        if (!authorizations.end(id, actor.is(Role.ADMINISTRATOR) ? null : actor.name())) {
            throw new Unknown("unknown-authorization", "There is no such authorization.");
        }
        LOG.info("authorization {} ended by {}", id, actor.name());
    }

    /** Asks; the answer goes to {@code /oauth2/authorize}, and on to the client from there. */
    @TakesAnyParameter("the authorization server adds client_id and scope (RFC 6749, 3.1)")
    @GetMapping(CONSENT)
    @ForUsers
    ResponseEntity<String> consent(
            @RequestParam(defaultValue = "") String state,
            @AuthenticationPrincipal Actor actor,
            HttpServletRequest request) {
        OAuth2Authorization asked = authorizations.findByToken(state, new OAuth2TokenType(OAuth2ParameterNames.STATE));
        OAuth2AuthorizationRequest what =
                asked == null ? null : asked.getAttribute(OAuth2AuthorizationRequest.class.getName());
        if (asked == null || what == null || !asked.getPrincipalName().equals(actor.name())) {
            throw new Unknown("unknown-authorization", "There is no such authorization.");
        }
        URI redirect = URI.create(String.valueOf(what.getRedirectUri()));
        Duration longest = clients.refreshes(what.getClientId()) ? settings.refreshAtMost() : settings.accessToken();
        return LoginPage.answer(
                ResponseEntity.ok().header("Content-Security-Policy", SecureHeaders.withFormsThatLeadTo(redirect)),
                LoginPage.in(request)
                        .consent(what.getClientId(), redirect, Set.copyOf(what.getScopes()), state, longest));
    }
}
