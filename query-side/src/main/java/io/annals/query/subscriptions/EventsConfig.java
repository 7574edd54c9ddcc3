package io.annals.query.subscriptions;

import io.annals.edge.Grants;
import io.annals.edge.LimitSettings;
import io.annals.edge.Limits;
import io.annals.encoding.EventEncoding;
import io.annals.encoding.Keyring;
import io.annals.query.visibility.Belongings;
import io.annals.query.visibility.ReplayTurns;
import io.annals.query.visibility.VisibilityConfig;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** The parts of this room, put together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EventSettings.class)
@Import({EventsEndpoint.class, VisibilityConfig.class})
public class EventsConfig {
    @Bean
    CloudEvents cloudEvents(EventEncoding encoding, Keyring keyring, JsonMapper json) {
        return new CloudEvents(encoding, keyring, json);
    }

    @Bean
    Followers followers(
            EventSettings settings,
            Belongings belongings,
            Grants grants,
            ReplayTurns replays,
            Limits limits,
            LimitSettings limitSettings,
            MeterRegistry registry) {
        return new Followers(settings, belongings, grants, replays, limits, limitSettings, registry);
    }
}
