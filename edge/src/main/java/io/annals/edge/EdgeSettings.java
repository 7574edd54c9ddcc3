package io.annals.edge;

import io.annals.edge.identities.IdentityText;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the doors may be told.
 *
 * @param maxBody the longest body that is accepted; a batch may be of any length, each of its lines may have so much
 * @param headersWithin how long the head of a request may take from its first byte to its last
 * @param bodyGrace for how long a body, or a line of a batch, may come as slowly as it likes
 * @param bodyRate at how many bytes a second it must have come from then on
 * @param hosts by which names, without a port, this server is asked for, besides those of the machine
 * @param phoneRegion the country (ISO 3166-1 alpha-2) in which phone numbers without a country code are dialled, or none
 */
@ConfigurationProperties("annals.edge")
public record EdgeSettings(
        @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue("20s") Duration headersWithin,
        @DefaultValue("10s") Duration bodyGrace,
        @DefaultValue("1KB") DataSize bodyRate,
        @DefaultValue List<String> hosts,
        @Nullable String phoneRegion) {
    /** @throws IllegalArgumentException when there is no such country: better at the start than at the first call */
    public EdgeSettings {
        hosts = List.copyOf(hosts);
        phoneRegion = phoneRegion == null || phoneRegion.isBlank() ? null : IdentityText.region(phoneRegion);
    }
}
