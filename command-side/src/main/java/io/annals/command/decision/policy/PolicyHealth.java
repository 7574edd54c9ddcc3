package io.annals.command.decision.policy;

import io.annals.command.decision.policy.PolicyProcessors.CustomerStatus;
import io.annals.edge.Degraded;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** {@code DEGRADED} when policies are trying again or have set facts aside: what follows from those is still to come. */
final class PolicyHealth implements HealthIndicator {
    private final PolicyProcessors policies;

    PolicyHealth(PolicyProcessors policies) {
        this.policies = policies;
    }

    @Override
    public Health health() {
        List<CustomerStatus> standings = policies.standings();
        boolean well = standings.stream().noneMatch(one -> one.failing() || one.parked() > 0);
        Health.Builder health = Health.status(well ? Status.UP : Degraded.STATUS);
        standings.forEach(one -> health.withDetail(
                one.policies(), Map.of("failing", one.failing(), "position", one.position(), "parked", one.parked())));
        return health.build();
    }
}
