package io.annals.edge;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.annals.edge.json.Instants;
import io.annals.edge.json.JsonForms;
import io.annals.edge.json.Texts;
import io.annals.edge.problem.BodyLimit;
import io.annals.edge.problem.ErrorPage;
import io.annals.edge.problem.Fallout;
import io.annals.edge.problem.Problems;
import io.annals.events.CustomerId;
import io.annals.events.contact.ContactId;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.bson.UuidRepresentation;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.convert.converter.Converter;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** The rooms below both sides, put together once: either side imports it, both together share it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EdgeSettings.class, MongoSettings.class})
@Import({Doors.class, LoginEndpoint.class, Problems.class, ErrorPage.class})
public class Wiring {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Virtual threads are many and wait here for a connection; more of them than this only wait inside mongod. */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty("annals.mongodb.uri")
    MongoClient mongoClient(MongoSettings settings) {
        String uri = settings.uri();
        if (uri == null) {
            throw new IllegalStateException("annals.mongodb.uri is empty");
        }
        return MongoClients.create(MongoClientSettings.builder()
                .uuidRepresentation(UuidRepresentation.STANDARD)
                .readConcern(ReadConcern.MAJORITY)
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .applyToConnectionPoolSettings(pool -> pool.maxSize(64).maxWaitTime(10, TimeUnit.SECONDS))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(10, TimeUnit.SECONDS))
                .applyConnectionString(new ConnectionString(uri)) // last: what the operator wrote wins
                .build());
    }

    @Bean
    MongoDatabase database(MongoClient client, MongoSettings settings) {
        return client.getDatabase(settings.database());
    }

    @Bean
    Keys keys(MongoDatabase database) {
        return new Keys(database);
    }

    @Bean
    LoginLinks loginLinks() {
        return new LoginLinks();
    }

    @Bean
    JsonMapper jsonMapper() {
        return JsonForms.mapper();
    }

    /** Ids and instants in addresses are read as in JSON. */
    @Bean
    WebMvcConfigurer valuesInAddresses() {
        return new WebMvcConfigurer() {
            @Override
            public void addFormatters(FormatterRegistry registry) {
                registry.addConverter(String.class, CustomerId.class, Texts::customerId);
                registry.addConverter(String.class, ContactId.class, Texts::contactId);
                registry.addConverter(
                        String.class, Instant.class, (Converter<String, Instant>) text -> Instants.parse(text, ""));
            }
        };
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit(
            EdgeSettings settings, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        FilterRegistrationBean<BodyLimit> filter =
                new FilterRegistrationBean<>(new BodyLimit(settings.maxBody(), problems));
        filter.setOrder(Ordered.LOWEST_PRECEDENCE); // behind the doors: who has no key learns no limits
        return filter;
    }

    @Bean
    FilterRegistrationBean<Fallout> fallout(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        FilterRegistrationBean<Fallout> filter = new FilterRegistrationBean<>(new Fallout(problems));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    /**
     * How much of a refused body is read and thrown away, so that its sender gets to read the refusal; beyond it the
     * connection is cut.
     */
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> refusedBodies() {
        return tomcat -> tomcat.addConnectorCustomizers(
                connector -> connector.setProperty("maxSwallowSize", Integer.toString(64 << 20)));
    }
}
