package io.annals.command.customer;

import io.annals.command.Texts;
import io.annals.edge.refusal.BadInput;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a customer besides name and identities, as it is sent: {@code sex}, {@code birthDate} (a date),
 * {@code incomeBand}, {@code language}, {@code city}, and whatever else a company cares to know.
 *
 * @param values by name
 * @param removed names that were sent with null
 */
record Attributes(Map<String, String> values, Set<String> removed) {
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9-]{0,49}");
    private static final String BIRTH_DATE = "birthDate";
    private static final LocalDate EARLIEST_BIRTH = LocalDate.of(1850, 1, 1);

    /** @throws BadInput naming the attribute that is wrong */
    static Attributes read(Map<String, @Nullable String> told, LocalDate today) {
        Map<String, String> values = new TreeMap<>();
        Set<String> removed = new TreeSet<>();
        told.forEach((name, value) -> {
            if (!NAME.matcher(name).matches()) {
                throw new BadInput("attributes", "must have names of 1 to 50 letters and digits, the first one small");
            }
            if (value == null) {
                removed.add(name);
            } else {
                String text = Texts.line(value, Texts.WORDS, "attributes." + name);
                values.put(name, name.equals(BIRTH_DATE) ? birthDate(text, today) : text);
            }
        });
        if (values.size() + removed.size() > CustomerDecider.MOST_ATTRIBUTES) {
            throw new BadInput("attributes", "must be at most " + CustomerDecider.MOST_ATTRIBUTES);
        }
        return new Attributes(values, removed);
    }

    private static String birthDate(String text, LocalDate today) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (!date.isBefore(EARLIEST_BIRTH) && !date.isAfter(today)) {
                return date.toString();
            }
        } catch (DateTimeException noDate) {
            // said below
        }
        throw new BadInput(
                "attributes." + BIRTH_DATE,
                "must be a date between " + EARLIEST_BIRTH + " and today, such as 1980-12-31");
    }
}
