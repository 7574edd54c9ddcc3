package io.annals.access.openid;

import com.nimbusds.jwt.JWTParser;
import io.annals.access.Sealing;
import io.annals.edge.Secret;
import java.security.Principal;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;

/**
 * An authorization as it is stored: named fields and no Java class, of each code and token its hash, to be found by, and its
 * text sealed.
 */
@Component
class AuthorizationDocument {
    static final String BEGUN = "begun";

    /** Of the user when it began: good in no other. */
    static final String EPOCH = "epoch";

    /** The grant of the key's secret by which the client has got the access token. */
    static final String PROVED_BY = "provedBy";

    private static final Duration TO_CONSENT = Duration.ofMinutes(10);
    private static final String INVALIDATED = OAuth2Authorization.Token.INVALIDATED_METADATA_NAME;
    private static final String CLAIMS = OAuth2Authorization.Token.CLAIMS_METADATA_NAME;
    private static final MappedJwtClaimSetConverter CLAIM_TYPES = MappedJwtClaimSetConverter.withDefaults(Map.of());

    private final Sealing sealing;
    private final Clients clients;

    AuthorizationDocument(Sealing sealing, Clients clients) {
        this.sealing = sealing;
        this.clients = clients;
    }

    /** Where a token of this OAuth type lies in the document. */
    static String place(String tokenType) {
        return switch (tokenType) {
            case OAuth2ParameterNames.STATE -> "state";
            case OAuth2ParameterNames.CODE -> "code";
            case OAuth2ParameterNames.ACCESS_TOKEN, "access_token_id" -> "access";
            case OAuth2ParameterNames.REFRESH_TOKEN -> "refresh";
            case OidcParameterNames.ID_TOKEN -> "id";
            default -> "none";
        };
    }

    /**
     * @param now when it begins, if it is new
     * @param epoch of its user, if it is new
     * @param provedBy by which grant its client asks now; null: it does not, and what was noted stays
     */
    Document write(OAuth2Authorization authorization, Instant now, int epoch, @Nullable String provedBy) {
        Instant begun = authorization.getAttribute(BEGUN) instanceof Instant earlier ? earlier : now;
        Object kept = provedBy == null ? authorization.getAttribute(PROVED_BY) : provedBy;
        Document document = new Document("_id", authorization.getId())
                .append("client", authorization.getRegisteredClientId())
                .append("principal", authorization.getPrincipalName())
                .append(BEGUN, Date.from(begun))
                .append(EPOCH, authorization.getAttribute(EPOCH) instanceof Integer earlier ? earlier : epoch)
                .append(PROVED_BY, kept)
                .append("grantType", authorization.getAuthorizationGrantType().getValue())
                .append("scopes", List.copyOf(authorization.getAuthorizedScopes()));
        if (authorization.getAttribute(OAuth2ParameterNames.STATE) instanceof String state) {
            document.append(
                    "state", new Document("hash", Secret.hash(state)).append("sealed", seal(state, authorization)));
        }
        if (authorization.getAttribute(OAuth2AuthorizationRequest.class.getName())
                instanceof OAuth2AuthorizationRequest request) {
            document.append("request", request(request));
        }
        List<Instant> ends = new ArrayList<>();
        token(document, "code", authorization, OAuth2AuthorizationCode.class, ends);
        token(document, "access", authorization, OAuth2AccessToken.class, ends);
        token(document, "refresh", authorization, OAuth2RefreshToken.class, ends);
        token(document, "id", authorization, OidcIdToken.class, ends);
        Instant end = ends.stream().max(Instant::compareTo).orElse(begun.plus(TO_CONSENT));
        return document.append("until", Date.from(end));
    }

    private void token(
            Document document,
            String place,
            OAuth2Authorization authorization,
            Class<? extends OAuth2Token> type,
            List<Instant> ends) {
        OAuth2Authorization.Token<? extends OAuth2Token> held = authorization.getToken(type);
        if (held == null) {
            return;
        }
        OAuth2Token token = held.getToken();
        Document written = new Document("hash", Secret.hash(token.getTokenValue()))
                .append("sealed", seal(token.getTokenValue(), authorization))
                .append("from", Date.from(Objects.requireNonNull(token.getIssuedAt())))
                .append("until", Date.from(Objects.requireNonNull(token.getExpiresAt())))
                .append("invalidated", held.isInvalidated());
        if (token instanceof OAuth2AccessToken access) {
            written.append("scopes", List.copyOf(access.getScopes()));
        }
        document.append(place, written);
        ends.add(token.getExpiresAt());
    }

