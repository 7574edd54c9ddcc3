package io.annals.endtoend.structure;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.events.Fact;
import io.annals.events.contact.Code;
import io.annals.events.contact.ContactEvent;
import io.annals.events.contact.Defect;
import io.annals.events.contact.Vocabulary;
import io.annals.events.customer.CustomerEvent;
import io.annals.events.loyalty.LoyaltyEvent;
import io.annals.events.task.TaskEvent;
import io.annals.query.timeline.TimelineEntry;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The server and the desk have one vocabulary: codes and kinds are the same on both sides, and each has its words. */
class DeskVocabularyTest {
    private static final Path DESK = Sources.ROOT.resolve("app/src/main/resources/static/assets/desk");

    /** How the desk calls an e-mail that was sent, which is no kind of its own. */
    private static final String SENT = "email-sent";

    @ParameterizedTest
    @CsvSource({"outcome, OUTCOME", "payment, PAYMENT", "reason, REASON"})
    void the_desk_sends_the_codes_that_the_server_knows(String family, Vocabulary vocabulary) throws IOException {
        String kinds = Files.readString(DESK.resolve("compose/kinds.js"));
        String list = Pattern.compile("\\b" + family + ": \\[([^]]+)]")
                .matcher(kinds)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();

        assertThat(list.split(", "))
                .extracting(code -> code.replace("\"", ""))
                .containsExactlyInAnyOrderElementsOf(
                        vocabulary.known().stream().map(Code::value).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "uk", "ru", "az", "sr"})
    void every_code_and_every_kind_has_its_word_and_no_word_is_of_anything_else(String language) throws IOException {
        Set<String> kinds = kinds();
        kinds.add(SENT);

        assertThat(words(language, "outcome")).isEqualTo(codes(Vocabulary.OUTCOME));
        assertThat(words(language, "payment")).isEqualTo(codes(Vocabulary.PAYMENT));
        assertThat(words(language, "reason")).isEqualTo(codes(Vocabulary.REASON));
        assertThat(words(language, "kind")).isEqualTo(kinds);
        assertThat(words(language, "defect"))
                .isEqualTo(Arrays.stream(Defect.Kind.values())
                        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void the_desk_tells_every_kind_in_its_own_way() throws IOException {
        String source = Files.readString(DESK.resolve("timeline/kinds.js"));
        String table = source.substring(source.indexOf("const tell = {"), source.indexOf("\n};"));
        Set<String> told = Pattern.compile("(?m)^  \"?([a-z-]+)\"?:")
                .matcher(table)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(told).isEqualTo(kinds());
    }

    private static Set<String> codes(Vocabulary vocabulary) {
        return vocabulary.known().stream().map(Code::value).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> words(String language, String family) throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readString(DESK.resolve("texts/" + language + ".json")))
                .propertyNames()
                .stream()
                .filter(key -> key.startsWith(family + "."))
                .map(key -> key.substring(family.length() + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> kinds() {
        return Stream.of(ContactEvent.class, CustomerEvent.class, LoyaltyEvent.class, TaskEvent.class)
                .flatMap(DeskVocabularyTest::records)
                .map(DeskVocabularyTest::blank)
                .map(TimelineEntry::kindOf)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Class<?>> records(Class<?> family) {
        return family.isSealed()
                ? Arrays.stream(family.getPermittedSubclasses()).flatMap(DeskVocabularyTest::records)
                : Stream.of(family);
    }

    /** A fact that says nothing: its kind is its type's. */
    private static Fact blank(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            return (Fact) type.getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(Arrays.stream(components)
                            .map(component -> nothing(component.getType()))
                            .toArray());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot make a " + type, e);
        }
    }

    private static @Nullable Object nothing(Class<?> type) {
        if (type == long.class) {
            return 0L;
        }
        return type == boolean.class ? Boolean.FALSE : null;
    }
}
