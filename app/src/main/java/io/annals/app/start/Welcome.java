package io.annals.app.start;

import io.annals.access.Links;
import io.annals.access.TransportRules;
import io.annals.edge.Keys;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Tells the person at the terminal the keys (once), loads the demonstration where asked to, and says where to look: as long
 * as there is no administrator, by a link that makes one.
 */
@Component
class Welcome implements ApplicationRunner {
    /** For whoever runs the server when nobody knows an administrator's password any more. */
    private static final String NEW_ADMINISTRATOR = "annals.new-administrator";

    private final Keys keys;
    private final Links links;
    private final Environment environment;
    private final WebServerApplicationContext server;
    private final ObjectProvider<Demonstration> demonstration;
    private final PrintStream out = System.out;

    Welcome(
            Keys keys,
            Links links,
            Environment environment,
            WebServerApplicationContext server,
            ObjectProvider<Demonstration> demonstration) {
        this.keys = keys;
        this.links = links;
        this.environment = environment;
        this.server = server;
        this.demonstration = demonstration;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException, InterruptedException {
        keys.makeOnFirstStart().ifPresent(made -> {
            out.println("\nThe keys of this installation, shown this once and stored hashed:");
            made.forEach(
                    (role, key) -> out.printf("  %-14s %s%n", role.name().toLowerCase(java.util.Locale.ROOT), key));
        });
        var webServer = server.getWebServer();
        if (webServer == null) {
            return;
        }
        String url = (TransportRules.speaksTls(environment) ? "https" : "http") + "://127.0.0.1:" + webServer.getPort();
        Demonstration demo = demonstration.getIfAvailable();
        if (demo != null) {
            demo.load(url, out);
        }
        Optional<String> administrators =
                links.forAdministrator(environment.getProperty(NEW_ADMINISTRATOR, boolean.class, false));
        out.printf("%nAnnals listens at %s%n", url);
        administrators.ifPresentOrElse(
                link -> out.printf("  become the administrator and go to the desk (once, 24 hours):  %s%n", url + link),
                () -> out.printf("  the desk:  %s/login%n", url));
        out.printf(
                "  OpenAPI: %1$s/swagger-ui.html   web socket: %1$s/asyncapi.yaml   health: %1$s/actuator/health%n",
                url);
        if (demo != null) {
            demo.begin(out);
        }
    }
}
