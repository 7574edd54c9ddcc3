package io.annals.access.openid;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.annals.access.Users;
import io.annals.edge.Actor;
import io.annals.edge.Grant;
import io.annals.edge.Register;
import io.annals.edge.Role;
import io.annals.edge.Scope;
import io.annals.edge.Secret;
import io.annals.edge.refusal.BadInput;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Access tokens of another issuer: signature, issuer, audience and times are checked by Spring's decoder; claims say the name,
 * the roles and the scope. To the name comes the issuer's namespace: no user, no key and nobody of another issuer has such
 * a name. A role that is none of ours counts for nothing, and a token without one of ours lets nobody in. Where the namespace
 * is empty, a user of the same name who is disabled here stays out.
 */
final class IssuersTokens implements Register {
    private static final Logger LOG = LoggerFactory.getLogger(IssuersTokens.class);
    private static final String GRANT = "issued/";
    private static final Set<String> OF_ACCESS_TOKENS = Set.of("scope", "scp", "client_id");
    private static final Set<String> OF_ID_TOKENS = Set.of("nonce", "at_hash", "c_hash", "s_hash");
    private static final int MOST_KNOWN = 100_000;

    private final JwtDecoder decoder;
    private final OpenIdSettings settings;
    private final Users users;

    private record Known(Actor actor, @Nullable Instant issued) {}

    /** What came in on this node, to be asked for again; a token is known only to whoever holds it. */
    private final Cache<String, Known> known = Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .expireAfterAccess(Duration.ofHours(24))
            .build();

    IssuersTokens(JwtDecoder decoder, OpenIdSettings settings, Users users) {
        this.decoder = decoder;
        this.settings = settings;
        this.users = users;
    }

    @Override
    public boolean wouldHave(String secret) {
        return secret.startsWith("eyJ");
    }

    @Override
    public Optional<Actor> by(String secret) {
        try {
            Jwt token = decoder.decode(secret);
            Optional<Known> found = actor(token, secret).map(actor -> new Known(actor, token.getIssuedAt()));
            found.ifPresent(one -> known.put(one.actor().grant().id(), one));
            return found.filter(this::isLetIn).map(Known::actor);
        } catch (BadJwtException e) {
            return Optional.empty();
        } catch (JwtException e) {
            LOG.warn("The issuer's keys cannot be had: {}", e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public Map<String, Actor> now(Set<String> ids) {
        Map<String, Actor> found = new HashMap<>();
        known.getAllPresent(ids.stream().filter(id -> id.startsWith(GRANT)).toList())
                .forEach((id, one) -> {
                    if (isLetIn(one)) {
                        found.put(id, one.actor());
                    }
                });
        return found;
    }

    /** A user of that name here may be disabled, or have been since the token was issued. */
    private boolean isLetIn(Known one) {
        return users.letsIn(one.actor().name(), one.issued());
    }

    private Optional<Actor> actor(Jwt token, String secret) {
        String named = token.getClaimAsString(settings.nameClaim());
        String name = named == null ? token.getSubject() : named;
        Set<Role> roles = roles(claim(token.getClaims(), settings.rolesClaim()));
        Instant until = token.getExpiresAt();
        String namespace = settings.namespace();
        if (name == null || roles.isEmpty() || until == null) {
            return Optional.empty();
        }
        try {
            String scope = token.getClaimAsString(settings.scopeClaim());
            return Optional.of(new Actor(
                    namespace.isEmpty() ? name : name + "@" + namespace,
                    roles,
                    scope == null ? new Scope.All() : Scope.of(scope),
                    token.getClaimAsString(settings.teamClaim()),
                    new Grant(GRANT + Secret.hash(secret), until)));
        } catch (BadInput notAScope) {
            return Optional.empty();
        }
    }

    /**
     * An ID token tells a client who has logged in, and is no permission to come in here. An access token says so by its type
     * (RFC 9068); where an issuer types all alike, by what it was granted.
     */
    static OAuth2TokenValidatorResult refuseIdTokens(Jwt token) {
        String type = String.valueOf(token.getHeaders().get("typ")).toLowerCase(Locale.ROOT);
        boolean isAccessToken = type.equals("at+jwt") || type.equals("application/at+jwt");
        boolean looksLikeOne = type.equals("jwt")
                && OF_ACCESS_TOKENS.stream().anyMatch(token::hasClaim)
                && OF_ID_TOKENS.stream().noneMatch(token::hasClaim)
                && !"id".equalsIgnoreCase(token.getClaimAsString("typ"))
                && !"id".equalsIgnoreCase(token.getClaimAsString("token_use"));
        return isAccessToken || looksLikeOne
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", "no access token", null));
    }

    private static Set<Role> roles(@Nullable Object claim) {
        Collection<?> named = claim instanceof Collection<?> several
                ? several
                : claim == null ? List.of() : List.of(claim.toString().split(" "));
        Set<String> ours = Arrays.stream(Role.values()).map(Role::text).collect(Collectors.toSet());
        return Role.of(named.stream()
                .map(one -> String.valueOf(one).toLowerCase(Locale.ROOT))
                .filter(ours::contains)
                .toList());
    }

    private static @Nullable Object claim(Map<String, Object> claims, String path) {
        Object found = claims.get(path);
        if (found != null) {
            return found;
        }
        found = claims;
        for (String step : path.split("\\.")) {
            found = found instanceof Map<?, ?> inside ? inside.get(step) : null;
        }
        return found;
    }
}
