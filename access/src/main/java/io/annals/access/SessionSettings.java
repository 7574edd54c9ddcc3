package io.annals.access;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long what lets people in is good.
 *
 * @param idle a session ends after so long without a request
 * @param absolute a session ends after so long in any case
 * @param link a link to choose a password is good for so long
 * @param proof who has just given their password or a code need not give it again for so long
 * @param sessionsEach a user's oldest session ends when there would be more
 */
@ConfigurationProperties("annals.sessions")
record SessionSettings(
        @DefaultValue("1h") Duration idle,
        @DefaultValue("12h") Duration absolute,
        @DefaultValue("24h") Duration link,
        @DefaultValue("5m") Duration proof,
        @DefaultValue("10") int sessionsEach) {}
