package io.annals.query.live.presence;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How presence is kept.
 *
 * @param beat how often a node with somebody on it gives a sign of life, and looks after those of others
 * @param absence after how long without one a node counts as gone; its people leave within two more beats
 * @param typing for how long somebody types who does not say so again
 */
@ConfigurationProperties("annals.presence")
public record PresenceSettings(
        @DefaultValue("1s") Duration beat,
        @DefaultValue("3s") Duration absence,
        @DefaultValue("10s") Duration typing) {}
