package io.annals.edge.refusal;

import java.util.Map;

/** An edit came without the version that it is based on. HTTP 428. */
public non-sealed class VersionMissing extends Refusal {
    private static final long serialVersionUID = 1L;

    public VersionMissing() {
        super("version-missing", "An edit needs If-Match with the version that it is based on.", Map.of());
    }
}
