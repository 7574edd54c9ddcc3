package io.annals.command.decision;

import io.annals.encoding.EventEncoding;
import io.annals.log.EventLog;
import io.annals.log.Snapshots;
import io.annals.log.axon.LogEventStorageEngine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Objects;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Axon's parts, built by hand: the bus, the gateway before it, the store behind it. */
@Configuration(proxyBeanMethods = false)
class DecisionConfig {
    @Bean
    CommandBus commandBus() {
        SimpleCommandBus bus = SimpleCommandBus.builder().build();
        bus.registerDispatchInterceptor(commands -> (_, command) -> withActor(command));
        return bus;
    }

    @Bean
    CommandGateway commandGateway(CommandBus bus) {
        return DefaultCommandGateway.builder().commandBus(bus).build();
    }

    @Bean
    EventStore eventStore(LogEventStorageEngine engine) {
        return EmbeddedEventStore.builder().storageEngine(engine).build();
    }

    @Bean
    Decisions decisions(
            EventStore store,
            EventLog log,
            Snapshots snapshots,
            EventEncoding encoding,
            @Value("${annals.decisions.remembered:50000}") int remembered) {
        return new Decisions(store, new StreamStates(log, snapshots, encoding, remembered));
    }

    @Bean
    Commands commands(CommandGateway gateway, ObjectProvider<MeterRegistry> meters) {
        return new Commands(gateway, meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    /** Nothing is done on nobody's behalf. */
    private static CommandMessage<?> withActor(CommandMessage<?> command) {
        if (Objects.toString(command.getMetaData().get(Sender.ACTOR), "").isEmpty()) {
            throw new IllegalArgumentException("a command without an actor: " + command.getCommandName());
        }
        return command;
    }
}
