package io.annals.endtoend.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What README and the other documents promise about themselves. */
@Tag("quick")
class ReadmeTest {

    @Test
    void the_first_two_fenced_blocks_are_the_two_commands() throws IOException {
        List<String> blocks = Pattern.compile("```\\w*\\n(.*?)\\n```", Pattern.DOTALL)
                .matcher(Files.readString(Sources.ROOT.resolve("README.md")))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(blocks.get(0))
                .startsWith("./mvnw ")
                .contains("spring-boot:run")
                .doesNotContain("\n");
        assertThat(blocks.get(1)).isEqualTo("./mvnw verify");
    }

    @Test
    void ci_runs_the_second_command_of_readme() throws IOException {
        assertThat(Files.readString(Sources.ROOT.resolve(".ci/run")))
                .contains("README.md")
                .contains("eval \"$command\"");
    }

    @Test
    void every_relative_link_of_the_documents_leads_somewhere() throws IOException {
        Pattern link = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)[^)]*\\)");
        for (String document : List.of(
                "README.md",
                "CONTRIBUTING.md",
                "docs/architecture.md",
                "docs/claims.md",
                "docs/desk.md",
                "docs/runbook.md",
                "docs/walk-through.md")) {
            var file = Sources.ROOT.resolve(document);
            List<MatchResult> links =
                    link.matcher(Files.readString(file)).results().toList();
            for (MatchResult found : links) {
                assertThat(file.resolveSibling(found.group(1)))
                        .as("%s → %s", document, found.group(1))
                        .exists();
            }
        }
    }

    @Test
    void the_walk_of_one_e_mail_leads_through_few_classes() throws IOException {
        String walk = Files.readString(Sources.ROOT.resolve("docs/architecture.md"));

        assertThat(Pattern.compile("\\]\\(\\.\\./([^)]+)\\.java\\)")
                        .matcher(walk)
                        .results()
                        .map(found -> found.group(1))
                        .distinct())
                .hasSizeBetween(10, 25);
    }
}
