package io.annals.query.definition;

import io.annals.events.Fact;
import io.annals.events.definition.DefinitionContent;
import io.annals.events.definition.DefinitionKind;
import java.util.stream.Stream;

/** How a kind of definition is tried on history before it acts. Its feature registers it as a bean. */
public interface DefinitionTrial<C extends DefinitionContent> {
    DefinitionKind<C> kind();

    /** The sealed family of the facts that it looks at. */
    Class<? extends Fact> family();

    /**
     * What would have come of it. Pure.
     *
     * @param history facts of the family, in the order of the log, read as they are asked for: more than fit into memory
     * @return something that JSON can tell, and that is about nobody in particular
     */
    Record of(C content, Stream<Fact> history);
}
