package io.annals.endtoend.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * One form for all sources. It is a test since the formatter reads Java with the compiler of the JDK that it runs on, and tests
 * run on the build's JDK 25 whatever Maven itself runs on.
 */
class SourceFormatTest {
    private static final Formatter PALANTIR = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    @Test
    void every_source_is_formatted_or_is_formatted_now_with_dformat_apply() throws IOException {
        boolean apply = Boolean.getBoolean("format.apply");
        List<Path> unformatted = Sources.java().parallelStream()
                .filter(file -> !isFormatted(file, apply))
                .map(Sources.ROOT::relativize)
                .toList();
        assertThat(unformatted)
                .as("format with: ./mvnw test -pl end-to-end -am -Dtest=SourceFormatTest -Dformat.apply"
                        + " -Dsurefire.failIfNoSpecifiedTests=false")
                .isEmpty();
    }

    private static boolean isFormatted(Path file, boolean apply) {
        try {
            String source = Files.readString(file);
            String formatted = PALANTIR.formatSourceAndFixImports(source);
            boolean already = formatted.equals(source);
            if (!already && apply) {
                Files.writeString(file, formatted);
            }
            return already || apply;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FormatterException e) {
            throw new AssertionError(file + " cannot be read", e);
        }
    }

    @Test
    void no_source_passes_400_lines() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : Sources.java()) {
            try (var lines = Files.lines(file)) {
                long n = lines.count();
                if (n > 400) {
                    tooLong.add(Sources.ROOT.relativize(file) + ": " + n);
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }
}
