package io.annals.query.duplicate.linkage;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of somebody, in normal form: lower case, no spaces inside a value. Several of one kind stand with a space between. */
@SuppressWarnings("EnumOrdinal") // tables by place are what makes tens of millions of pairs feasible
public final class Person {
    private static final Field[] FIELDS = Field.values();

    private final @Nullable String[] values = new String[FIELDS.length];

    /** @param known by field; what is empty is not known */
    public Person(Map<Field, String> known) {
        known.forEach((field, value) -> values[field.ordinal()] = value.isEmpty() ? null : value);
    }

    public @Nullable String get(Field field) {
        return values[field.ordinal()];
    }

    public Map<Field, String> known() {
        Map<Field, String> known = new EnumMap<>(Field.class);
        for (Field field : FIELDS) {
            String value = get(field);
            if (value != null) {
                known.put(field, value);
            }
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Person person && Arrays.equals(values, person.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return known().toString();
    }
}
