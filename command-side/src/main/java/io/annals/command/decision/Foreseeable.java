package io.annals.command.decision;

import java.util.List;

/** A command that says beforehand which streams decide it, so that many can be looked up in one round trip. */
public interface Foreseeable {
    /** Streams that the decision looks at and may write to. */
    List<String> streams();
}
