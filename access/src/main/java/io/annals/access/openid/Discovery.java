package io.annals.access.openid;

import static org.springframework.security.oauth2.server.authorization.oidc.OidcProviderMetadataClaimNames.DPOP_SIGNING_ALG_VALUES_SUPPORTED;
import static org.springframework.security.oauth2.server.authorization.oidc.OidcProviderMetadataClaimNames.END_SESSION_ENDPOINT;
import static org.springframework.security.oauth2.server.authorization.oidc.OidcProviderMetadataClaimNames.GRANT_TYPES_SUPPORTED;
import static org.springframework.security.oauth2.server.authorization.oidc.OidcProviderMetadataClaimNames.ID_TOKEN_SIGNING_ALG_VALUES_SUPPORTED;
import static org.springframework.security.oauth2.server.authorization.oidc.OidcProviderMetadataClaimNames.INTROSPECTION_ENDPOINT_AUTH_METHODS_SUPPORTED;
import static org.springframework.security.oauth2.server.authorization.oidc.OidcProviderMetadataClaimNames.REVOCATION_ENDPOINT_AUTH_METHODS_SUPPORTED;
import static org.springframework.security.oauth2.server.authorization.oidc.OidcProviderMetadataClaimNames.SCOPES_SUPPORTED;
import static org.springframework.security.oauth2.server.authorization.oidc.OidcProviderMetadataClaimNames.TLS_CLIENT_CERTIFICATE_BOUND_ACCESS_TOKENS;
import static org.springframework.security.oauth2.server.authorization.oidc.OidcProviderMetadataClaimNames.TOKEN_ENDPOINT_AUTH_METHODS_SUPPORTED;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;

/**
 * What the issuer says of itself (OpenID Connect Discovery 1.0, 3; RFC 8414): what {@link Clients} allow, and no more. Spring says
 * what its issuer could do for clients of every kind, and that it signs by RS256.
 */
final class Discovery {
    private static final List<String> BY_SECRET = Stream.of(
                    ClientAuthenticationMethod.CLIENT_SECRET_BASIC, ClientAuthenticationMethod.CLIENT_SECRET_POST)
            .map(ClientAuthenticationMethod::getValue)
            .toList();

    private Discovery() {}

    static void saysWhatIsSo(Map<String, Object> claims) {
        claims.put(
                TOKEN_ENDPOINT_AUTH_METHODS_SUPPORTED,
                Stream.concat(BY_SECRET.stream(), Stream.of(ClientAuthenticationMethod.NONE.getValue()))
                        .toList());
        claims.put(INTROSPECTION_ENDPOINT_AUTH_METHODS_SUPPORTED, BY_SECRET);
        claims.put(REVOCATION_ENDPOINT_AUTH_METHODS_SUPPORTED, BY_SECRET);
        claims.put(
                GRANT_TYPES_SUPPORTED,
                Stream.of(
                                AuthorizationGrantType.AUTHORIZATION_CODE,
                                AuthorizationGrantType.CLIENT_CREDENTIALS,
                                AuthorizationGrantType.REFRESH_TOKEN)
                        .map(AuthorizationGrantType::getValue)
                        .toList());
        claims.put(SCOPES_SUPPORTED, List.of("openid", "profile"));
        claims.computeIfPresent(
                ID_TOKEN_SIGNING_ALG_VALUES_SUPPORTED, (_, _) -> List.of(SignatureAlgorithm.ES256.getName()));
        claims.remove(DPOP_SIGNING_ALG_VALUES_SUPPORTED); // a token is good for whoever bears it
        claims.remove(TLS_CLIENT_CERTIFICATE_BOUND_ACCESS_TOKENS);
        claims.remove(END_SESSION_ENDPOINT); // a user logs out here, by POST /logout
    }
}
