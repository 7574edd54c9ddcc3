package io.annals.benchmarks.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that one run has measured.
 *
 * @param circumstances under which, in the order of printing: machine, versions, form
 */
public record Report(String title, Map<String, String> circumstances, List<Section> sections) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public void print(PrintStream out) {
        out.println(Text.of(this));
    }

    /** Writes {@code name.json} and {@code name.html}; makes the folder if it is missing. Figures not measured are null in JSON. */
    public void write(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(name + ".json"), JSON.writeValueAsBytes(Figures.of(this)));
        Files.writeString(folder.resolve(name + ".html"), Page.of(this));
    }
}
