package io.annals.query.definition;

import io.annals.encoding.EventEncoding;
import io.annals.events.Fact;
import io.annals.events.definition.DefinitionEvent;
import io.annals.query.projection.Projection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How definitions are stored and found: by subject, which begins with the kind. */
@Configuration(proxyBeanMethods = false)
class DefinitionProjection {
    static final Projection<DefinitionView> DEFINITION = new Projection<>(
            "definition",
            2, // of drafts that were given up it keeps the latest
            new DefinitionFold(),
            DefinitionView.class,
            List.of(),
            null,
            Stream.of(DefinitionEvent.class.getPermittedSubclasses())
                    .map(type -> EventEncoding.nameOf(type.asSubclass(Fact.class)))
                    .collect(Collectors.toUnmodifiableSet()));

    @Bean
    Projection<DefinitionView> definitionProjection() {
        return DEFINITION;
    }
}
