package io.annals.command.merge;

import io.annals.command.decision.policy.Policies;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Merges that follow by themselves, where the company wants it: {@code annals.merge.by-rule=true}. */
@Configuration(proxyBeanMethods = false)
class MergePolicies {
    @Bean
    @ConditionalOnProperty("annals.merge.by-rule")
    Policies merge() {
        return new Policies("merge", List.of(new WhenIdentitiesMeetThenMerge()));
    }
}
