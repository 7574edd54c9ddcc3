package io.annals.query.definition;

import static io.annals.query.Stories.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.edge.Actor;
import io.annals.edge.Role;
import io.annals.events.definition.DefinitionEvent.DefinitionDrafted;
import io.annals.events.definition.DefinitionId;
import io.annals.query.RunningSide;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** The list of definitions, through the doors of the whole side. */
@Timeout(120)
class DefinitionsTest {
    private static final Actor MANAGER = new Actor("mia", Role.MANAGER);

    private static String name(int number) {
        return String.format(Locale.ROOT, "p%03d", number);
    }

    private static void tell(RunningSide side, int from, int to, String content) throws Exception {
        for (int i = from; i <= to; i++) {
            side.tell("mia", new DefinitionDrafted(new DefinitionId("pipeline", name(i)), 1, content, "mia", day(1)));
        }
    }

    private static JsonNode list(RunningSide side) throws Exception {
        String path = "/definitions/pipeline?atLeast=" + side.last();
        return RunningSide.json(side.send("GET", path, MANAGER, ""), 200).path("definitions");
    }

    @Test
    void all_are_listed_by_name_as_long_as_they_are_of_a_bearable_size_together() throws Exception {
        try (RunningSide side = new RunningSide()) {
            tell(side, 1, 50, "{}");

            assertThat(list(side).valueStream().map(one -> one.path("name").asString()))
                    .startsWith(name(1), name(2))
                    .endsWith(name(50), "standard")
                    .hasSize(51);

            tell(side, 51, 99, "{\"en\":\"%s\"}".formatted("x".repeat(150_000)));

            assertThat(list(side).valueStream().map(one -> one.path("name").asString()))
                    .startsWith(name(1), name(2))
                    .containsAll(IntStream.rangeClosed(1, 80)
                            .mapToObj(DefinitionsTest::name)
                            .toList())
                    .doesNotContain(name(81), name(99))
                    .endsWith("standard");
        }
    }
}
