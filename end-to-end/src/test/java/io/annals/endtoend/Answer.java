package io.annals.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the server answered. */
record Answer(int status, String contentType, Optional<String> etag, String text) {
    static final JsonMapper JSON = JsonMapper.shared();

    JsonNode json() {
        return JSON.readTree(text);
    }

    String text(String field) {
        return json().path(field).asString("");
    }

    /** The position in the entity tag. */
    long position() {
        return Long.parseLong(etag.orElseThrow().replaceAll("[^0-9]", ""));
    }

    Answer expect(int... statuses) {
        assertThat(statuses).as("status of: %s", text).contains(status);
        return this;
    }
}
