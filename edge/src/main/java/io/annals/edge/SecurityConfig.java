package io.annals.edge;

import io.annals.edge.problem.SecureHeaders;
import io.annals.edge.problem.Unauthenticated;
import io.annals.edge.refusal.TooMany;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Who may come in. Everything needs a key besides {@link #open()}; what a role may do stands at the endpoints
 * ({@code @RolesAllowed}). Whatever is shown, the {@link Grants} say whom it lets in.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableMethodSecurity(jsr250Enabled = true)
class SecurityConfig {
    private static final Logger SECURITY = LoggerFactory.getLogger("annals.security");

    /** Health, the way in, and the page's shell, which holds nothing of anybody's. */
    private static RequestMatcher open() {
        PathPatternRequestMatcher.Builder path = PathPatternRequestMatcher.withDefaults();
        return new OrRequestMatcher(
                path.matcher("/actuator/health"),
                path.matcher("/actuator/health/liveness"),
                path.matcher("/actuator/health/readiness"),
                path.matcher("/login"),
                path.matcher("/login/*"),
                path.matcher("/join"),
                path.matcher("/"),
                path.matcher("/index.html"),
                path.matcher("/assets/**"),
                path.matcher("/favicon*"),
                path.matcher("/error"));
    }

    @Bean
    SecurityFilterChain doors(
            HttpSecurity http,
            Grants grants,
            Limits limits,
            LimitSettings limitSettings,
            KnownHosts hosts,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        RequestMatcher open = open();
        AuthenticationManager recognition = recognition(grants);
        AuthenticationEntryPoint noEntry = (request, response, e) ->
                problems.resolveException(request, response, null, refusal(Unauthenticated.by(e), request, limits));
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
                        .authenticationManagerResolver(_ -> recognition))
                .exceptionHandling(on -> on.authenticationEntryPoint(noEntry).accessDeniedHandler(denied))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable()) // SameOrigin stands in its place
                .addFilterBefore(new SameOrigin(problems), BearerTokenAuthenticationFilter.class)
                .addFilterAfter(
                        new RateLimitFilter(limits, limitSettings, problems), BearerTokenAuthenticationFilter.class)
                .addFilterAfter(new KnownHostFilter(hosts, problems), HeaderWriterFilter.class)
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .headers(SecureHeaders::on)
                .build();
    }

    /** To measure each filter and each method's rule costs more than they do; requests are measured as a whole. */
    @Bean
    SecurityObservationSettings withoutObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** Whoever shows a secret that a {@link Register} knows: from here on there are only actors. */
    private static AuthenticationManager recognition(Grants grants) {
        return shown -> grants.by(((BearerTokenAuthenticationToken) shown).getToken())
                .map(actor -> UsernamePasswordAuthenticationToken.authenticated(
                        actor,
                        "",
                        AuthorityUtils.createAuthorityList(
                                actor.roles().stream().map(Role::authority).toList())))
                .orElseThrow(() -> nobody(((BearerTokenAuthenticationToken) shown).getToken()));
    }

    /** A session and a token of an issuer's are known by their form: they were good, most likely. */
    private static AuthenticationException nobody(String secret) {
        if (secret.startsWith("annals_session_")) {
            return new Unauthenticated.Ended(true);
        }
        return secret.startsWith("eyJ")
                ? new Unauthenticated.Ended(false)
                : new InvalidBearerTokenException("nobody's");
    }

    private static Exception refusal(Unauthenticated refusal, HttpServletRequest request, Limits limits) {
        try {
            if (refusal.wasShown()) {
                SECURITY.info("what was shown lets nobody in: {}", refusal.rule());
                limits.refused(request.getRemoteAddr());
            }
            return refusal;
        } catch (TooMany e) {
            return e;
        }
    }
}
