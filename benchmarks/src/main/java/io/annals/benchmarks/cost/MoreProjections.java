package io.annals.benchmarks.cost;

import io.annals.events.Fact;
import io.annals.log.RecordedEvent;
import io.annals.query.projection.Fold;
import io.annals.query.projection.Projection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import picocli.CommandLine.Option;

/** Projections beside the server's own, as more features would bring them: each counts the events of a subject. */
@Configuration(proxyBeanMethods = false)
@Import(MoreProjections.Registrar.class)
public class MoreProjections {
    private static final String UNCONCERNED = "annals.benchmark.unconcerned";
    private static final String CONCERNED = "annals.benchmark.concerned";

    /** How many; options of a command. */
    public static final class Asked {
        @Option(
                names = "--unconcerned",
                defaultValue = "0",
                description = "more projections that no event of the run concerns")
        int unconcerned;

        @Option(names = "--concerned", defaultValue = "0", description = "more projections that every event changes")
        int concerned;

        /** Settings of a server that has them. */
        public List<String> settings() {
            List<String> settings = new ArrayList<>();
            if (unconcerned + concerned > 0) {
                settings.add("--spring.main.sources=" + MoreProjections.class.getName());
                settings.add("--" + UNCONCERNED + "=" + unconcerned);
                settings.add("--" + CONCERNED + "=" + concerned);
            }
            return settings;
        }

        @Override
        public String toString() {
            return unconcerned + " more projections that nothing concerns, " + concerned + " that everything does";
        }
    }

    /** @param events how many there were of the subject */
    public record Counted(long events) {}

    private record Counting() implements Fold<Counted> {
        @Override
        public Counted empty(String subject) {
            return new Counted(0);
        }

        @Override
        public Counted apply(Counted view, RecordedEvent where, Fact fact) {
            return new Counted(view.events() + 1);
        }
    }

    static final class Registrar implements BeanRegistrar {
        @Override
        public void register(BeanRegistry registry, Environment settings) {
            add(registry, "unconcerned", settings.getProperty(UNCONCERNED, Integer.class, 0), Set.of("none.OfThese"));
            add(registry, "concerned", settings.getProperty(CONCERNED, Integer.class, 0), Set.of());
        }

        private static void add(BeanRegistry registry, String name, int count, Set<String> types) {
            for (int i = 0; i < count; i++) {
                Projection<Counted> projection =
                        new Projection<>(name + (char) ('a' + i), new Counting(), Counted.class, List.of(), types);
                registry.registerBean(projection.name(), Projection.class, bean -> bean.supplier(_ -> projection));
            }
        }
    }
}
