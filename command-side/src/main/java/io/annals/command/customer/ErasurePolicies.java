package io.annals.command.customer;

import io.annals.command.decision.policy.Policies;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What follows from an erasure. */
@Configuration(proxyBeanMethods = false)
class ErasurePolicies {
    @Bean
    Policies erasure() {
        return new Policies("erasure", List.of(new WhenCustomerErasedThenDestroyKey()));
    }
}
