package io.annals.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;

/** The last line of a verification. */
final class Verdicts {
    private Verdicts() {}

    static void holds(JsonNode verdict) {
        assertThat(verdict.path("valid").asBoolean(false))
                .as(verdict.toString())
                .isTrue();
        assertThat(verdict.hasNonNull("brokenAt")).as(verdict.toString()).isFalse();
    }
}
