package io.annals.access.openid;

import io.annals.edge.Keys;
import io.annals.edge.Secret;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/**
 * Who may ask for tokens: every key for itself (client credentials: the key's id and the key), and those of the settings for
 * our users (authorization code with PKCE). One that is both proves itself by its key and may refresh.
 */
@Component
class Clients implements RegisteredClientRepository {
    private static final Logger LOG = LoggerFactory.getLogger("annals.security");

    private final Keys keys;
    private final OpenIdSettings settings;

    Clients(Keys keys, OpenIdSettings settings) {
        this.keys = keys;
        this.settings = settings;
    }

    /** A key's secrets as a client's secret: those that are good now, told by their hashes. */
    static final class BySecretsOfKey implements PasswordEncoder {
        @Override
        public String encode(@Nullable CharSequence secret) {
            return Secret.hash(String.valueOf(secret));
        }

        @Override
        public boolean matches(@Nullable CharSequence shown, @Nullable String hashes) {
            boolean right = shown != null
                    && hashes != null
                    && Set.of(hashes.split(" ")).contains(Secret.hash(shown.toString()));
            if (!right) {
                LOG.info("a client was not let in: wrong secret");
            }
            return right;
        }
    }

    /** Whether it may refresh what it gets: it proves itself. */
    boolean refreshes(String id) {
        return keys.withHashes(id).isPresent();
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("clients are keys and settings");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String id) {
        OpenIdSettings.Client forUsers = settings.clients().get(id);
        Set<String> hashes = keys.withHashes(id).map(Map.Entry::getValue).orElse(Set.of());
        if (forUsers == null && hashes.isEmpty()) {
            return null;
        }
        RegisteredClient.Builder client = RegisteredClient.withId(id)
                .clientId(id)
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(true)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(settings.accessToken())
                        .refreshTokenTimeToLive(settings.refreshToken())
                        .reuseRefreshTokens(false)
                        .idTokenSignatureAlgorithm(SignatureAlgorithm.ES256)
                        .build());
        if (forUsers != null) {
            client.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .redirectUris(uris -> uris.addAll(forUsers.redirectUris()))
                    .scope("openid")
                    .scope("profile");
        }
        if (hashes.isEmpty()) {
            client.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
        } else {
            client.clientSecret(String.join(" ", hashes))
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                    .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                    .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN);
        }
        return client.build();
    }
}
