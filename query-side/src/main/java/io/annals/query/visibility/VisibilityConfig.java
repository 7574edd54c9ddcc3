package io.annals.query.visibility;

import com.mongodb.client.MongoDatabase;
import io.annals.edge.Limits;
import io.annals.log.EventLog;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The parts of this room, put together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReadSettings.class)
@Import({HiddenFields.class, ReadsEndpoint.class})
public class VisibilityConfig {
    @Bean
    Belongings belongings(EventLog log) {
        return new Belongings(log);
    }

    @Bean(initMethod = "open")
    Reads reads(
            MongoDatabase database, Belongings belongings, ReadSettings settings, Clock clock, MeterRegistry meters) {
        return new Reads(database, belongings, settings, clock, meters);
    }

    @Bean
    ReplayTurns replayTurns(Limits limits) {
        return new ReplayTurns(limits);
    }

    @Bean
    SaidByEndpoints saidByEndpoints(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        return new SaidByEndpoints(mappings);
    }

    /** Behind the question for the role: who may not ask at all learns nothing of who is there. */
    @Bean
    WebMvcConfigurer customersInSight(Belongings belongings, Reads reads) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new ParameterVisibility()).order(1);
                registry.addInterceptor(new VisibleCustomers(belongings, reads))
                        .addPathPatterns("/customers/*", "/customers/*/**")
                        .order(1);
            }
        };
    }
}
