package io.annals.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.events.EventFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A stream's name is stored for ever as well. */
@Tag("quick")
class StreamsTest {
    private static final Path APPROVED = Path.of("src/test/resources/streams");

    @Test
    void facts_belong_to_the_streams_that_they_have_always_belonged_to() throws IOException {
        for (EventFamily family : EventFamily.all()) {
            Path approved = APPROVED.resolve(family.name() + ".txt");
            String streams = family.facts().stream()
                    .map(type -> EventEncoding.nameOf(type) + " " + Facts.example(type).stream() + "\n")
                    .sorted()
                    .collect(Collectors.joining());
            if (Boolean.getBoolean("annals.approve")) {
                Files.createDirectories(APPROVED);
                Files.writeString(approved, streams);
            }

            assertThat(streams).isEqualTo(Files.readString(approved));
        }
    }
}
