package io.annals.endtoend;

import static io.annals.edge.Role.ADMINISTRATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.query.customer.CustomerSection;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OpenAPI says what the server takes and gives, as it looks in JSON. */
@ExtendWith(Shared.class)
class OpenApiTest {
    private final JsonNode api;

    OpenApiTest(Annals annals) {
        this.api = annals.as(ADMINISTRATOR).get("/v3/api-docs").expect(200).json();
    }

    @Test
    void forms_say_what_they_need_and_refuse_what_they_do_not_know() {
        JsonNode contact = api.at("/components/schemas/ContactForm");

        assertThat(contact.path("required").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("kind", "channel", "externalId", "occurredAt", "content");
        assertThat(contact.path("additionalProperties").asBoolean(true)).isFalse();
        assertThat(contact.at("/properties/kind/enum").valueStream().map(JsonNode::asString))
                .contains("email", "questionnaire");
    }

    @Test
    void ids_are_text_and_results_are_told_apart() {
        assertThat(api.at("/components/schemas/TaskEndpointTaskForm/properties/customer/format")
                        .asString(""))
                .isEqualTo("uuid");
        assertThat(api.at("/components/schemas").propertyNames())
                .contains("TaskEndpointResult", "CustomerEndpointResult")
                .doesNotContain("Result", "CustomerId", "JsonNode");
    }

    @Test
    void nothing_of_an_answer_is_promised_that_a_role_may_not_see() {
        assertThat(api.at("/components/schemas/CustomerShape/required").isMissingNode())
                .isTrue();
    }

    @Test
    void what_features_add_to_a_customer_is_described_among_the_rest_alone_and_in_lists() {
        List<String> sections = ServiceLoader.load(CustomerSection.class).stream()
                .map(section -> section.get().name())
                .toList();

        assertThat(sections).isNotEmpty();
        for (String shape : List.of("CustomerShape", "CustomersListed")) {
            JsonNode properties = api.at("/components/schemas/" + shape + "/properties");
            assertThat(properties.propertyNames())
                    .as(shape)
                    .containsAll(sections)
                    .contains("purchases")
                    .doesNotContain("sections");
            for (String section : sections) {
                String form = properties.path(section).path("$ref").asString("").replace("#", "");
                assertThat(api.at(form + "/properties").isEmpty()).as(form).isFalse();
            }
        }
    }

    @Test
    void every_route_needs_a_key_and_may_refuse_by_a_problem_but_for_the_way_in() {
        api.path("paths")
                .forEachEntry((path, routes) -> routes.forEachEntry((method, route) -> {
                    assertThat(route.at("/responses/default/content").propertyNames())
                            .as("%s %s", method, path)
                            .contains("application/problem+json");
                    assertThat(route.path("security").isEmpty())
                            .as("%s %s", method, path)
                            .isEqualTo(path.startsWith("/login") || path.equals("/join"));
                }));
    }

    @Test
    void customers_are_asked_for_by_named_parameters() {
        assertThat(api.at("/paths/~1customers/get/parameters")
                        .valueStream()
                        .map(parameter -> parameter.path("name").asString()))
                .contains("q", "list", "sort", "contactedAfter", "cursor")
                .doesNotContain("asked");
    }
}
