package io.annals.query.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.edge.json.JsonForms;
import io.annals.events.EventFamily;
import io.annals.query.Examples;
import io.annals.query.GivenFact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What each fact says in a timeline is read by people and programs alike. */
@Tag("quick")
class ShownTest {
    private static final Path APPROVED = Path.of("src/test/resources/timeline/entries");
    private static final JsonMapper JSON = JsonForms.mapper();

    @Test
    void each_fact_says_in_a_timeline_what_was_approved() throws IOException {
        for (EventFamily family : EventFamily.all()) {
            Path approved = APPROVED.resolve(family.name() + ".txt");
            String shown = GivenFact.inCommitsOf(1, Examples.of(family)).stream()
                    .map(told -> told.fact().getClass().getSimpleName() + " "
                            + TimelineEntry.of(told.where(), told.fact())
                                    .map(ShownTest::written)
                                    .orElse("is told in no timeline"))
                    .collect(Collectors.joining("\n", "", "\n"));
            if (Boolean.getBoolean("annals.approve")) {
                Files.createDirectories(APPROVED);
                Files.writeString(approved, shown);
            }

            assertThat(shown).isEqualTo(Files.readString(approved));
        }
    }

    private static String written(TimelineEntry entry) {
        return "%s %s %s %s %s %s"
                .formatted(
                        entry.family(),
                        entry.kind(),
                        entry.channel(),
                        entry.direction(),
                        entry.contact(),
                        JSON.writeValueAsString(entry.content()));
    }
}
