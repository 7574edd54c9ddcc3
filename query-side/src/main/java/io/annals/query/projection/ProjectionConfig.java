package io.annals.query.projection;

import com.mongodb.client.MongoDatabase;
import io.annals.encoding.EventEncoding;
import io.annals.encoding.Keyring;
import io.annals.log.EventLog;
import io.annals.log.axon.LogMessageSource;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProjectionSettings.class)
class ProjectionConfig {
    @Bean
    Projections projections(
            List<Projection<?>> projections,
            MongoDatabase database,
            EventLog log,
            LogMessageSource source,
            EventEncoding encoding,
            Keyring keyring,
            ProjectionSettings settings) {
        return new Projections(
                projections,
                database,
                log,
                source,
                encoding,
                keyring,
                Projections.tokens(database, settings),
                settings);
    }

    @Bean
    History history(EventLog log, EventEncoding encoding, Keyring keyring, ProjectionSettings settings) {
        return new History(log, encoding, keyring, settings.patience());
    }

    @Bean
    ProjectionHealth projectionHealth(Projections projections) {
        return new ProjectionHealth(projections);
    }

    @Bean
    ProjectionMeters projectionMeters(Projections projections) {
        return new ProjectionMeters(projections);
    }
}
