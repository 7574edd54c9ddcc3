package io.annals.edge;

import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A state of health between up and down: what is shown is right, and something is being tried again or has been set aside
 * and waits for an operator.
 */
@Configuration(proxyBeanMethods = false)
public class Degraded {
    public static final Status STATUS = new Status("DEGRADED");

    /** By default a status that Spring does not know would be passed over. */
    @Bean
    StatusAggregator statusAggregator() {
        return StatusAggregator.of(Status.DOWN, Status.OUT_OF_SERVICE, STATUS, Status.UP, Status.UNKNOWN);
    }
}
