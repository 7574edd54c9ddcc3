package io.annals.command.loyalty;

import io.annals.command.decision.policy.Policies;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What follows for the account from what happens in the shop. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({LoyaltyRate.class, GoodwillLimits.class})
class LoyaltyPolicies {
    @Bean
    Policies loyalty(LoyaltyRate rate) {
        return new Policies(
                "loyalty",
                List.of(new WhenPurchaseMadeThenEarnPoints(rate), new WhenLinesTakenBackThenTakeBackPoints()));
    }
}
