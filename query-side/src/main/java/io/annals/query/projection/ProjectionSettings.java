package io.annals.query.projection;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How projections run: {@code annals.projection.…}.
 *
 * @param segments into how many parts the subjects are dealt, each worked on by one thread of one node; from the next rebuild of any
 *     projection on
 * @param batchSize events that are folded, written and acknowledged at once, at most
 * @param cachedViews views that a generation keeps in memory so that the next batch need not read them
 * @param patience how long a reader who said {@code atLeast} waits
 * @param claimTimeout after how long without a sign of life another node takes a segment over
 * @param round how often the processors' state is looked after
 */
@ConfigurationProperties("annals.projection")
public record ProjectionSettings(
        @DefaultValue("1") int segments,
        @DefaultValue("1000") int batchSize,
        @DefaultValue("10000") int cachedViews,
        @DefaultValue("2s") Duration patience,
        @DefaultValue("5s") Duration claimTimeout,
        @DefaultValue("1s") Duration round) {
    public static final ProjectionSettings DEFAULT = new ProjectionSettings(
            1, 1_000, 10_000, Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(1));
}
