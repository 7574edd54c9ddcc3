package io.annals.benchmarks.duplicate;

import io.annals.benchmarks.Peers;
import io.annals.benchmarks.duplicate.Labelled.Pair;
import io.annals.query.duplicate.linkage.Field;
import io.annals.query.duplicate.linkage.Person;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Splink on DuckDB, in a Python of its own, in versions that {@code peers/splink} pins. */
final class Splink {
    private static final String FOLDER = "splink";
    private static final Field[] FIELDS = Field.values();
    private static final JsonMapper JSON = JsonMapper.shared();

    private Splink() {}

    /** @return why it cannot be had; empty when it is there */
    static Optional<String> prepare() throws IOException, InterruptedException {
        String build = "python3 -m venv env && env/bin/pip install -q -r requirements.txt && touch built";
        return Peers.build(FOLDER, "built", List.of("sh", "-c", build));
    }

    static Found link(List<Person> people) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("annals-splink-");
        Path told = folder.resolve("people.csv");
        Path found = folder.resolve("found.csv");
        write(people, told);
        Path home = Peers.folder(FOLDER);
        Process process = new ProcessBuilder(
                        home.resolve("env/bin/python").toString(),
                        home.resolve("link.py").toString(),
                        told.toString(),
                        found.toString())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(Files.readString(folder.resolve("errors")));
        }
        JsonNode figures = JSON.readTree(answer.strip().substring(answer.strip().lastIndexOf('\n') + 1));
        List<Pair> pairs;
        try (Stream<String> lines = Files.lines(found)) {
            pairs = lines.map(line -> line.split(","))
                    .map(cells -> Pair.of(Integer.parseInt(cells[0]), Integer.parseInt(cells[1])))
                    .toList();
        }
        for (Path file : List.of(told, found, folder.resolve("errors"), folder)) {
            Files.delete(file);
        }
        return new Found(
                pairs, figures.path("seconds").asDouble(), figures.path("bytes").asDouble());
    }

    private static void write(List<Person> people, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(Stream.concat(Stream.of("unique_id"), Stream.of(FIELDS).map(Field::text))
                    .collect(Collectors.joining(",")));
            out.newLine();
            for (int i = 0; i < people.size(); i++) {
                Person person = people.get(i);
                out.write(i + ","
                        + Stream.of(FIELDS)
                                .map(field -> Objects.requireNonNullElse(person.get(field), ""))
                                .collect(Collectors.joining(",")));
                out.newLine();
            }
        }
    }
}
