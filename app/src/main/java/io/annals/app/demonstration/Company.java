package io.annals.app.demonstration;

import io.annals.edge.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who there is.
 *
 * @param newcomers whom the company does not know yet
 */
public record Company(List<Person> customers, List<Person> newcomers, List<Colleague> colleagues) {
    private static final List<String> DOMAINS = List.of("example.com", "example.org", "example.net", "post.example");

    /** The same people always. */
    public static Company invented() {
        JsonNode told = resource("people");
        List<Person> customers = people(told.path("customers"), 0);
        List<Colleague> colleagues = new ArrayList<>();
        told.path("colleagues")
                .forEach(one -> colleagues.add(new Colleague(
                        text(one, 0),
                        text(one, 1),
                        Role.valueOf(text(one, 2).toUpperCase(Locale.ROOT)),
                        text(one, 3),
                        text(one, 4))));
        return new Company(customers, people(told.path("newcomers"), customers.size()), List.copyOf(colleagues));
    }

    private static List<Person> people(JsonNode byLanguage, int before) {
        List<Person> people = new ArrayList<>();
        byLanguage
                .properties()
                .forEach(language -> language.getValue().forEach(one -> {
                    int number = before + people.size();
                    people.add(new Person(
                            text(one, 0),
                            text(one, 1) + "@" + DOMAINS.get(number % DOMAINS.size()),
                            number % 3 == 2 ? null : phone(number),
                            language.getKey(),
                            text(one, 2)));
                }));
        return List.copyOf(people);
    }

    /** Of the ranges that Ofcom, the Bundesnetzagentur, Arcep, PTS and NANPA keep for films and books. */
    private static String phone(int number) {
        return switch (number % 5) {
            case 0 -> "+442079460" + (100 + number);
            case 1 -> "+493023125" + (100 + number);
            case 2 -> "+3319900" + (1000 + number);
            case 3 -> "+46701740" + (605 + number);
            default -> "+12125550" + (100 + number);
        };
    }

    /** Who speaks this customer's language with them. */
    Colleague agentOf(Person customer) {
        return colleagues.stream()
                .filter(one -> one.role() == Role.AGENT && one.language().equals(customer.language()))
                .findFirst()
                .orElseThrow();
    }

    Colleague of(Role role) {
        return colleagues.stream().filter(one -> one.role() == role).findFirst().orElseThrow();
    }

    /** A file of the demonstration's, by its name without the ending. */
    static JsonNode resource(String name) {
        String file = "/demonstration/" + name + ".json";
        try (InputStream stream =
                Objects.requireNonNull(Company.class.getResourceAsStream(file), () -> "there is no " + file)) {
            return JsonMapper.shared().readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(JsonNode list, int index) {
        return list.path(index).asString();
    }
}
