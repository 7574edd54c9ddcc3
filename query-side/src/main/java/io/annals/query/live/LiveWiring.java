package io.annals.query.live;

import io.annals.encoding.EventEncoding;
import io.annals.encoding.Keyring;
import io.annals.log.EventLog;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** The parts of this room, put together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LiveSettings.class)
@Import(LiveEndpoint.class)
public class LiveWiring {
    @Bean
    LiveMeters liveMeters(MeterRegistry registry) {
        return new LiveMeters(registry);
    }

    @Bean
    Frames liveFrames(EventEncoding encoding, Keyring keyring, JsonMapper json, LiveMeters meters) {
        return new Frames(encoding, keyring, json, meters);
    }

    @Bean(initMethod = "open")
    LiveFeed liveFeed(EventLog log, Frames frames, Keyring keyring, LiveMeters meters) {
        return new LiveFeed(log, frames, keyring, meters);
    }

    @Bean
    LiveSocket liveSocket(
            EventLog log, LiveFeed feed, Frames frames, JsonMapper json, LiveSettings settings, LiveMeters meters) {
        return new LiveSocket(log, feed, frames, json, settings, meters);
    }
}
