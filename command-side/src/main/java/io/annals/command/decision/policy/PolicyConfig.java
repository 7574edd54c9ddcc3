package io.annals.command.decision.policy;

import com.mongodb.client.MongoDatabase;
import io.annals.command.decision.Commands;
import io.annals.command.decision.Decisions;
import io.annals.encoding.EventEncoding;
import io.annals.log.EventLog;
import io.annals.log.axon.LogMessageSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the features' policies to work. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PolicySettings.class)
class PolicyConfig {
    @Bean
    PolicyProcessors policyProcessors(
            List<Policies> policies,
            Commands commands,
            Decisions decisions,
            EventEncoding encoding,
            EventLog log,
            LogMessageSource source,
            MongoDatabase database,
            PolicySettings settings,
            ObjectProvider<MeterRegistry> meters) {
        return new PolicyProcessors(
                policies,
                commands,
                decisions,
                encoding,
                log,
                source,
                database,
                PolicyProcessors.tokens(database),
                settings,
                meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    PolicyHealth policyHealth(PolicyProcessors policies) {
        return new PolicyHealth(policies);
    }
}