    private static Document request(OAuth2AuthorizationRequest request) {
        Document additional = new Document();
        request.getAdditionalParameters().forEach((name, value) -> additional.append(name, String.valueOf(value)));
        return new Document("uri", request.getAuthorizationUri())
                .append("redirectUri", request.getRedirectUri())
                .append("scopes", List.copyOf(request.getScopes()))
                .append("state", request.getState())
                .append("additional", additional);
    }

    @Nullable
    OAuth2Authorization read(@Nullable Document document) {
        RegisteredClient client = document == null ? null : clients.findById(document.getString("client"));
        if (document == null || client == null) {
            return null;
        }
        String id = document.getString("_id");
        String principal = document.getString("principal");
        OAuth2Authorization.Builder built = OAuth2Authorization.withRegisteredClient(client)
                .id(id)
                .principalName(principal)
                .authorizationGrantType(new AuthorizationGrantType(document.getString("grantType")))
                .authorizedScopes(new HashSet<>(document.getList("scopes", String.class)))
                .attribute(Principal.class.getName(), principal(principal));
        if (document.getDate(BEGUN) != null) {
            built.attribute(BEGUN, document.getDate(BEGUN).toInstant());
        }
        built.attribute(EPOCH, document.getInteger(EPOCH, 0));
        if (document.getString(PROVED_BY) != null) {
            built.attribute(PROVED_BY, document.getString(PROVED_BY));
        }
        if (document.get("request") instanceof Document request) {
            built.attribute(OAuth2AuthorizationRequest.class.getName(), request(request, client));
        }
        if (document.get("state") instanceof Document state) {
            built.attribute(OAuth2ParameterNames.STATE, sealing.open(state.get("sealed", Binary.class), id));
        }
        read(document, "code", built, (value, from, until, _) -> new OAuth2AuthorizationCode(value, from, until));
        read(
                document,
                "access",
                built,
                (value, from, until, stored) -> new OAuth2AccessToken(
                        OAuth2AccessToken.TokenType.BEARER,
                        value,
                        from,
                        until,
                        new HashSet<>(stored.getList("scopes", String.class))));
        read(document, "refresh", built, (value, from, until, _) -> new OAuth2RefreshToken(value, from, until));
        read(document, "id", built, (value, from, until, _) -> new OidcIdToken(value, from, until, claims(value)));
        return built.build();
    }

    private interface Making {
        OAuth2Token of(String value, Instant from, Instant until, Document stored);
    }

    private void read(Document document, String place, OAuth2Authorization.Builder built, Making making) {
        if (document.get(place) instanceof Document stored) {
            String value = sealing.open(stored.get("sealed", Binary.class), document.getString("_id"));
            OAuth2Token token = making.of(
                    value,
                    stored.getDate("from").toInstant(),
                    stored.getDate("until").toInstant(),
                    stored);
            built.token(token, metadata -> {
                metadata.put(INVALIDATED, stored.getBoolean("invalidated", false));
                if (place.equals("access") || place.equals("id")) {
                    metadata.put(CLAIMS, claims(value));
                }
            });
        }
    }

    /** Of a token of ours, so nobody's signature is asked for. */
    private static Map<String, Object> claims(String jwt) {
        try {
            return CLAIM_TYPES.convert(
                    new HashMap<>(JWTParser.parse(jwt).getJWTClaimsSet().toJSONObject()));
        } catch (ParseException e) {
            throw new IllegalStateException("a token of ours is no JWT", e);
        }
    }

    private static OAuth2AuthorizationRequest request(Document stored, RegisteredClient client) {
        Map<String, Object> additional = new HashMap<>(stored.get("additional", Document.class));
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(stored.getString("uri"))
                .clientId(client.getClientId())
                .redirectUri(stored.getString("redirectUri"))
                .scopes(new HashSet<>(stored.getList("scopes", String.class)))
                .state(stored.getString("state"))
                .additionalParameters(additional)
                .build();
    }

    /** By name alone: what they may is asked anew wherever it counts. */
    private static Authentication principal(String name) {
        return UsernamePasswordAuthenticationToken.authenticated(name, "", AuthorityUtils.NO_AUTHORITIES);
    }

    private Binary seal(String text, OAuth2Authorization authorization) {
        return sealing.seal(text, authorization.getId());
    }
}
