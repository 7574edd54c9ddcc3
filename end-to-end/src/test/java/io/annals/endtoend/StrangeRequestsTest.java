package io.annals.endtoend;

import static io.annals.edge.Role.ADMINISTRATOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a machine sends: found by {@code end-to-end/schemathesis}, and once answered by 500. */
@ExtendWith(Shared.class)
class StrangeRequestsTest {
    private final Annals annals;
    private final Client administrator;
    private int complaintsBefore;

    StrangeRequestsTest(Annals annals) {
        this.annals = annals;
        this.administrator = annals.as(ADMINISTRATOR);
    }

    @BeforeEach
    void see() {
        complaintsBefore = annals.complaints().size();
    }

    @AfterEach
    void nothing_is_logged_as_an_error() {
        assertThat(annals.complaints()).hasSize(complaintsBefore);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/customers?=0", "/customers?=%F0%90%AD%88r&page=1"})
    void a_parameter_without_a_name_is_malformed(String address) {
        refused(400, administrator.get(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/join"})
    void a_form_with_names_of_control_characters_is_malformed(String page) {
        refused(
                400,
                administrator.send(
                        "POST",
                        page,
                        BodyPublishers.ofString("%05S%C2%B3%292M=null"),
                        "Content-Type",
                        "application/x-www-form-urlencoded"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/customers/%s", "/tasks/%s"})
    void a_patch_of_null_is_none(String edited) {
        refused(422, administrator.json("PATCH", edited.formatted(UUID.randomUUID()), "null", "If-Match", "\"1\""));
    }

    @Test
    void files_are_taken_nowhere() {
        for (String type : new String[] {"multipart/form-data", "multipart/form-data; boundary=x"}) {
            refused(415, administrator.send("POST", "/contacts", BodyPublishers.ofString("x"), "Content-Type", type));
            administrator
                    .send("POST", "/log/verification", BodyPublishers.ofString("x"), "Content-Type", type)
                    .expect(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/*", "*/json", "*"})
    void a_type_of_content_that_is_none_in_particular_is_taken_nowhere(String type) {
        refused(415, administrator.send("POST", "/contacts", BodyPublishers.ofString("{}"), "Content-Type", type));
    }

    private static void refused(int status, Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
    }
}
