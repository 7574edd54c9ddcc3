package io.annals.command.opportunity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.annals.edge.definition.DefinitionForm;
import io.annals.edge.json.JsonForms;
import io.annals.edge.refusal.BadInput;
import io.annals.events.opportunity.Pipeline;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Tag("quick")
class PipelineFormTest {
    private static final JsonMapper JSON = JsonForms.mapper();
    private static final DefinitionForm<Pipeline> PIPELINES = new DefinitionForm<>(Pipeline.KIND, JSON);

    private static JsonNode standard() {
        return JSON.readTree(Objects.requireNonNull(Pipeline.KIND.first().get(Pipeline.STANDARD)));
    }

    @Test
    void what_is_as_its_kind_wants_it_is_read_and_stored_and_read_again() {
        Pipeline read = PIPELINES.read(standard(), "/content");

        assertThat(read.stages())
                .extracting(Pipeline.Stage::id)
                .startsWith("new")
                .endsWith("won", "lost");
        assertThat(PIPELINES.stored(PIPELINES.text(standard()))).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/stages/1/probability | 101 | /content/stages/1/probability | must be at most 100",
                "/stages/1/probability | -1 | /content/stages/1/probability | must be at least 0",
                "/stages/1/probability | \"25\" | /content/stages/1/probability | must be of the type integer",
                "/stages/1/outcome | \"maybe\" | /content/stages/1/outcome | must be one of open, won, lost",
                "/stages/1/id | \"new\" | /content/stages/1/id | must be unique",
                "/stages/1/id | \"A b\" | /content/stages/1/id | must match the pattern ^[a-z][a-z0-9-]{0,39}$",
                "/stages/4/probability | 90 | /content/stages/4/probability | must be 100 for what is won",
                "/stages/1/names/uk | \"\" | /content/stages/1/names/uk | must have at least 1 characters",
                "/stages/1/colour | 7 | /content/stages/1/colour | is not known here",
                "/names | {} | /content/names/en | is missing",
                "/stages/1/probability | 20.5 | /content/stages/1/probability | must be of the type integer",
                "/stages/1/names/uk | \"a\\u0000\" | /content/stages/1/names/uk | must not contain the character"
                        + " U+0000",
                "/stages/1/names/uk | \"\\ud800\" | /content/stages/1/names/uk | must not contain half a surrogate"
                        + " pair",
                "/stages/1/probability | 1e400 | /content | cannot be accepted",
                "/stages | [] | /content/stages | must have at least 3 elements"
            })
    void what_is_not_is_refused_by_the_place_and_the_reason(String at, String value, String field, String reason) {
        JsonNode content = standard();
        int last = at.lastIndexOf('/');
        ((ObjectNode) content.at(at.substring(0, last))).set(at.substring(last + 1), JSON.readTree(value));

        BadInput refused = catchThrowableOfType(BadInput.class, () -> PIPELINES.read(content, "/content"));

        assertThat(refused.field()).isEqualTo(field);
        assertThat(refused.reason()).isEqualTo(reason);
    }

    @Test
    void a_whole_number_may_be_written_with_a_point_as_the_schema_has_it() {
        JsonNode content = standard();
        ((ObjectNode) content.at("/stages/1")).set("probability", JSON.readTree("30.0"));

        Pipeline read = PIPELINES.read(content, "/content");

        assertThat(read.stages().get(1).probability()).isEqualTo(30);
        assertThat(PIPELINES.stored(PIPELINES.text(content))).isEqualTo(read);
    }

    @Test
    void what_nothing_can_be_sold_by_is_refused() {
        JsonNode content = standard();
        for (JsonNode stage : content.path("stages")) {
            ((ObjectNode) stage).put("outcome", "won").put("probability", 100);
        }

        assertThat(catchThrowableOfType(BadInput.class, () -> PIPELINES.read(content, ""))
                        .field())
                .isEqualTo("/stages");
        assertThat(catchThrowableOfType(BadInput.class, () -> PIPELINES.read(JSON.readTree("7"), "/content"))
                        .field())
                .isEqualTo("/content");
    }
}
