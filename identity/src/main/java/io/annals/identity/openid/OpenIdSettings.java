package io.annals.identity.openid;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens let somebody in.
 *
 * @param issuer another OpenID Connect issuer whose access tokens (JWT, RFC 9068) are good here; none without it
 * @param audience what such a token must name as its audience
 * @param nameClaim the claim that holds the actor's name
 * @param rolesClaim the claim that holds our roles; dots lead inside, such as {@code realm_access.roles}
 * @param scopeClaim the claim that holds the scope of customers as it is written here; without the claim, {@code all}
 * @param teamClaim the claim that holds the team
 * @param ownIssuer the address by which clients know this server as the issuer; without it, the one that they asked at
 * @param accessToken how long an access token of ours is good
 * @param refreshToken how long it can be refreshed
 * @param clients who may ask our users for authorization, by client id; one that is a key's id too proves itself by the key
 */
@ConfigurationProperties("annals.security")
record OpenIdSettings(
        @Nullable String issuer,
        @DefaultValue("annals") String audience,
        @DefaultValue("preferred_username") String nameClaim,
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue("annals_scope") String scopeClaim,
        @DefaultValue("team") String teamClaim,
        @Nullable String ownIssuer,
        @DefaultValue("5m") Duration accessToken,
        @DefaultValue("12h") Duration refreshToken,
        @DefaultValue Map<String, Client> clients) {
    /** @param redirectUris where the browser may be sent with a code; a loopback address fits with any port (RFC 8252) */
    record Client(List<String> redirectUris) {}
}
