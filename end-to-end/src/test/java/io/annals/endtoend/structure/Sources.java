package io.annals.endtoend.structure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's own files, from the root of the checkout. */
final class Sources {
    static final Path ROOT =
            Path.of(System.getProperty("annals.root", "..")).toAbsolutePath().normalize();

    private Sources() {}

    static List<Path> java() throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(file -> file.toString().endsWith(".java")
                            && !file.toString().contains("/target/"))
                    .sorted()
                    .toList();
        }
    }
}
