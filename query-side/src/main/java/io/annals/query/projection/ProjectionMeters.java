package io.annals.query.projection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/** {@code annals.projection.lag.events}, {@code .lag.seconds} and {@code .parked}, as of the last round, by name. */
final class ProjectionMeters implements MeterBinder {
    private final Projections projections;

    ProjectionMeters(Projections projections) {
        this.projections = projections;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (String name : projections.names()) {
            gauge(registry, "annals.projection.lag.events", name, State::lagEvents, "commits still to be processed");
            gauge(registry, "annals.projection.lag.seconds", name, State::lagSeconds, "age of the oldest of these");
            gauge(registry, "annals.projection.parked", name, State::parked, "subjects set aside");
        }
    }

    private void gauge(
            MeterRegistry registry, String meter, String name, ToDoubleFunction<State> value, String description) {
        Gauge.builder(
                        meter,
                        projections,
                        all -> all.latest()
                                .filter(state -> state.name().equals(name))
                                .mapToDouble(value)
                                .findFirst()
                                .orElse(Double.NaN))
                .tag("name", name)
                .description(description)
                .register(registry);
    }
}
