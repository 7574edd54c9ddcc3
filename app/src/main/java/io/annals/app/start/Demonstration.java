package io.annals.app.start;

import io.annals.app.cli.ImportFile;
import io.annals.app.cli.ServerConnection;
import io.annals.app.demonstration.InventedCompany;
import io.annals.edge.Actor;
import io.annals.edge.Grant;
import io.annals.edge.Keys;
import io.annals.edge.Role;
import io.annals.edge.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The purchases of {@code samples/cdnow} and the invented company, sent through the public interface. What is there already
 * is passed over, so a demonstration that was cut short is completed at the next start.
 */
@Component
@Profile("demo")
class Demonstration {
    private static final String SAMPLE = "samples/cdnow/CDNOW_sample.txt";

    private final Keys keys;
    private final InventedCompany company;

    /** @param rate how much happens a minute, by itself; 0 for nothing */
    Demonstration(Keys keys, @Value("${annals.demo.rate:6}") double rate) {
        this.keys = keys;
        this.company = new InventedCompany(rate);
    }

    void load(String url, PrintStream out) throws IOException, InterruptedException {
        ServerConnection administrator = ServerConnection.to(url, keys.ephemeral(Role.ADMINISTRATOR));
        company.meet(
                administrator,
                one -> ServerConnection.to(
                        url,
                        keys.ephemeral(new Actor(
                                one.login(),
                                Set.of(one.role()),
                                new Scope.All(),
                                one.team().isEmpty() ? null : one.team(),
                                new Grant("key/" + one.login(), null)))),
                out);
        loadPurchases(administrator, out);
    }

    private static void loadPurchases(ServerConnection server, PrintStream out)
            throws IOException, InterruptedException {
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

    /** From now on something happens by itself. */
    void begin(PrintStream out) {
        company.begin(out);
    }

    /** Before the server stops listening. */
    @EventListener(ContextClosedEvent.class)
    void end() {
        company.end();
    }
}
