package io.annals.benchmarks.duplicate;

import io.annals.query.duplicate.linkage.Field;
import io.annals.query.duplicate.linkage.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * People of whom it is known who is whom.
 *
 * @param truth by a person's number in the list, whom it tells of
 */
record Labelled(List<Person> people, List<Integer> truth) {
    private static final Map<String, Field> COLUMNS = Map.of(
            "given_name", Field.GIVEN,
            "surname", Field.FAMILY,
            "street_number", Field.HOUSE,
            "address_1", Field.STREET,
            "address_2", Field.PREMISES,
            "suburb", Field.PLACE,
            "postcode", Field.POSTCODE,
            "state", Field.REGION,
            "date_of_birth", Field.BIRTH,
            "soc_sec_id", Field.DOCUMENT);

    /** Two people's numbers, the smaller first. */
    record Pair(int one, int other) {
        static Pair of(int a, int b) {
            return new Pair(Math.min(a, b), Math.max(a, b));
        }
    }

    /** How much of what was found is right, and how much of what is right was found; 0 to 1. */
    record Quality(double precision, double recall) {}

    /** A file of the Febrl generator, with a space behind each comma. */
    static Labelled febrl(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<@Nullable Field> columns = new ArrayList<>();
        for (String name : lines.getFirst().split(",")) {
            columns.add(COLUMNS.get(name.strip()));
        }
        List<Person> people = new ArrayList<>();
        List<Integer> truth = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            if (cells.length == columns.size()) {
                people.add(person(columns, cells));
                truth.add(Integer.valueOf(cells[0].split("-")[1]));
            }
        }
        return new Labelled(people, truth);
    }

    private static Person person(List<@Nullable Field> columns, String[] cells) {
        Map<Field, String> known = new EnumMap<>(Field.class);
        for (int i = 0; i < cells.length; i++) {
            Field field = columns.get(i);
            if (field != null) {
                known.put(field, cells[i].replace(" ", ""));
            }
        }
        return new Person(known);
    }

    /** The same people where a field is not known of anybody. */
    Labelled without(Field field) {
        return new Labelled(
                people.stream()
                        .map(person -> {
                            Map<Field, String> known = person.known();
                            known.remove(field);
                            return new Person(known);
                        })
                        .toList(),
                truth);
    }

    Quality of(Collection<Pair> found) {
        long right = found.stream()
                .filter(pair -> truth.get(pair.one()).equals(truth.get(pair.other())))
                .count();
        long due =
                truth.stream()
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                        .values()
                        .stream()
                        .mapToLong(many -> many * (many - 1) / 2)
                        .sum();
        return new Quality((double) right / found.size(), (double) right / due);
    }
}
