package io.annals.edge.problem;

import java.net.URI;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** What every answer tells browsers, beside what Spring Security tells by itself (nosniff, no-store). */
public final class SecureHeaders {
    private static final long A_YEAR = Duration.ofDays(365).toSeconds();

    /** Nothing from elsewhere, no script or style inside the page. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; "
                    + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private SecureHeaders() {}

    /** For a page whose form is answered by a redirect to there. */
    public static String withFormsThatLeadTo(URI elsewhere) {
        String source = elsewhere.getRawAuthority() == null
                ? elsewhere.getScheme() + ":"
                : elsewhere.getScheme() + "://" + elsewhere.getRawAuthority();
        return CONTENT_SECURITY_POLICY.replace("form-action 'self'", "form-action 'self' " + source);
    }

    /** For what is answered before any filter is asked. */
    public static void on(BiConsumer<String, String> header) {
        header.accept("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        header.accept("X-Content-Type-Options", "nosniff");
        header.accept("Referrer-Policy", ReferrerPolicy.SAME_ORIGIN.getPolicy());
        header.accept("Cache-Control", "no-store");
    }

    public static void on(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                // a form that says nothing of where it comes from could not be told from a foreign one
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(policy -> policy.policy("camera=(), geolocation=(), microphone=()"))
                .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .httpStrictTransportSecurity(
                        hsts -> hsts.maxAgeInSeconds(A_YEAR).includeSubDomains(true)); // sent over TLS alone
    }
}
