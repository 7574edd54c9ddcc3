package io.annals.query.live;

import com.mongodb.client.MongoDatabase;
import io.annals.edge.Grants;
import io.annals.edge.LimitSettings;
import io.annals.edge.Limits;
import io.annals.encoding.EventEncoding;
import io.annals.encoding.Keyring;
import io.annals.log.EventLog;
import io.annals.query.live.presence.Presence;
import io.annals.query.live.presence.PresenceEndpoint;
import io.annals.query.live.presence.PresenceSettings;
import io.annals.query.visibility.Belongings;
import io.annals.query.visibility.Reads;
import io.annals.query.visibility.ReplayTurns;
import io.annals.query.visibility.VisibilityConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** The parts of this room, put together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({LiveSettings.class, PresenceSettings.class})
@Import({LiveEndpoint.class, PresenceEndpoint.class, VisibilityConfig.class})
public class LiveConfig {
    @Bean
    LiveMeters liveMeters(MeterRegistry registry) {
        return new LiveMeters(registry);
    }

    @Bean
    Frames liveFrames(
            EventEncoding encoding, Keyring keyring, JsonMapper json, Belongings belongings, LiveMeters meters) {
        return new Frames(encoding, keyring, json, belongings, meters);
    }

    @Bean
    SendExecutor liveSenders(LiveSettings settings) {
        return new SendExecutor(settings.senders());
    }

    @Bean(initMethod = "open")
    LiveFeed liveFeed(
            EventLog log,
            Frames frames,
            Keyring keyring,
            Belongings belongings,
            LiveMeters meters,
            SendExecutor senders) {
        return new LiveFeed(log, frames, keyring, belongings, meters, senders);
    }

    @Bean
    Access liveAccess(Grants grants, Belongings belongings, Reads reads) {
        return new Access(grants, belongings, reads);
    }

    @Bean(initMethod = "open")
    Presence presence(MongoDatabase database, PresenceSettings settings, LiveFeed feed, Frames frames) {
        Presence presence = new Presence(database, settings);
        presence.whenChanged(customer -> {
            Topic topic = new Topic.Customer(customer);
            feed.tell(
                    topic,
                    Access::hearsOfColleagues,
                    position -> frames.ofTheMoment(
                            topic, new ServerMessage.Presence(customer, presence.at(customer)), position));
        });
        return presence;
    }

    @Bean
    LiveSocket liveSocket(
            EventLog log,
            LiveFeed feed,
            Frames frames,
            Access access,
            Presence presence,
            ReplayTurns replays,
            SendExecutor senders,
            Grants grants,
            Limits limits,
            LimitSettings limitSettings,
            JsonMapper json,
            LiveSettings settings,
            LiveMeters meters,
            Clock clock) {
        return new LiveSocket(
                new Subscriptions.Around(log, feed, frames, access, presence, replays, settings, meters),
                senders,
                grants,
                limits,
                limitSettings,
                json,
                clock);
    }
}
