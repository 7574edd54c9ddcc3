package io.annals.access.openid;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens let somebody in.
 *
 * @param issuer another OpenID Connect issuer whose access tokens (JWT, RFC 9068) are good here; none without it
 * @param audience what such a token must name as its audience
 * @param issuerNamespace what stands behind the names of whom it knows, {@code name@namespace}; without it the issuer's host;
 *     empty: nothing, so that its people and users of ours are the same if they have the same name
 * @param nameClaim the claim that holds the actor's name; the issuer must never give it to somebody else
 * @param rolesClaim the claim that holds our roles; dots lead inside, such as {@code realm_access.roles}
 * @param scopeClaim the claim that holds the scope of customers as it is written here; without the claim, {@code all}
 * @param teamClaim the claim that holds the team
 * @param ownIssuer the address by which clients know this server as the issuer; without it, the one that they asked at
 * @param accessToken how long an access token of ours is good
 * @param refreshToken how long it can be refreshed
 * @param refreshAtMost how long after a user's consent it can be refreshed, however often it was
 * @param signingKey how old a key that signs tokens becomes
 * @param clients who may ask our users for authorization, by client id; one that is a key's id too proves itself by the key
 */
@ConfigurationProperties("annals.security")
record OpenIdSettings(
        @Nullable String issuer,
        @DefaultValue("annals") String audience,
        @Nullable String issuerNamespace,
        @DefaultValue("sub") String nameClaim,
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue("annals_scope") String scopeClaim,
        @DefaultValue("team") String teamClaim,
        @Nullable String ownIssuer,
        @DefaultValue("5m") Duration accessToken,
        @DefaultValue("12h") Duration refreshToken,
        @DefaultValue("24h") Duration refreshAtMost,
        @DefaultValue("90d") Duration signingKey,
        @DefaultValue Map<String, Client> clients) {
    /** Of the other issuer; empty: none. */
    String namespace() {
        return issuerNamespace != null || issuer == null
                ? Objects.requireNonNullElse(issuerNamespace, "")
                : Objects.requireNonNullElse(URI.create(issuer).getHost(), issuer);
    }

    /** @param redirectUris where the browser may be sent with a code; a loopback address fits with any port (RFC 8252) */
    record Client(List<String> redirectUris) {}
}
