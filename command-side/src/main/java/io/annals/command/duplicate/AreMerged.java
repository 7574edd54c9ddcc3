package io.annals.command.duplicate;

import io.annals.edge.refusal.RuleBroken;

/** Who is one with somebody is not told from them before the two are parted. */
final class AreMerged extends RuleBroken {
    private static final long serialVersionUID = 1L;

    AreMerged() {
        super("are-merged", "The two are merged; part them first.");
    }
}
