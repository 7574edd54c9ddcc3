package io.annals.query.definition;

import io.annals.edge.definition.DefinitionForm;
import io.annals.edge.refusal.Unknown;
import io.annals.events.definition.DefinitionContent;
import io.annals.events.definition.DefinitionId;
import io.annals.events.definition.DefinitionKind;
import io.annals.query.definition.DefinitionView.Version;
import io.annals.query.projection.Projections;
import io.annals.query.projection.Shown;
import io.annals.query.projection.Views;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** All kinds of definitions that the features have registered, and what is laid down in each. Thread safe. */
@Component
public final class Definitions {
    /** A kind with all that is known of it. */
    record Registered<C extends DefinitionContent>(DefinitionForm<C> form, DefinitionTrial<C> trial) {
        static <C extends DefinitionContent> Registered<C> of(DefinitionTrial<C> trial, JsonMapper json) {
            return new Registered<>(new DefinitionForm<>(trial.kind(), json), trial);
        }
    }

    private final Map<String, Registered<?>> kinds = new TreeMap<>();
    private final Views<DefinitionView> views;

    Definitions(List<DefinitionTrial<?>> trials, Projections projections, JsonMapper json) {
        trials.forEach(trial -> kinds.put(trial.kind().name(), Registered.of(trial, json)));
        this.views = projections.views(DefinitionProjection.DEFINITION);
    }

    List<Registered<?>> kinds() {
        return List.copyOf(kinds.values());
    }

    /** @throws Unknown when no feature has registered it */
    Registered<?> kind(String name) {
        Registered<?> kind = kinds.get(name);
        if (kind == null) {
            throw new Unknown("unknown-definition-kind", "There is no such kind of definition.");
        }
        return kind;
    }

    /** What is effective at a moment, as far as it is processed; empty when nothing is. */
    public <C extends DefinitionContent> Optional<C> inForce(DefinitionKind<C> kind, String name, Instant at) {
        return asItIs(kind, name).effective(at).map(version -> content(kind, version));
    }

    /** What a version laid down; empty for one that is not known. */
    public <C extends DefinitionContent> Optional<C> version(DefinitionKind<C> kind, String name, long number) {
        return asItIs(kind, name).version(number).map(version -> content(kind, version));
    }

    private DefinitionView asItIs(DefinitionKind<?> kind, String name) {
        return views.asItIs(new DefinitionId(kind.name(), name).stream())
                .map(Shown::view)
                .orElse(DefinitionView.NONE)
                .behind(kind.first().get(name));
    }

    private <C extends DefinitionContent> C content(DefinitionKind<C> kind, Version version) {
        return kind.form().cast(kind(kind.name()).form().stored(version.content()));
    }
}
