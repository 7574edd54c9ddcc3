package io.annals.edge;

import io.annals.edge.problem.Unauthenticated;
import jakarta.servlet.DispatcherType;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Who may come in. Everything needs a key besides {@link #open()}; what a role may do stands at the endpoints
 * ({@code @RolesAllowed}). Keys are looked up as opaque tokens (RFC 7662), the place where OpenID Connect fits in later.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableMethodSecurity(jsr250Enabled = true)
class Doors {
    private static final String ROLE = "role";

    /** Nothing from elsewhere, no script or style inside the page. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; "
                    + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /** Health, the way in, and the page's shell, which holds nothing of anybody's. */
    private static RequestMatcher open() {
        PathPatternRequestMatcher.Builder path = PathPatternRequestMatcher.withDefaults();
        return new OrRequestMatcher(
                path.matcher("/actuator/health"),
                path.matcher("/actuator/health/liveness"),
                path.matcher("/actuator/health/readiness"),
                path.matcher(LoginLinks.ADDRESS),
                path.matcher("/"),
                path.matcher("/index.html"),
                path.matcher("/assets/**"),
                path.matcher("/favicon*"),
                path.matcher("/error"));
    }

    @Bean
    SecurityFilterChain doors(
            HttpSecurity http,
            OpaqueTokenIntrospector introspector,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        RequestMatcher open = open();
        AuthenticationEntryPoint noEntry =
                (request, response, e) -> problems.resolveException(request, response, null, Unauthenticated.by(e));
        AccessDeniedHandler denied = (request, response, e) -> problems.resolveException(request, response, null, e);
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers(open)
                        .permitAll()
                        .requestMatchers("/actuator/prometheus")
                        .hasAnyRole(Role.ADMINISTRATOR.name(), Role.SERVICE.name())
                        .requestMatchers("/actuator/**")
                        .hasRole(Role.ADMINISTRATOR.name())
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(server -> server.bearerTokenResolver(new KeyInRequest(open))
                        .authenticationEntryPoint(noEntry)
                        .accessDeniedHandler(denied)
                        .opaqueToken(token ->
                                token.introspector(introspector).authenticationConverter((_, found) -> actor(found))))
                .exceptionHandling(on -> on.authenticationEntryPoint(noEntry).accessDeniedHandler(denied))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable()) // SameOrigin stands in its place
                .addFilterBefore(new SameOrigin(problems), BearerTokenAuthenticationFilter.class)
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .permissionsPolicyHeader(policy -> policy.policy("camera=(), geolocation=(), microphone=()")))
                .build();
    }

    /** Our own keys as opaque tokens. */
    @Bean
    OpaqueTokenIntrospector introspector(Keys keys) {
        return key -> keys.actorOf(key)
                .map(actor -> new DefaultOAuth2AuthenticatedPrincipal(
                        actor.name(),
                        Map.of(ROLE, actor.role()),
                        AuthorityUtils.createAuthorityList(actor.role().authority())))
                .orElseThrow(() -> new BadOpaqueTokenException("nobody's key"));
    }

    /** Whoever looked the token up: from here on there are only actors. */
    private static Authentication actor(OAuth2AuthenticatedPrincipal found) {
        Role role = found.getAttribute(ROLE);
        if (role == null) {
            throw new BadOpaqueTokenException("a token without a role");
        }
        return UsernamePasswordAuthenticationToken.authenticated(
                new Actor(found.getName(), role), "", found.getAuthorities());
    }
}
