package io.annals.app.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * The libraries that modules may name: each a folder of a jar from WebJars or mvnpm, served below {@link #ADDRESS} under its
 * own name, whatever its version.
 */
final class Libraries {
    static final String ADDRESS = "/assets/lib/";

    /**
     * @param name as modules name it
     * @param folder address of its folder, without slashes
     * @param artifact its jar, as Maven knows it: group/artifact
     * @param main the module that its bare name means
     */
    record Library(String name, String folder, String artifact, String main) {
        private String address(String rest) {
            return ADDRESS + folder + "/" + (rest.isEmpty() ? main : rest.substring(1));
        }

        /** Where the files of the version at hand lie on the class path. */
        String location() {
            String inJar = artifact.startsWith(MVNPM)
                    ? "_static" + artifact.substring(MVNPM.length())
                    : "webjars" + artifact.substring(artifact.indexOf('/'));
            return "classpath:/META-INF/resources/" + inJar + "/" + version() + "/";
        }

        /** Jars of mvnpm have no entries for their folders, so they cannot be looked through; Maven's own note is in each. */
        private String version() {
            try {
                Properties pom = PropertiesLoaderUtils.loadProperties(
                        new ClassPathResource("META-INF/maven/" + artifact + "/pom.properties"));
                return pom.getProperty("version");
            } catch (IOException e) {
                throw new UncheckedIOException(name + " is not on the class path", e);
            }
        }
    }

    private static final String MVNPM = "org.mvnpm";

    private static final List<Library> ALL = List.of(
            new Library("lit", "lit", "org.webjars.npm/lit", "index.js"),
            new Library("lit-html", "lit-html", "org.webjars.npm/lit-html", "lit-html.js"),
            new Library("lit-element", "lit-element", "org.webjars.npm/lit-element", "index.js"),
            new Library(
                    "@lit/reactive-element",
                    "lit-reactive-element",
                    "org.webjars.npm/lit__reactive-element",
                    "reactive-element.js"),
            new Library("echarts", "echarts", "org.mvnpm/echarts", "dist/echarts.esm.min.mjs"));

    private Libraries() {}

    static Stream<Library> all() {
        return ALL.stream();
    }

    /** The address of what a module calls {@code lit} or {@code lit/directives/repeat.js}; none where it is nothing of ours. */
    static Optional<String> address(String specifier) {
        return ALL.stream()
                .filter(library -> specifier.equals(library.name()) || specifier.startsWith(library.name() + "/"))
                .max(Comparator.comparingInt(library -> library.name().length()))
                .map(library ->
                        library.address(specifier.substring(library.name().length())));
    }
}
