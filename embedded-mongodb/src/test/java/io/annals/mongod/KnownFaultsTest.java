package io.annals.mongod;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the documents say of the versions that are fetched is about those versions. */
@Tag("quick")
class KnownFaultsTest {
    private final List<MongodVersion> fetched = MongodSearch.ordinary(Path.of("none")).downloads().stream()
            .map(Download::version)
            .toList();

    @Test
    void each_version_that_is_fetched_stands_in_the_bill_of_materials_and_each_with_a_known_fault_says_so()
            throws IOException {
        Document bill = Document.parse(Files.readString(Path.of("../app/src/main/sbom/mongod.json")));
        List<Document> components = bill.getList("components", Document.class);
        List<Document> faults = bill.getList("vulnerabilities", Document.class);

        assertThat(components)
                .filteredOn("name", "mongod")
                .extracting(component -> component.getString("version"))
                .containsExactlyInAnyOrderElementsOf(
                        fetched.stream().map(MongodVersion::toString).toList());
        assertThat(faults.getFirst().getList("affects", Document.class))
                .extracting(affected -> affected.getString("ref"))
                .containsExactlyElementsOf(fetched.stream()
                        .filter(version -> !version.isMended())
                        .map(version -> "pkg:generic/mongodb@" + version)
                        .toList());
    }

    @Test
    void security_md_and_the_readme_name_each_version_that_is_fetched() throws IOException {
        for (MongodVersion version : fetched) {
            assertThat(Path.of("../SECURITY.md")).content().contains("| " + version + " |");
            assertThat(Path.of("README.md")).content().contains(version.toString());
        }
    }
}
