package io.annals.query.visibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.edge.Actor;
import io.annals.edge.Grant;
import io.annals.edge.Role;
import io.annals.edge.Scope;
import io.annals.edge.json.JsonForms;
import io.annals.encoding.EventEncoding;
import io.annals.events.Fact;
import io.annals.query.Examples;
import io.annals.query.GivenFact;
import io.annals.query.timeline.TimelineEntry;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table of what is hidden from whom. */
@Tag("quick")
class NamesTest {
    private static final JsonMapper JSON = JsonForms.mapper();

    private static List<TimelineEntry> entries() {
        return GivenFact.inCommitsOf(1, Examples.all()).stream()
                .flatMap(told -> TimelineEntry.of(told.where(), told.fact()).stream())
                .toList();
    }

    private static JsonNode seen(Object whole, String in, Role role) {
        return Names.seen(JSON.valueToTree(whole), in, Visibility.of(new Actor("somebody", role)));
    }

    @Test
    void every_name_in_every_entry_and_every_event_has_its_place_in_the_table() {
        Set<String> unknown = new TreeSet<>();
        entries().forEach(entry -> unknownIn(JSON.valueToTree(entry), Names.VIEW, unknown));
        Examples.all()
                .forEach(fact -> unknownIn(JSON.valueToTree(fact), EventEncoding.nameOf(fact.getClass()), unknown));

        assertThat(unknown).as("names that Names does not know").isEmpty();
    }

    @Test
    void every_name_that_an_endpoint_answers_with_has_its_place_in_the_table() throws ClassNotFoundException {
        ClassPathScanningCandidateComponentProvider endpoints =
                new ClassPathScanningCandidateComponentProvider(false, new StandardEnvironment());
        endpoints.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        Set<String> unknown = new TreeSet<>();
        int pruned = 0;
        for (BeanDefinition endpoint : endpoints.findCandidateComponents("io.annals.query")) {
            for (Method method : Class.forName(endpoint.getBeanClassName()).getDeclaredMethods()) {
                if (isPruned(method)) {
                    unknownIn(method.getGenericReturnType(), unknown);
                    pruned++;
                }
            }
        }

        assertThat(unknown).as("components that Names does not know").isEmpty();
        assertThat(pruned).isGreaterThan(10);
    }

    /** Whatever answers and does not say that it is about something else. */
    private static boolean isPruned(Method method) {
        return AnnotatedElementUtils.hasAnnotation(method, RequestMapping.class)
                && !AnnotatedElementUtils.hasAnnotation(method, NotAboutCustomers.class)
                && !AnnotatedElementUtils.hasAnnotation(method.getDeclaringClass(), NotAboutCustomers.class);
    }

    private static void unknownIn(Type type, Set<String> unknown) {
        switch (type) {
            case ParameterizedType generic -> {
                if (generic.getRawType() == ResponseEntity.class || generic.getRawType() == List.class) {
                    unknownIn(generic.getActualTypeArguments()[0], unknown);
                }
            }
            case Class<?> plain
            when plain.isRecord() -> {
                for (RecordComponent component : plain.getRecordComponents()) {
                    String name = component.getName();
                    if (Names.fieldOf(name, Names.VIEW) == null && !Names.isOpen(name, Names.VIEW)) {
                        unknown.add(plain.getSimpleName() + "." + name);
                    }
                    if (Names.isOpened(name)) {
                        unknownIn(component.getGenericType(), unknown);
                    }
                }
            }
            default -> {}
        }
    }

    private static void unknownIn(JsonNode node, String in, Set<String> unknown) {
        String inside = node.has("content") ? node.path("kind").asString(in) : in;
        for (Map.Entry<String, JsonNode> one : node.properties()) {
            String name = one.getKey();
            if (Names.fieldOf(name, inside) == null && !Names.isOpen(name, inside)) {
                unknown.add(inside + "." + name);
            }
            if (Names.isOpened(name)) {
                Iterable<JsonNode> within = one.getValue().isArray() ? one.getValue() : List.of(one.getValue());
                within.forEach(inner -> unknownIn(inner, inside, unknown));
            }
        }
    }

    @Test
    void each_role_sees_what_the_document_says() throws IOException {
        Pattern row = Pattern.compile("\\| `([a-z]+)` \\| [^|]+ \\| ([a-z, ]+|–) \\|");
        Set<Field> told = EnumSet.noneOf(Field.class);
        for (String line : Files.readAllLines(Path.of("../docs/who-may-what.md"))) {
            Matcher cells = row.matcher(line);
            if (cells.matches()) {
                Field field = Field.valueOf(cells.group(1).toUpperCase(Locale.ROOT));
                List<String> hidden = List.of(cells.group(2).split(", "));
                told.add(field);
                for (Role role : Role.values()) {
                    assertThat(Visibility.of(new Actor("somebody", role)).sees(field))
                            .as(field + " for " + role)
                            .isNotEqualTo(hidden.contains(role.text()));
                }
            }
        }
        assertThat(told).isEqualTo(EnumSet.allOf(Field.class));
    }

