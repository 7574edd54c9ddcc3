package io.annals.events.opportunity;

import io.annals.events.definition.DefinitionContent;
import io.annals.events.definition.DefinitionKind;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Through which stages opportunities go: a kind of definition.
 *
 * @param names what it is called, by language; {@code en} always
 * @param stages in their order; one of them won, one lost, the others open
 * @param lossReasons for which an opportunity may be lost
 */
public record Pipeline(Map<String, String> names, List<Stage> stages, List<LossReason> lossReasons)
        implements DefinitionContent {
    /** The pipeline that is there from the start. */
    public static final String STANDARD = "standard";

    /** Nobody is paid by it and nobody is written to, but forecasts of money rest on it: a second person approves. */
    public static final DefinitionKind<Pipeline> KIND = new DefinitionKind<>(
            "pipeline",
            Pipeline.class,
            DefinitionKind.beside(Pipeline.class, "pipeline.schema.json"),
            true,
            Map.of(STANDARD, DefinitionKind.beside(Pipeline.class, "pipeline.standard.json")));

    public Pipeline {
        names = Map.copyOf(names);
        stages = List.copyOf(stages);
        lossReasons = List.copyOf(lossReasons);
    }

    /** What it means for an opportunity to be in a stage. */
    public enum Outcome {
        OPEN,
        WON,
        LOST
    }

    /**
     * A stage.
     *
     * @param id unique within the pipeline
     * @param probability with which an opportunity in it is won, in percent
     */
    public record Stage(String id, Map<String, String> names, long probability, Outcome outcome) {
        public Stage {
            names = Map.copyOf(names);
        }
    }

    /** @param id unique within the pipeline */
    public record LossReason(String id, Map<String, String> names) {
        public LossReason {
            names = Map.copyOf(names);
        }
    }

    public Optional<Stage> stage(String id) {
        return stages.stream().filter(stage -> stage.id().equals(id)).findFirst();
    }

    /** The first of this outcome; there is one of each in a pipeline without defects. */
    public Stage first(Outcome outcome) {
        return stages.stream()
                .filter(stage -> stage.outcome() == outcome)
                .findFirst()
                .orElseThrow();
    }

    public boolean knowsReason(String id) {
        return lossReasons.stream().anyMatch(reason -> reason.id().equals(id));
    }

    @Override
    public Map<String, String> defects() {
        Map<String, String> defects = new LinkedHashMap<>();
        repeated(stages, Stage::id).ifPresent(index -> defects.put("/stages/" + index + "/id", "must be unique"));
        repeated(lossReasons, LossReason::id)
                .ifPresent(index -> defects.put("/lossReasons/" + index + "/id", "must be unique"));
        if (count(Outcome.OPEN) == 0) {
            defects.put("/stages", "must have an open stage");
        }
        if (count(Outcome.WON) != 1 || count(Outcome.LOST) != 1) {
            defects.putIfAbsent("/stages", "must have one stage for what is won and one for what is lost");
        }
        for (int i = 0; i < stages.size(); i++) {
            String reason = wrong(stages.get(i));
            if (reason != null) {
                defects.put("/stages/" + i + "/probability", reason);
            }
        }
        return defects;
    }

    private static @Nullable String wrong(Stage stage) {
        return switch (stage.outcome()) {
            case OPEN -> null;
            case WON -> stage.probability() == 100 ? null : "must be 100 for what is won";
            case LOST -> stage.probability() == 0 ? null : "must be 0 for what is lost";
        };
    }

    private long count(Outcome outcome) {
        return stages.stream().filter(stage -> stage.outcome() == outcome).count();
    }

    private static <T> Optional<Integer> repeated(List<T> all, Function<T, String> id) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            if (!seen.add(id.apply(all.get(i)))) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
