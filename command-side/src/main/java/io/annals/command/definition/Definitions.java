package io.annals.command.definition;

import io.annals.command.decision.Fold;
import io.annals.command.decision.Reading;
import io.annals.command.definition.DefinitionRefusal.UnknownKind;
import io.annals.edge.definition.DefinitionForm;
import io.annals.events.definition.DefinitionContent;
import io.annals.events.definition.DefinitionEvent;
import io.annals.events.definition.DefinitionId;
import io.annals.events.definition.DefinitionKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** All kinds of definitions that the features have registered, and what is effective of each. Thread safe. */
@Component
public final class Definitions {
    private static final Fold<DefinitionState, DefinitionEvent> DEFINITION =
            Fold.of(DefinitionEvent.class, DefinitionState.NONE, DefinitionState::after);

    private final Map<String, DefinitionForm<?>> forms;

    Definitions(List<DefinitionKind<?>> kinds, JsonMapper json) {
        this.forms = kinds.stream()
                .<DefinitionForm<?>>map(kind -> new DefinitionForm<>(kind, json))
                .collect(Collectors.toUnmodifiableMap(form -> form.kind().name(), Function.identity()));
    }

    /**
     * A version that is effective.
     *
     * @param name of the definition: what is decided by it names it, with its version
     */
    public record InForce<C>(String name, long version, C content) {}

    /**
     * What is effective at a moment, and still is when the decision is recorded.
     *
     * @return empty when there is no definition of that name, or none of its versions is effective
     */
    public <C extends DefinitionContent> Optional<InForce<C>> inForce(
            DefinitionKind<C> kind, String name, Reading reading, Instant at) {
        return state(new DefinitionId(kind.name(), name), reading)
                .effective(at)
                .map(version -> new InForce<>(
                        name,
                        version.number(),
                        kind.form().cast(form(kind.name()).stored(version.content()))));
    }

    DefinitionState state(DefinitionId id, Reading reading) {
        return reading.state(DEFINITION, id.stream())
                .behind(form(id.kind()).kind().first().get(id.name()));
    }

    /** @throws UnknownKind when no feature has registered it */
    DefinitionForm<?> form(String kind) {
        DefinitionForm<?> form = forms.get(kind);
        if (form == null) {
            throw new UnknownKind();
        }
        return form;
    }
}
