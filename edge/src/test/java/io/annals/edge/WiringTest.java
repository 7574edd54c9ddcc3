package io.annals.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import io.annals.events.CustomerId;
import io.annals.events.Personal;
import io.annals.events.customer.CustomerEvent.CustomerRegistered;
import io.annals.events.customer.PartyKind;
import io.annals.events.customer.PartyRole;
import io.annals.log.EventLog;
import io.annals.log.axon.LogEventStorageEngine;
import io.annals.log.axon.LogMessageSource;
import io.annals.mongod.EmbeddedMongod;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class WiringTest {
    @Test
    void what_axon_appends_is_a_fact_in_the_log_and_comes_back_as_it_was(@TempDir Path home) throws Exception {
        CustomerId customer = CustomerId.of("0197a1b2-0000-7000-8000-00000000abcd");
        CustomerRegistered fact = new CustomerRegistered(
                customer,
                PartyKind.PERSON,
                Set.of(PartyRole.CUSTOMER),
                Personal.of("Ann Lee"),
                null,
                Instant.parse("2026-03-03T14:05:00Z"));
        try (ConfigurableApplicationContext context =
                started(home, EmbeddedMongod.forTests().connectionString())) {
            LogEventStorageEngine engine = context.getBean(LogEventStorageEngine.class);

            engine.appendEvents(List.of(new GenericDomainEventMessage<>(
                    "customer",
                    "customer-" + customer,
                    0,
                    fact,
                    MetaData.from(Map.of("actor", "agent", "inProcess", new Object())))));

            var recorded = context.getBean(EventLog.class).stream("customer-" + customer, 0)
                    .getFirst();
            assertThat(recorded.position()).isEqualTo(1);
            assertThat(recorded.event().type()).isEqualTo("customer.CustomerRegistered");
            assertThat(recorded.event().subject()).isEqualTo(customer.toString());
            assertThat(recorded.event().meta()).isEqualTo(Map.of("actor", "agent"));
            assertThat(recorded.event().data().toJson()).doesNotContain("Ann");
            try (BlockingStream<TrackedEventMessage<?>> stream =
                    context.getBean(LogMessageSource.class).openStream(null)) {
                assertThat(stream.hasNextAvailable(20, TimeUnit.SECONDS)).isTrue();
                TrackedEventMessage<?> message = stream.nextAvailable();
                assertThat(message.getPayloadType()).isEqualTo(CustomerRegistered.class);
                assertThat(message.getPayload()).isEqualTo(fact);
            }
            assertThatThrownBy(() -> engine.appendEvents(
                            new GenericDomainEventMessage<>("customer", "customer-" + customer, 1, "no fact")))
                    .isInstanceOf(IllegalArgumentException.class);
            context.getBean(MongoDatabase.class).drop();
        }
    }

    @Test
    void while_the_database_is_away_callers_are_told_to_come_back(@TempDir Path home) throws Exception {
        EmbeddedMongod.Options options = EmbeddedMongod.Options.in(home.resolve("mongod"))
                .withBinaries(EmbeddedMongod.ordinaryBinaries())
                .withEphemeral(true);
        try (EmbeddedMongod mongod = EmbeddedMongod.start(options);
                ConfigurableApplicationContext context = started(
                        home, mongod.connectionString() + "&serverSelectionTimeoutMS=500&connectTimeoutMS=500");
                HttpClient http = HttpClient.newHttpClient()) {
            String here = context.getBean(Keys.class).ephemeral(Role.AGENT);
            mongod.kill();

            HttpResponse<String> unknown = who(http, context, "annals_agent_" + "A".repeat(43));
            HttpResponse<String> known = who(http, context, here);

            assertThat(unknown.statusCode()).isEqualTo(503);
            assertThat(unknown.body()).contains("urn:annals:problem:log-unavailable");
            assertThat(unknown.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(known.statusCode()).isEqualTo(200);
        }
    }

    private static HttpResponse<String> who(HttpClient http, ConfigurableApplicationContext context, String key)
            throws Exception {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/who"))
                        .header("Authorization", "Bearer " + key)
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static ConfigurableApplicationContext started(Path home, String uri) {
        return new SpringApplicationBuilder(Behind.class)
                .web(WebApplicationType.SERVLET)
                .properties(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "spring.main.banner-mode=off",
                        "annals.home=" + home,
                        "annals.mongodb.uri=" + uri,
                        "annals.mongodb.database=wiring"
                                + UUID.randomUUID().toString().substring(0, 8))
                .run();
    }
}
