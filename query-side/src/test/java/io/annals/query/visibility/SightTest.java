package io.annals.query.visibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.edge.Actor;
import io.annals.edge.Grant;
import io.annals.edge.Role;
import io.annals.edge.Scope;
import io.annals.edge.json.JsonForms;
import io.annals.encoding.EventEncoding;
import io.annals.events.Fact;
import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.TellsOf;
import io.annals.events.contact.CodedText;
import io.annals.query.Examples;
import io.annals.query.GivenFact;
import io.annals.query.timeline.TimelineEntry;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is hidden from whom, as components say of what they tell. */
@Tag("quick")
class SightTest {
    private static final JsonMapper JSON = JsonForms.mapper();

    private static List<TimelineEntry> entries() {
        return GivenFact.inCommitsOf(1, Examples.all()).stream()
                .flatMap(told -> TimelineEntry.of(told.where(), told.fact()).stream())
                .toList();
    }

    private static Visibility of(Role role) {
        return Visibility.of(new Actor("somebody", role));
    }

    /** What a role sees of all entries. */
    private static JsonNode entriesFor(Role role) {
        return Sight.of(TimelineEntry.class).each(JSON.valueToTree(entries()), of(role));
    }

    private static String seen(Fact fact, Role role) {
        return FactSights.seen(JSON.valueToTree(fact), EventEncoding.nameOf(fact.getClass()), of(role))
                .toString();
    }

    private static Visibility allBut(Field field) {
        return new Visibility(EnumSet.complementOf(EnumSet.of(field)), new Scope.All());
    }

    /** Where something stands in it, such as {@code content/lines/price}. */
    private static Set<String> places(JsonNode node) {
        Set<String> places = new TreeSet<>();
        node.properties().forEach(one -> {
            places.add(one.getKey());
            places(one.getValue()).forEach(inner -> places.add(one.getKey() + "/" + inner));
        });
        if (node.isArray()) {
            node.forEach(one -> places.addAll(places(one)));
        }
        return places;
    }

    /** Nothing tells of two fields, so that what neither shows is known to nobody. */
    private static Set<String> known(Function<Visibility, JsonNode> seen) {
        Set<String> known = new TreeSet<>(places(seen.apply(allBut(Field.CARD))));
        known.addAll(places(seen.apply(allBut(Field.CONSENTS))));
        return known;
    }

    @Test
    void every_name_in_every_entry_and_every_fact_says_of_what_it_tells() {
        for (TimelineEntry entry : entries()) {
            JsonNode whole = JSON.valueToTree(entry);

            assertThat(known(visibility -> Sight.of(TimelineEntry.class)
                            .seen(whole, visibility)
                            .orElseThrow()))
                    .as(entry.kind())
                    .isEqualTo(places(whole));
        }
        for (Fact fact : Examples.all()) {
            JsonNode whole = JSON.valueToTree(fact);
            String type = EventEncoding.nameOf(fact.getClass());

            assertThat(known(visibility -> FactSights.seen(whole, type, visibility)))
                    .as(type)
                    .isEqualTo(places(whole));
        }
    }

    @Test
    void every_endpoint_answers_with_what_says_of_what_it_tells() throws ClassNotFoundException {
        ClassPathScanningCandidateComponentProvider endpoints =
                new ClassPathScanningCandidateComponentProvider(false, new StandardEnvironment());
        endpoints.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        int asked = 0;
        for (BeanDefinition endpoint : endpoints.findCandidateComponents("io.annals.query")) {
            for (Method method : Class.forName(endpoint.getBeanClassName()).getDeclaredMethods()) {
                if (AnnotatedElementUtils.hasAnnotation(method, RequestMapping.class)) {
                    SaidByEndpoints.check(endpoint(method));
                    asked++;
                }
            }
        }

        assertThat(asked).isGreaterThan(10);
    }

    private record Forgetful(@Open String said, String forgotten) {}

    private record Around(@Open Silent inside) {}

    private record Silent(String text) {}

    private record Priced(
            @Open List<Inner> inner, @TellsOf(Field.MONEY) Silent covered, CodedText told) {}

    private record Inner(
            @Open long count,
            @TellsOf({Field.NOTES, Field.MONEY}) String both) {}

    private static HandlerMethod endpoint(Method method) {
        return new HandlerMethod(new Object(), method);
    }

    static final class ForgetfulEndpoint {
        void ask(@RequestParam String word) {}

        Forgetful answer() {
            return new Forgetful("", "");
        }

