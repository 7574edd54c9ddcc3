package io.annals.query.duplicate.linkage;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which people are compared at all: those who agree exactly in one of these (Newcombe 1959). Whoever shares none is taken for
 * somebody else. Each rule forgives errors where others do not, and holds few people apiece also where there are a million.
 */
public enum Blocking {
    DOCUMENT(Field.DOCUMENT),
    /** By what stands before the @: an address itself belongs to one customer. */
    EMAIL(Field.EMAIL),
    /** By the last digits, without codes of country and area. */
    PHONE(Field.PHONE),
    BIRTH(Field.BIRTH),
    /** In either order. */
    NAME(Field.GIVEN, Field.FAMILY),
    FAMILY_POSTCODE(Field.FAMILY, Field.POSTCODE),
    GIVEN_POSTCODE(Field.GIVEN, Field.POSTCODE),
    FAMILY_PLACE(Field.FAMILY, Field.PLACE),
    GIVEN_PLACE(Field.GIVEN, Field.PLACE),
    STREET_POSTCODE(Field.STREET, Field.POSTCODE),
    STREET_HOUSE(Field.STREET, Field.HOUSE),
    PLACE_HOUSE(Field.PLACE, Field.HOUSE);

    @SuppressWarnings("ImmutableEnumChecker") // it is a List.of
    private final List<Field> fields;

    Blocking(Field... fields) {
        this.fields = List.of(fields);
    }

    public List<Field> fields() {
        return fields;
    }

    /** What somebody shares with those they are compared with by this rule; none where a field is not known. */
    List<String> keys(Person person) {
        if (fields.size() == 1) {
            String value = person.get(fields.getFirst());
            return value == null
                    ? List.of()
                    : Stream.of(value.split(" ")).map(this::part).toList();
        }
        List<String> parts = new ArrayList<>(fields.size());
        for (Field field : fields) {
            String value = person.get(field);
            if (value == null) {
                return List.of();
            }
            parts.add(value);
        }
        if (this == NAME) {
            parts.sort(null);
        }
        return List.of(String.join(" ", parts));
    }

    /** By what of a value people are brought together. */
    private String part(String value) {
        return switch (this) {
            case EMAIL -> value.substring(0, Math.max(0, value.indexOf('@')));
            case PHONE -> value.substring(Math.max(0, value.length() - Comparison.LOCAL_DIGITS));
            default -> value;
        };
    }

    /** All under which somebody is found by any of the rules, each with its rule's name before it. */
    public static List<String> of(Person person) {
        return Stream.of(values())
                .flatMap(rule -> rule.keys(person).stream().map(key -> rule.name() + " " + key))
                .toList();
    }

    /** Whether this rule brings the two together. */
    boolean brings(Person one, Person other) {
        return switch (this) {
            case DOCUMENT, EMAIL, PHONE, BIRTH -> shared(one, other) != null;
            case NAME ->
                (agree(one, other, Field.GIVEN, Field.GIVEN) && agree(one, other, Field.FAMILY, Field.FAMILY))
                        || (agree(one, other, Field.GIVEN, Field.FAMILY)
                                && agree(one, other, Field.FAMILY, Field.GIVEN));
            default ->
                agree(one, other, fields.getFirst(), fields.getFirst())
                        && agree(one, other, fields.getLast(), fields.getLast());
        };
    }

    private static boolean agree(Person one, Person other, Field ofOne, Field ofOther) {
        String value = one.get(ofOne);
        return value != null && value.equals(other.get(ofOther));
    }

    /** The first key that two have in common; of rules of one field. */
    @Nullable
    String shared(Person one, Person other) {
        String a = one.get(fields.getFirst());
        String b = other.get(fields.getFirst());
        if (a == null || b == null) {
            return null;
        }
        if (a.indexOf(' ') < 0 && b.indexOf(' ') < 0) {
            String part = part(a);
            return part.equals(part(b)) ? part : null;
        }
        List<String> those = keys(other);
        return keys(one).stream().filter(those::contains).findFirst().orElse(null);
    }

    /** Whether any rule brings the two together. */
    static boolean anyBrings(Person one, Person other) {
        for (Blocking rule : values()) {
            if (rule.brings(one, other)) {
                return true;
            }
        }
        return false;
    }
}