    @Test
    void whoever_sees_everything_gets_the_very_same() {
        JsonNode whole = JSON.valueToTree(entries());

        for (Role role : EnumSet.of(Role.AGENT, Role.MANAGER, Role.AUDITOR, Role.SERVICE, Role.ADMINISTRATOR)) {
            assertThat(Names.seen(whole, Names.VIEW, Visibility.of(new Actor("somebody", role))))
                    .isSameAs(whole);
        }
    }

    @Test
    void a_technician_sees_what_was_bought_and_not_for_how_much() {
        String seen = seen(entries(), Names.VIEW, Role.TECHNICIAN).toString();

        assertThat(seen).contains("the product", "the text", "the report").doesNotContain("29.33", "\"points\"");
        for (Fact fact : Examples.all()) {
            assertThat(seen(fact, EventEncoding.nameOf(fact.getClass()), Role.TECHNICIAN)
                            .toString())
                    .doesNotContain("29.33", "\"points\"");
        }
    }

    @Test
    void marketing_sees_no_text_of_anybody() {
        String seen = seen(entries(), Names.VIEW, Role.MARKETING).toString();

        assertThat(seen).contains("29.33", "the name");
        for (String text : List.of("text", "subject", "summary", "report", "answer", "fields", "reason", "topic")) {
            assertThat(seen).doesNotContain("the " + text);
            for (Fact fact : Examples.all()) {
                assertThat(seen(fact, EventEncoding.nameOf(fact.getClass()), Role.MARKETING)
                                .toString())
                        .as(text)
                        .doesNotContain("the " + text);
            }
        }
    }

    @Test
    void what_a_code_says_is_open_and_what_words_say_is_a_text() {
        for (Role role : EnumSet.of(Role.TILL, Role.MARKETING)) {
            assertThat(Names.seen(
                            JSON.readTree("{\"product\":\"CD-4711\",\"outcome\":\"no-answer\",\"store\":\"at Anna's\","
                                    + "\"form\":\"anna@example.org\",\"question\":{\"erased\":true}}"),
                            "purchase",
                            Visibility.of(new Actor("somebody", role))))
                    .isEqualTo(JSON.readTree("{\"product\":\"CD-4711\",\"outcome\":\"no-answer\"}"));
        }
    }

    @Test
    void a_customer_reads_what_they_wrote_and_nothing_that_was_written_among_colleagues() {
        JsonNode seen = seen(entries(), Names.VIEW, Role.CUSTOMER);

        assertThat(seen.valueStream().map(entry -> entry.path("kind").asString()))
                .contains("email", "chat", "purchase", "points-earned")
                .doesNotContain("note", "identity-conflict", "team-assigned", "region-assigned")
                .noneMatch(kind -> kind.startsWith("task-"));
        assertThat(seen.toString()).contains("the text").doesNotContain("the summary", "the report", "\"actor\"");
    }

    @Test
    void a_task_is_called_by_its_name_before_all_colleagues_and_explained_to_those_who_read_notes() {
        String task =
                "{\"id\":\"1\",\"title\":\"call\",\"text\":\"she is angry\",\"assignee\":\"mia\",\"setBy\":\"eva\"}";
        JsonNode listed = JSON.readTree("{\"total\":1,\"tasks\":[" + task + "]}");

        JsonNode byItself = seen(JSON.readTree(task), Names.TASK, Role.MARKETING);
        assertThat(byItself.propertyNames()).containsExactlyInAnyOrder("id", "title", "assignee", "setBy");
        assertThat(seen(listed, Names.VIEW, Role.MARKETING).path("tasks").get(0))
                .isEqualTo(byItself);
        assertThat(seen(listed, Names.VIEW, Role.TECHNICIAN)).isEqualTo(listed);
    }

    @Test
    void what_was_erased_stays_erased_for_whoever_sees_the_field() {
        JsonNode erased = JSON.readTree("{\"name\":{\"erased\":true},\"money\":{\"erased\":true}}");

        assertThat(Names.seen(erased, Names.VIEW, Visibility.of(new Actor("till", Role.TILL))))
                .isEqualTo(JSON.readTree("{\"name\":{\"erased\":true}}"));
    }

    @Test
    void of_several_roles_each_adds_what_it_sees() {
        Actor both = new Actor(
                "both", Set.of(Role.TILL, Role.TECHNICIAN), new Scope.All(), null, new Grant("key/both", null));

        assertThat(Visibility.of(both).sees(Field.POINTS)).isTrue();
        assertThat(Visibility.of(both).sees(Field.TEXTS)).isTrue();
        assertThat(Visibility.of(both).sees(Field.MONEY)).isFalse();
    }
}
