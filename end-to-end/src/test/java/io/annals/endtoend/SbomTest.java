package io.annals.endtoend;

import static io.annals.edge.Role.ADMINISTRATOR;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What the program is made of, as the build has written it down and the program tells. */
@ExtendWith(Shared.class)
class SbomTest {
    private final Annals annals;

    SbomTest(Annals annals) {
        this.annals = annals;
    }

    @Test
    void every_library_stands_in_the_bill_with_version_hash_and_package_url() {
        JsonNode bill = annals.as(ADMINISTRATOR)
                .get("/actuator/sbom/application")
                .expect(200)
                .json();

        assertThat(bill.path("bomFormat").asString()).isEqualTo("CycloneDX");
        assertThat(bill.path("components")
                        .valueStream()
                        .map(part -> part.path("name").asString()))
                .contains("spring-security-web", "mongodb-driver-sync", "axon-messaging", "tink", "lit", "qrcodegen");
        assertThat(bill.path("components").valueStream())
                .filteredOn(part -> part.path("type").asString().equals("library")
                        && !part.path("group").asString().equals("io.annals"))
                .allSatisfy(part -> {
                    assertThat(part.path("purl").asString()).startsWith("pkg:maven/");
                    assertThat(part.path("version").asString()).isNotEmpty();
                    assertThat(part.path("hashes").isEmpty()).isFalse();
                });
        assertThat(bill.path("dependencies").isEmpty()).isFalse();
    }

    @Test
    void the_mongod_that_is_fetched_stands_in_the_bill_with_what_is_known_of_it() {
        JsonNode bill = annals.as(ADMINISTRATOR)
                .get("/actuator/sbom/application")
                .expect(200)
                .json();

        assertThat(bill.path("components").valueStream())
                .filteredOn(part -> part.path("name").asString().equals("mongod"))
                .extracting(part -> part.path("purl").asString())
                .containsExactlyInAnyOrder("pkg:generic/mongodb@7.0.34", "pkg:generic/mongodb@6.0.5");
        assertThat(bill.path("vulnerabilities").valueStream()).singleElement().satisfies(known -> {
            assertThat(known.path("id").asString()).isEqualTo("CVE-2025-14847");
            assertThat(known.path("affects").path(0).path("ref").asString()).isEqualTo("pkg:generic/mongodb@6.0.5");
        });
    }
}
