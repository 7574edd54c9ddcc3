package io.annals.endtoend;

import java.time.Duration;

/** How long things may take before a test calls them broken; on a busy machine of two cores, so generously. */
final class Waits {
    static final Duration SHORT = Duration.ofSeconds(20);
    static final Duration LONG = Duration.ofSeconds(90);

    private Waits() {}
}
