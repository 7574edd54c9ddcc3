package io.annals.query.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.events.CustomerId;
import io.annals.events.EventFamily;
import io.annals.events.Fact;
import io.annals.events.PublicName;
import io.annals.query.Examples;
import io.annals.query.Stories;
import io.annals.query.customer.CustomerEntries;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class ToldFamiliesTest {
    private sealed interface Weather extends Fact {
        @Override
        default String stream() {
            return "weather-here";
        }
    }

    @PublicName("weather.Rained")
    private record Rained(CustomerId customer, Instant occurredAt) implements Weather {}

    private static final class WeatherFamily implements EventFamily {
        @Override
        public String name() {
            return "weather";
        }

        @Override
        public Class<? extends Fact> type() {
            return Weather.class;
        }
    }

    private static final class SilentWeather implements TimelineEntries<Weather> {
        @Override
        public Class<Weather> family() {
            return Weather.class;
        }

        @Override
        public Map<Class<? extends Weather>, String> kinds() {
            return Map.of();
        }

        @Override
        public Optional<Told> of(Weather fact) {
            return Optional.empty();
        }
    }

    @Test
    void a_family_that_is_neither_told_nor_declared_silent_stops_the_start() {
        List<EventFamily> weather = List.of(new WeatherFamily());

        assertThatThrownBy(() -> ToldFamilies.of(weather, List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no TimelineEntries for the family weather");
        assertThatThrownBy(() -> ToldFamilies.of(weather, List.of(new CustomerEntries())))
                .as("what another family says is not taken for its own")
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_silent_family_is_told_in_no_timeline() {
        ToldFamilies silent = ToldFamilies.of(List.of(new WeatherFamily()), List.of(new SilentWeather()));

        assertThat(silent.told(new Rained(Stories.ANN, Instant.EPOCH))).isEmpty();
    }

    @Test
    void every_fact_that_has_a_kind_is_told_and_no_other() {
        for (Fact fact : Examples.all()) {
            assertThat(ToldFamilies.ALL.told(fact).isPresent())
                    .as(fact.getClass().getSimpleName())
                    .isEqualTo(ToldFamilies.ALL.kindOf(fact).isPresent());
        }
    }
}
