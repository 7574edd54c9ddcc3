package io.annals.edge.refusal;

import java.time.Duration;
import java.util.Map;

/** More was asked for in this time than anybody may. HTTP 429 with {@code Retry-After}. */
public non-sealed class TooMany extends Refusal {
    /** The fact that says after how many seconds the next one is answered. */
    public static final String RETRY_AFTER = "retryAfter";

    private static final long serialVersionUID = 1L;

    /** @param wait until the next one is answered; told in whole seconds, at least one */
    public TooMany(String sentence, Duration wait) {
        super(
                "too-many-requests",
                sentence,
                Map.of(RETRY_AFTER, Math.max(1, wait.plusMillis(999).toSeconds())));
    }
}
