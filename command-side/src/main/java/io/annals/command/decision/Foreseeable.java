package io.annals.command.decision;

import java.util.Map;

/** A command that says beforehand which streams decide it, so that those of many can be read in one round trip. */
public interface Foreseeable {
    /** Streams that the decision looks at and may write to, each with how it looks at them. */
    Map<String, Fold<?, ?>> streams();
}
