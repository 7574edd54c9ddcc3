package io.annals.access.openid;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.annals.access.User;
import io.annals.access.Users;
import io.annals.edge.Actor;
import io.annals.edge.Grant;
import io.annals.edge.Grants;
import io.annals.edge.GuardFilters;
import io.annals.edge.Keys;
import io.annals.edge.Role;
import io.annals.edge.problem.SecureHeaders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;

/** The issuer of our own at {@code /oauth2/…} and {@code /.well-known/…}, and tokens of another where there is one. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OpenIdSettings.class)
class OpenId {
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain issuer(
            HttpSecurity http,
            Clients clients,
            Authorizations authorizations,
            Grants grants,
            GuardFilters guard,
            OpenIdSettings settings) {
        guard.before(http);
        OAuth2AuthorizationServerConfigurer server = new OAuth2AuthorizationServerConfigurer();
        AuthorizationServerSettings.Builder where = AuthorizationServerSettings.builder();
        if (settings.ownIssuer() != null) {
            where.issuer(settings.ownIssuer());
        }
        return http.securityMatcher(request -> server.getEndpointsMatcher().matches(request))
                .with(
                        server,
                        issuer -> issuer.registeredClientRepository(clients)
                                .authorizationService(authorizations)
                                .authorizationServerSettings(where.build())
                                .authorizationConsentService(new NoConsentRemembered())
                                .authorizationEndpoint(endpoint -> endpoint.consentPage(AuthorizationEndpoint.CONSENT)
                                        .authenticationProviders(OpenId::alwaysAsk))
                                .clientAuthentication(authentication -> authentication.authenticationProviders(
                                        providers -> providers.forEach(provider -> {
                                            if (provider instanceof ClientSecretAuthenticationProvider bySecret) {
                                                bySecret.setPasswordEncoder(new Clients.BySecretsOfKey());
                                            }
                                        })))
                                .authorizationServerMetadataEndpoint(
                                        endpoint -> endpoint.authorizationServerMetadataCustomizer(
                                                metadata -> metadata.claims(Discovery::saysWhatIsSo)))
                                .oidc(oidc -> oidc.providerConfigurationEndpoint(
                                        endpoint -> endpoint.providerConfigurationCustomizer(
                                                metadata -> metadata.claims(Discovery::saysWhatIsSo)))))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .securityContext(context -> context.securityContextRepository(new SessionInCookie(grants)))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable()) // nothing here is done with the cookie alone: PKCE, secrets, codes
                .exceptionHandling(on -> on.authenticationEntryPoint(OpenId::unknown))
                .headers(SecureHeaders::on)
                .build();
    }

    /** Of a client that is known by its address alone, and of the others as well: also when it asks for the name only. */
    private static void alwaysAsk(List<AuthenticationProvider> providers) {
        providers.forEach(provider -> {
            if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider requests) {
                requests.setAuthorizationConsentRequired(_ -> true);
            }
        });
    }

    /** What was allowed once is asked again: a no must not be outvoted by an earlier yes. */
    private static final class NoConsentRemembered implements OAuth2AuthorizationConsentService {
        @Override
        public void save(OAuth2AuthorizationConsent consent) {
            // it stands in the authorization
        }

        @Override
        public void remove(OAuth2AuthorizationConsent consent) {
            // there is none
        }

        @Override
        public @Nullable OAuth2AuthorizationConsent findById(String client, String principal) {
            return null;
        }
    }

    /** A browser goes to the login and comes back; a client is told. */
    private static void unknown(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (request.getRequestURI().equals("/oauth2/authorize")) {
            String asked = request.getQueryString() == null ? "" : "?" + request.getQueryString();
            response.sendRedirect(
                    "/login?to=" + URLEncoder.encode(request.getRequestURI() + asked, StandardCharsets.UTF_8));
        } else {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        }
    }

    /** For {@code /userinfo} alone, which reads a token that this issuer has signed. */
    @Bean
    JwtDecoder ownTokens(JWKSource<SecurityContext> keys) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys)
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .jwtProcessorCustomizer(processor -> processor.setJWSTypeVerifier((_, _) -> {})) // at+jwt
                .build();
        decoder.setJwtValidator(new JwtTimestampValidator());
        return decoder;
    }

    @Bean
    JWKSource<SecurityContext> jwks(SigningKeys keys) {
        return (selector, _) -> selector.select(keys.set());
    }

    /** For other services: who it is and what they may here, as of the moment of issue. */
    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims(
            Users users, Keys keys, SigningKeys signingKeys, OpenIdSettings settings) {
        return context -> {
            Authentication whose = Objects.requireNonNull(context.<Authentication>getPrincipal());
            String principal = whose.getName();
            Optional<Actor> actor = users.find(principal)
                    .map(user -> user.by(new Grant("", null)))
                    .or(() -> keys.withHashes(principal).map(Map.Entry::getKey));
            context.getJwsHeader().algorithm(SignatureAlgorithm.ES256).keyId(signingKeys.signer());
            context.getClaims().claims(claims -> {
                actor.ifPresent(who -> {
                    claims.put(StandardClaimNames.PREFERRED_USERNAME, who.name());
                    claims.put(
                            settings.rolesClaim(),
                            who.roles().stream().map(Role::text).sorted().toList());
                    claims.put(settings.scopeClaim(), who.scope().text());
                    if (who.team() != null) {
                        claims.put(settings.teamClaim(), who.team());
                    }
                });
                users.find(principal).map(User::displayName).ifPresent(name -> claims.put("name", name));
                if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
                    claims.put(JwtClaimNames.AUD, List.of(settings.audience()));
                }
            });
            if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
                context.getJwsHeader().type("at+jwt");
            }
        };
    }

    /** The other issuer's keys are asked for at the first token, so that a start does not need it. */
    @Bean
    @ConditionalOnProperty("annals.security.issuer")
    IssuersTokens issuersTokens(OpenIdSettings settings, Users users) {
        String issuer = String.valueOf(settings.issuer());
        JwtDecoder decoder = new SupplierJwtDecoder(() -> {
            NimbusJwtDecoder found = NimbusJwtDecoder.withIssuerLocation(issuer)
                    .validateType(false)
                    .build(); // below, since RFC 9068 has another type
            OAuth2TokenValidator<Jwt> audience = new JwtClaimValidator<List<String>>(
                    JwtClaimNames.AUD, named -> named != null && named.contains(settings.audience()));
            found.setJwtValidator(new DelegatingOAuth2TokenValidator<>(List.of(
                    new JwtTimestampValidator(),
                    new JwtIssuerValidator(issuer),
                    IssuersTokens::refuseIdTokens,
                    audience)));
            return found;
        });
        return new IssuersTokens(decoder, settings, users);
    }
}
