package io.annals.edge;

import io.annals.edge.identities.IdentityText;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the doors may be told.
 *
 * @param maxBody the longest body that is accepted; a batch may be of any length, each of its lines may have so much
 * @param phoneRegion the country (ISO 3166-1 alpha-2) in which phone numbers without a country code are dialled, or none
 */
@ConfigurationProperties("annals.edge")
public record EdgeSettings(
        @DefaultValue("1MB") DataSize maxBody, @Nullable String phoneRegion) {
    /** @throws IllegalArgumentException when there is no such country: better at the start than at the first call */
    public EdgeSettings {
        phoneRegion = phoneRegion == null || phoneRegion.isBlank() ? null : IdentityText.region(phoneRegion);
    }
}
