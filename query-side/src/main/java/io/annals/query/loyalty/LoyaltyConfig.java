package io.annals.query.loyalty;

import io.annals.encoding.EventEncoding;
import io.annals.log.EventLog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LoyaltyConfig {
    @Bean
    Statement statement(EventLog log, EventEncoding encoding) {
        return new Statement(log, encoding);
    }
}
