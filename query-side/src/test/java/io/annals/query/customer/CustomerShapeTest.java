package io.annals.query.customer;

import static io.annals.query.Stories.ANN;
import static io.annals.query.Stories.THEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.annals.edge.json.JsonForms;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

@Tag("quick")
class CustomerShapeTest {
    private static final JsonMapper JSON = JsonForms.mapper();
    private static final CustomerShape NOBODY =
            CustomerShape.of(List.of(ANN.toString()), CustomerView.UNKNOWN, 7, null, THEN);

    private record Listed(@JsonUnwrapped CustomerShape customer, long unread) {}

    @Test
    void what_features_add_stands_by_name_where_the_sections_are() {
        assertThat(names(NOBODY)).isEqualTo(names()).doesNotContain("sections");
    }

    @Test
    void so_it_does_in_a_list() {
        List<String> names = names();
        names.add("unread");

        assertThat(names(new Listed(NOBODY, 3))).isEqualTo(names);
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(
                List.of("id", "roles", "identities", "attributes", "consents", "channels", "purchases"));
        names.addAll(CustomerSections.NONE.keySet());
        names.addAll(List.of("conflicts", "handlers", "erased", "version", "position"));
        return names;
    }

    private static List<String> names(Record record) {
        return List.copyOf(JSON.readTree(JSON.writeValueAsString(record)).propertyNames());
    }
}