        List<String> words() {
            return List.of();
        }
    }

    @Test
    void a_component_that_does_not_say_of_what_it_tells_stops_the_start() {
        assertThatThrownBy(() -> Sight.of(Forgetful.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Forgetful.forgotten does not say of what it tells");
        assertThatThrownBy(() -> Sight.of(Around.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Around.inside is open, and what stands in it does not say");
        for (Method method : ForgetfulEndpoint.class.getDeclaredMethods()) {
            assertThatThrownBy(() -> SaidByEndpoints.check(endpoint(method)))
                    .as(method.getName())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("does not say of what it tells");
        }
    }

    @Test
    void what_stands_inside_says_for_itself_or_belongs_to_what_it_stands_in() {
        JsonNode whole = JSON.valueToTree(
                new Priced(List.of(new Inner(1, "who paid")), new Silent("much"), CodedText.of("cash")));

        assertThat(Sight.of(Priced.class).seen(whole, allBut(Field.MONEY)))
                .hasToString("Optional[{\"inner\":[{\"count\":1}],\"told\":\"cash\"}]");
        assertThat(Sight.of(Priced.class).seen(whole, allBut(Field.TEXTS))).contains(whole);
    }

    @Test
    void a_name_that_no_component_has_is_hidden() {
        JsonNode seen = Sight.of(Priced.class)
                .seen(JSON.readTree("{\"told\":\"cash\",\"later\":\"secret\"}"), allBut(Field.CARD))
                .orElseThrow();

        assertThat(seen).isEqualTo(JSON.readTree("{\"told\":\"cash\"}"));
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
        JsonNode whole = JSON.valueToTree(entries().getFirst());

        for (Role role : EnumSet.of(Role.AGENT, Role.MANAGER, Role.AUDITOR, Role.SERVICE, Role.ADMINISTRATOR)) {
            assertThat(Sight.of(TimelineEntry.class).seen(whole, of(role)).orElseThrow())
                    .isSameAs(whole);
        }
    }

    @Test
    void a_technician_sees_what_was_bought_and_not_for_how_much() {
        String seen = entriesFor(Role.TECHNICIAN).toString();

        assertThat(seen).contains("the product", "the text", "the report").doesNotContain("29.33", "\"points\"");
        for (Fact fact : Examples.all()) {
            assertThat(seen(fact, Role.TECHNICIAN)).doesNotContain("29.33", "\"points\"");
        }
    }

    @Test
    void marketing_sees_no_text_of_anybody() {
        String seen = entriesFor(Role.MARKETING).toString();

        assertThat(seen).contains("29.33", "the name");
        for (String text : List.of("text", "subject", "summary", "report", "answer", "fields", "reason", "topic")) {
            assertThat(seen).doesNotContain("the " + text);
            for (Fact fact : Examples.all()) {
                assertThat(seen(fact, Role.MARKETING)).as(text).doesNotContain("the " + text);
            }
        }
    }

    @Test
    void what_a_code_says_is_open_and_what_words_say_is_a_text() {
        JsonNode call = JSON.readTree("{\"outcome\":\"no-answer\"}");
        for (Role role : EnumSet.of(Role.TILL, Role.MARKETING)) {
            for (String words : List.of("\"at Anna's\"", "\"anna@example.org\"", "{\"erased\":true}")) {
                assertThat(FactSights.seen(JSON.readTree("{\"outcome\":" + words + "}"), "contact.CallMade", of(role)))
                        .isEmpty();
            }
            assertThat(FactSights.seen(call, "contact.CallMade", of(role))).isEqualTo(call);
        }
    }

    @Test
    void a_customer_reads_what_they_wrote_and_nothing_that_was_written_among_colleagues() {
        JsonNode seen = entriesFor(Role.CUSTOMER);

        assertThat(seen.valueStream().map(entry -> entry.path("kind").asString()))
                .contains("email", "chat", "purchase", "points-earned")
                .doesNotContain("note", "identity-conflict", "team-assigned", "region-assigned")
                .noneMatch(kind -> kind.startsWith("task-"));
        assertThat(seen.toString()).contains("the text").doesNotContain("the summary", "the report", "\"actor\"");
    }

    @Test
    void what_was_erased_stays_erased_for_whoever_sees_the_field() {
        JsonNode erased = JSON.readTree("{\"name\":{\"erased\":true},\"key\":\"k\"}");

        assertThat(FactSights.seen(erased, "customer.CustomerRenamed", of(Role.TILL)))
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
