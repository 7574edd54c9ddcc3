package io.annals.benchmarks.duplicate;

import io.annals.query.duplicate.linkage.Field;
import io.annals.query.duplicate.linkage.Person;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * As many people as one likes, with the names, addresses and gaps of Febrl's, each field drawn by itself as often as it is there;
 * birth dates and numbers are drawn from all that there can be, since a million people share fewer of them than Febrl's own few
 * would. One in ten is somebody who was there already, told again with the errors of Febrl's duplicates.
 */
final class Invented {
    private static final int FIRST_YEAR = 1900;
    private static final int DAYS = 36_525;
    private static final int DOCUMENTS = 1_000_000_000;
    private static final int ONE_IN = 10;
    private static final double SLIP = 0.12;
    private static final double GONE = 0.04;
    private static final double CROSSED = 0.06;
    private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;

    private final List<Person> models;
    private final SplittableRandom random;

    Invented(List<Person> models, long seed) {
        this.models = models;
        this.random = new SplittableRandom(seed);
    }

    Labelled people(int count) {
        List<Person> people = new ArrayList<>(count);
        List<Integer> truth = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            boolean again = i > 0 && random.nextInt(ONE_IN) == 0;
            int whom = again ? random.nextInt(i) : i;
            people.add(again ? toldAgain(people.get(whom)) : stranger());
            truth.add(again ? truth.get(whom) : (Integer) i);
        }
        return new Labelled(people, truth);
    }

    private Person stranger() {
        Map<Field, String> known = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            String value = models.get(random.nextInt(models.size())).get(field);
            if (value != null) {
                known.put(
                        field,
                        switch (field) {
                            case BIRTH ->
                                LocalDate.of(FIRST_YEAR, 1, 1)
                                        .plusDays(random.nextInt(DAYS))
                                        .format(DATE);
                            case DOCUMENT -> String.valueOf(random.nextInt(DOCUMENTS));
                            default -> value;
                        });
            }
        }
        return new Person(known);
    }

    private Person toldAgain(Person person) {
        Map<Field, String> known = person.known();
        person.known().forEach((field, value) -> {
            double chance = random.nextDouble();
            if (chance < GONE && field != Field.DOCUMENT && field != Field.POSTCODE) {
                known.remove(field);
            } else if (chance < GONE + SLIP) {
                known.put(field, slip(value));
            }
        });
        String given = known.get(Field.GIVEN);
        String family = known.get(Field.FAMILY);
        if (given != null && family != null && random.nextDouble() < CROSSED) {
            known.put(Field.GIVEN, family);
            known.put(Field.FAMILY, given);
        }
        return new Person(known);
    }

    /** A sign too much, too few, another one, or two changed over. */
    private String slip(String value) {
        int at = random.nextInt(value.length());
        char other = Character.isDigit(value.charAt(at))
                ? (char) ('0' + random.nextInt(10))
                : (char) ('a' + random.nextInt(26));
        return switch (random.nextInt(4)) {
            case 0 -> value.length() > 1 ? value.substring(0, at) + value.substring(at + 1) : value;
            case 1 -> value.substring(0, at) + other + value.substring(at);
            case 2 -> value.substring(0, at) + other + value.substring(at + 1);
            default ->
                at + 1 < value.length()
                        ? value.substring(0, at) + value.charAt(at + 1) + value.charAt(at) + value.substring(at + 2)
                        : value;
        };
    }
}
