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

    /**
     * Prints it, writes {@code name.json} and {@code name.html}, and says where they are; makes the folder if it is missing.
     * Figures not measured are null in JSON.
     */
    public void publish(PrintStream out, Path folder, String name) throws IOException {
        Path json = folder.resolve(name + ".json");
        Path page = folder.resolve(name + ".html");
        out.println(Text.of(this));
        Files.createDirectories(folder);
        Files.write(json, JSON.writeValueAsBytes(Figures.of(this)));
        Files.writeString(page, Page.of(this));
        out.println("\nwritten: " + json + ", " + page);
    }
}
