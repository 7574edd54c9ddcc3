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
                .filteredOn(part -> !part.path("group").asString().equals("io.annals"))
                .allSatisfy(part -> {
                    assertThat(part.path("purl").asString()).startsWith("pkg:maven/");
                    assertThat(part.path("version").asString()).isNotEmpty();
                    assertThat(part.path("hashes").isEmpty()).isFalse();
                });
    }
}
