package io.annals.command.opportunity;

import io.annals.events.definition.DefinitionKind;
import io.annals.events.opportunity.Pipeline;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OpportunityConfig {
    @Bean
    DefinitionKind<Pipeline> pipelines() {
        return Pipeline.KIND;
    }
}
