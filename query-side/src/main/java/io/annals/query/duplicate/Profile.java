package io.annals.query.duplicate;

import io.annals.events.customer.IdentityKind;
import io.annals.query.duplicate.DuplicateView.Reached;
import io.annals.query.duplicate.linkage.Blocking;
import io.annals.query.duplicate.linkage.Field;
import io.annals.query.duplicate.linkage.Person;
import io.annals.query.timeline.search.Words;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is told of a customer in the form in which it is compared: as the search folds it, without spaces and signs. */
final class Profile {
    /** Which attributes are compared, by the names that companies give them. */
    private static final Map<String, Field> ATTRIBUTES = Map.ofEntries(
            Map.entry("birthDate", Field.BIRTH),
            Map.entry("street", Field.STREET),
            Map.entry("address", Field.STREET),
            Map.entry("houseNumber", Field.HOUSE),
            Map.entry("premises", Field.PREMISES),
            Map.entry("city", Field.PLACE),
            Map.entry("place", Field.PLACE),
            Map.entry("postcode", Field.POSTCODE),
            Map.entry("postalCode", Field.POSTCODE),
            Map.entry("state", Field.REGION),
            Map.entry("taxId", Field.DOCUMENT),
            Map.entry("passport", Field.DOCUMENT),
            Map.entry("socialSecurity", Field.DOCUMENT));

    private static final Pattern APART = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private Profile() {}

    static boolean isCompared(String attribute) {
        return ATTRIBUTES.containsKey(attribute);
    }

    static boolean isCompared(IdentityKind kind) {
        return kind == IdentityKind.EMAIL || kind == IdentityKind.PHONE;
    }

    static Person of(DuplicateView view) {
        return of(view.name(), view.attributes(), view.identities());
    }

    static Person of(@Nullable String name, Map<String, String> attributes, Collection<Reached> identities) {
        Map<Field, String> known = new EnumMap<>(Field.class);
        attributes.forEach((attribute, value) -> {
            Field field = ATTRIBUTES.get(attribute);
            if (field != null) {
                known.merge(field, plain(value), (one, more) -> field == Field.DOCUMENT ? one + " " + more : one);
            }
        });
        values(identities, IdentityKind.EMAIL, known, Field.EMAIL);
        values(identities, IdentityKind.PHONE, known, Field.PHONE);
        if (name != null) {
            named(name, known);
        }
        return new Person(known);
    }

    /** The last word of a name is that of the family, unless there is but one. Which of them is which may be changed over. */
    private static void named(String name, Map<Field, String> known) {
        List<String> words = SPACES.splitAsStream(name.strip())
                .map(Profile::plain)
                .filter(word -> !word.isEmpty())
                .toList();
        if (!words.isEmpty()) {
            known.put(Field.FAMILY, words.getLast());
            known.put(Field.GIVEN, String.join("", words.subList(0, words.size() - 1)));
        }
    }

    private static void values(
            Collection<Reached> identities, IdentityKind kind, Map<Field, String> known, Field field) {
        String all = identities.stream()
                .filter(one -> one.kind() == kind)
                .map(Reached::value)
                .collect(Collectors.joining(" "));
        known.put(field, all);
    }

    private static String plain(String text) {
        return APART.matcher(Words.folded(text)).replaceAll("");
    }

    static List<String> keys(Person person) {
        return Blocking.of(person);
    }
}
