package io.annals.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.contact.ContactEvent;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class PublicNamesTest {
    @Test
    void every_fact_has_one_name() throws IOException, URISyntaxException, ClassNotFoundException {
        assertThat(EventType.ALL.stream().<Class<?>>map(EventType::fact).toList())
                .hasSizeGreaterThan(20)
                .containsExactlyInAnyOrderElementsOf(allFacts());
        assertThat(EventType.ALL).extracting(EventType::name).doesNotHaveDuplicates();
    }

    @Test
    void a_name_is_family_and_fact_and_no_class_name() {
        assertThat(EventType.ALL).allSatisfy(name -> assertThat(name.name()).matches("[a-z]+\\.[A-Z][A-Za-z]+"));
        assertThat(EventEncoding.nameOf(ContactEvent.EmailReceived.class)).isEqualTo("contact.EmailReceived");
    }

    @Test
    void a_fact_without_a_name_is_not_written() {
        record Rumour(CustomerId customer, Instant occurredAt) implements Fact {
            @Override
            public String stream() {
                return "rumour";
            }
        }
        Fact rumour = new Rumour(CustomerId.of("01890a5d-ac96-774b-bcce-b302099a8057"), Instant.EPOCH);
        EventEncoding encoding = new EventEncoding(new KeysInMemory());

        assertThatThrownBy(() -> encoding.encode("stream", 0, "id", Map.of(), rumour))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Rumour has no public name");
    }

    /** By what lies in the room of the facts, so that a family which nobody thought of here is found as well. */
    private static Set<Class<?>> allFacts() throws IOException, URISyntaxException, ClassNotFoundException {
        Path room = Path.of(
                Fact.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Set<Class<?>> facts = new HashSet<>();
        for (String file : classFiles(room)) {
            Class<?> type = Class.forName(file.substring(file.indexOf("io/annals"), file.length() - ".class".length())
                    .replace('/', '.'));
            if (Fact.class.isAssignableFrom(type) && !type.isInterface()) {
                facts.add(type);
            }
        }
        return facts;
    }

    private static List<String> classFiles(Path room) throws IOException {
        if (Files.isDirectory(room)) {
            return classFilesBelow(room);
        }
        try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + room.toUri()), Map.of())) {
            return classFilesBelow(jar.getPath("/"));
        }
    }

    private static List<String> classFilesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                    .toList();
        }
    }
}
