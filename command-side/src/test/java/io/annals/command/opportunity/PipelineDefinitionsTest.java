package io.annals.command.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.Side;
import io.annals.command.Side.Reply;
import io.annals.edge.Role;
import io.annals.edge.json.JsonForms;
import io.annals.events.opportunity.Pipeline;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class PipelineDefinitionsTest {
    private static final JsonMapper JSON = JsonForms.mapper();

    private final Side side = Side.shared();
    private final String path =
            "/definitions/pipeline/p" + UUID.randomUUID().toString().substring(0, 8) + "/versions";

    private static JsonNode standard() {
        return JSON.readTree(Objects.requireNonNull(Pipeline.KIND.first().get(Pipeline.STANDARD)));
    }

    private static String body(JsonNode content) {
        return JSON.createObjectNode().set("content", content).toString();
    }

    @Test
    void a_definition_is_drafted_submitted_and_approved_by_another_person() {
        Reply drafted = side.post(Role.MANAGER, path, body(standard()));
        assertThat(drafted.status()).isEqualTo(201);
        assertThat(drafted.body().path("version").asLong()).isEqualTo(1);
        assertThat(side.post(Role.MANAGER, path, body(standard())).status()).isEqualTo(200);

        assertThat(side.post(Role.MANAGER, path + "/1/submission", "{}").status())
                .isEqualTo(200);
        assertThat(side.post(Role.MANAGER, path + "/1/approval", "").text("type"))
                .isEqualTo("urn:annals:problem:own-draft");
        Reply approved = side.post(Role.ADMINISTRATOR, path + "/1/approval", "");
        assertThat(approved.status()).isEqualTo(200);
        assertThat(approved.body().path("edit").asLong()).isEqualTo(3);
    }

    @Test
    void what_is_wrong_is_named_by_its_json_pointer() {
        JsonNode content = standard();
        ((ObjectNode) content.at("/stages/1")).put("probability", 101);

        Reply refused = side.post(Role.MANAGER, path, body(content));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("field")).isEqualTo("/content/stages/1/probability");
        assertThat(refused.text("detail")).isEqualTo("/content/stages/1/probability must be at most 100.");
        assertThat(side.post(Role.MANAGER, "/definitions/nothing/x/versions", body(standard()))
                        .text("type"))
                .isEqualTo("urn:annals:problem:unknown-definition-kind");
        assertThat(side.post(Role.MANAGER, "/definitions/pipeline/X/versions", body(standard()))
                        .text("field"))
                .isEqualTo("name");
        assertThat(side.post(Role.MANAGER, path + "/7/approval", "").status()).isEqualTo(404);
        assertThat(side.post(Role.SALES, path, body(standard())).status()).isEqualTo(403);
    }
}
