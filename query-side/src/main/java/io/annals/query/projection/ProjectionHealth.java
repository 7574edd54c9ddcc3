package io.annals.query.projection;

import io.annals.edge.Degraded;
import io.annals.query.projection.State.Condition;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Down when a projection stands still for good; {@code DEGRADED} when it is trying again or has set subjects aside: then
 * what it shows is right and not everything is shown.
 */
final class ProjectionHealth implements HealthIndicator {
    private final Projections projections;

    ProjectionHealth(Projections projections) {
        this.projections = projections;
    }

    @Override
    public Health health() {
        List<State> states = projections.latest().toList();
        Health.Builder health = Health.status(status(states));
        states.forEach(state -> health.withDetail(
                state.name(),
                Map.of(
                        "condition", state.condition(),
                        "position", state.position(),
                        "lagEvents", state.lagEvents(),
                        "parked", state.parked())));
        return health.build();
    }

    private static Status status(List<State> states) {
        if (states.stream().anyMatch(state -> state.condition() == Condition.STOPPED)) {
            return Status.DOWN;
        }
        boolean degraded =
                states.stream().anyMatch(state -> state.condition() == Condition.RETRYING || state.parked() > 0);
        return degraded ? Degraded.STATUS : Status.UP;
    }
}
