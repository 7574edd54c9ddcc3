package io.annals.app.start;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.annals.edge.EdgeConfig;
import io.annals.encoding.EventEncoding;
import io.annals.encoding.MongoKeyring;
import io.annals.encoding.Secrets;
import io.annals.log.Event;
import io.annals.log.EventLog;
import io.annals.log.LogCopy;
import io.annals.log.MongoEventLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.bson.Document;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/**
 * {@code annals reimport NEW}: the log, each event in today's form, into a new database, with all that is no view beside it.
 * While no server runs. Settings are those of the server ({@code --annals.mongodb.uri=…}). Exit code 1 when it was not done.
 */
@Command(
        name = "reimport",
        mixinStandardHelpOptions = true,
        description =
                "Writes the log anew into another database, each event in today's form. No server may run meanwhile.")
public final class Reimport implements Callable<Integer> {

    /** Made again from the log, or of the moment. */
    private static final Pattern LEFT_BEHIND = Pattern.compile(
            "log(_.*)?|view_.*|projections|projection_tokens|policy_tokens|parked|parked_reactions|presence(_nodes)?|system\\..*");

    @Parameters(index = "0", paramLabel = "NEW", description = "The new database, such as annals_2.")
    String into = "";

    @Unmatched
    List<String> settings = new ArrayList<>();

    @Override
    public Integer call() {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Database.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .run(settings.toArray(String[]::new))) {
            Environment environment = context.getEnvironment();
            String uri = environment.getProperty("annals.mongodb.uri", "");
            if (uri.isBlank()) {
                return reimport(context.getBean(MongoClient.class), environment);
            }
            try (MongoClient client = EdgeConfig.client(uri)) {
                return reimport(client, environment);
            }
        } catch (IllegalStateException refused) {
            System.err.println(refused.getMessage());
            return 1;
        }
    }

    private int reimport(MongoClient client, Environment environment) {
        String from = environment.getProperty("annals.mongodb.database", "annals");
        if (into.equals(from)) {
            throw new IllegalStateException(into + " is the database that the log is in; name another one.");
        }
        MongoDatabase old = client.getDatabase(from);
        Path secrets = Path.of(environment.getRequiredProperty("annals.home")).resolve("secrets");
        MongoKeyring keyring = new MongoKeyring(old, Secrets.of(System.getenv(), secrets));
        EventEncoding encoding = new EventEncoding(keyring);
        try (EventLog log = MongoEventLog.open(client, from, Clock.systemUTC(), new SimpleMeterRegistry())) {
            long head = log.head();
            long copied = new LogCopy(client, into, Clock.systemUTC())
                    .copy(
                            log,
                            events -> renewed(encoding, events),
                            position -> System.err.println(position + " of " + head + " commits"));
            copyBeside(old);
            System.out.println(copied + " commits are in " + into + ". Start with --annals.mongodb.database=" + into
                    + ", verify, and drop " + from + " when all is well.");
            return 0;
        }
    }

    private static List<Event> renewed(EventEncoding encoding, List<Event> events) {
        encoding.loadKeys(events);
        return events.stream().map(encoding::renewed).toList();
    }

    /** Keys, users, lines that people have drawn: whole, as they are now. The server makes their indexes when it starts. */
    private void copyBeside(MongoDatabase old) {
        for (String collection : old.listCollectionNames()) {
            if (!LEFT_BEHIND.matcher(collection).matches()) {
                old.getCollection(collection)
                        .aggregate(List.of(new Document("$out", new Document("db", into).append("coll", collection))))
                        .toCollection();
            }
        }
    }
}
