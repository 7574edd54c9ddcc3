package io.annals.app.start;

import io.annals.app.cli.ImportFile;
import io.annals.app.cli.ServerConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;

/**
 * The purchases of {@code samples/cdnow}, sent through the public interface. What is there already is passed over, so a
 * demonstration that was cut short is completed at the next start.
 */
final class Demonstration {
    private static final String SAMPLE = "samples/cdnow/CDNOW_sample.txt";

    private Demonstration() {}

    static void load(ServerConnection server, PrintStream out) throws IOException, InterruptedException {
        ClassPathResource sample = new ClassPathResource(SAMPLE);
        try (InputStream file = sample.getInputStream()) {
            ImportFile.Outcome outcome = ImportFile.send(
                    server,
                    file,
                    sample.contentLength(),
                    StandardCharsets.US_ASCII,
                    new PrintWriter(out, true, out.charset()));
            ImportFile.issueCards(server, outcome.customers());
            out.printf(
                    "The demonstration: %,d purchases of %,d customers (%,d new, %,d known already).%n",
                    outcome.accepted() + outcome.known(),
                    outcome.customers().size(),
                    outcome.accepted(),
                    outcome.known());
        }
    }
}
