package io.annals.app.start;

import io.annals.app.cli.ImportFile;
import io.annals.app.cli.ServerConnection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;

/**
 * The purchases of {@code samples/cdnow}, sent through the public interface. What is there already is passed over, so a
 * demonstration that was cut short is completed at the next start.
 */
final class Demonstration {
    private static final String SAMPLE = "samples/cdnow/CDNOW_sample.txt";
    private static final int PURCHASES = 6_919;

    private Demonstration() {}

    static void load(ServerConnection server, PrintStream out) throws IOException, InterruptedException {
        try (BufferedReader file = new BufferedReader(
                new InputStreamReader(new ClassPathResource(SAMPLE).getInputStream(), StandardCharsets.US_ASCII))) {
            ImportFile.Outcome outcome = ImportFile.send(server, file, SAMPLE, PURCHASES, out);
            ImportFile.issueCards(server, outcome.customers(), out);
            out.printf(
                    "The demonstration: %,d purchases of %,d customers (%,d new, %,d known already).%n",
                    outcome.accepted() + outcome.known(),
                    outcome.customers().size(),
                    outcome.accepted(),
                    outcome.known());
        }
    }
}
