package io.annals.endtoend;

import static io.annals.edge.Role.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import io.annals.events.EventFamily;
import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.contact.Code;
import io.annals.events.contact.Defect;
import io.annals.events.contact.Vocabulary;
import io.annals.query.timeline.TimelineEntry;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server and the desk have one vocabulary: codes and kinds are the same on both sides, and each has its words. */
@ExtendWith(Shared.class)
class DeskVocabularyTest {
    /** How the desk calls an e-mail that was sent, which is no kind of its own. */
    private static final String SENT = "email-sent";

    private final Annals annals;
    private final Browser browser;

    DeskVocabularyTest(Annals annals, Browser browser) {
        this.annals = annals;
        this.browser = browser;
    }

    /** What a module of the desk says of itself, where the desk runs. */
    @SuppressWarnings("unchecked")
    private List<String> says(String script) {
        try (BrowserContext person = browser.person()) {
            Desk desk = Desk.open(person, annals, AGENT);
            desk.page().waitForSelector("annals-workplace");
            List<String> said = (List<String>) desk.says(script);
            assertThat(desk.complaints()).isEmpty();
            return Objects.requireNonNull(said);
        }
    }

    @ParameterizedTest
    @CsvSource({"outcome, OUTCOME", "payment, PAYMENT", "reason, REASON"})
    void the_desk_sends_the_codes_that_the_server_knows(String family, Vocabulary vocabulary) {
        assertThat(says("async () => (await import('/assets/desk/contact/codes.js')).one('%s').codes"
                        .formatted(family)))
                .containsExactlyInAnyOrderElementsOf(
                        vocabulary.known().stream().map(Code::value).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "uk", "ru", "az", "sr"})
    void every_code_and_every_kind_has_its_word_and_no_word_is_of_anything_else(String language) {
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
    void the_desk_tells_every_kind_in_its_own_way_and_beside_a_sign() {
        assertThat(says("async () => [...(await import('/assets/desk/registry.js')).kinds.keys()]"))
                .containsExactlyInAnyOrderElementsOf(kinds());
        assertThat(says("async () => (await import('/assets/desk/registry.js')).forgotten(() => true)"))
                .isEmpty();
    }

    @Test
    void a_kind_and_a_page_of_which_something_was_forgotten_are_named_as_the_desk_starts() {
        assertThat(says("""
            async () => { const { take, forgotten } = await import('/assets/desk/registry.js');
              take({ kinds: { telegram: { tell: () => ({}) } }, pages: { telegrams: {} } });
              return forgotten((key) => !key.includes('telegram')); }\
            """))
                .containsExactly(
                        "the kind telegram has no icon or is not told",
                        "no text for kind.telegram",
                        "no text for nav.telegrams");
    }

    private static Set<String> codes(Vocabulary vocabulary) {
        return vocabulary.known().stream().map(Code::value).collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> words(String language, String family) {
        return annals.as(AGENT).get("/assets/desk/texts/" + language + ".json").json().propertyNames().stream()
                .filter(key -> key.startsWith(family + "."))
                .map(key -> key.substring(family.length() + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> kinds() {
        return EventFamily.all().stream()
                .flatMap(family -> family.facts().stream())
                .map(type -> (Fact) blank(type))
                .map(TimelineEntry::kindOf)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A fact that says nothing: its kind is its type's. */
    private static Object blank(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            return type.getDeclaredConstructor(Arrays.stream(components)
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
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return switch (type.getSimpleName()) {
            case "long" -> 0L;
            case "boolean" -> false;
            case "String" -> "";
            case "UUID" -> new UUID(0, 0);
            case "Set" -> Set.of();
            case "List" -> List.of();
            case "Personal" -> Personal.erased();
            case "Code" -> null; // it has a form
            default -> type.isRecord() ? blank(type) : null;
        };
    }
}
