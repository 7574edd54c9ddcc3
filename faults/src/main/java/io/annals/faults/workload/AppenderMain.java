package io.annals.faults.workload;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import io.annals.faults.history.History;
import io.annals.faults.history.Operation.Stopped;
import io.annals.log.LogSettings;
import io.annals.log.LogUnavailable;
import io.annals.log.MongoEventLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An appender's own process: some callers on one log. What it is told on its standard input: {@code clock <milliseconds>}
 * puts its clock that much ahead of the machine's, {@code stop} ends it in order; when the input ends it ends at once.
 */
final class AppenderMain {
    private static final int CALLERS = 4;

    private final AtomicBoolean enough = new AtomicBoolean();
    private final AtomicLong clockAhead = new AtomicLong();

    private final Duration patience;

    private AppenderMain(Duration patience) {
        this.patience = patience;
    }

    /** Connection string, database, name, history file, seed, commits a second, patience in milliseconds. */
    public static void main(String[] args) throws IOException, InterruptedException {
        new AppenderMain(Duration.ofMillis(Long.parseLong(args[6])))
                .run(args[0], args[1], args[2], Path.of(args[3]), Long.parseLong(args[4]), Double.parseDouble(args[5]));
        System.exit(0);
    }

    private void run(String uri, String database, String name, Path file, long seed, double perSecond)
            throws IOException, InterruptedException {
        Thread.ofPlatform().daemon().start(this::obey);
        try (History history = History.in(file);
                MongoClient client = Client.of(uri)) {
            MongoEventLog log = open(client, database);
            try (log) {
                List<Thread> callers = new ArrayList<>();
                for (int i = 0; i < CALLERS; i++) {
                    Appending appending =
                            new Appending(log, name + "." + i, history, seed + i, perSecond / CALLERS, enough::get);
                    callers.add(Thread.ofVirtual().start(appending::run));
                }
                for (Thread caller : callers) {
                    caller.join();
                }
            } catch (RuntimeException e) {
                history.add(new Stopped(name, System.nanoTime(), e.toString()));
            }
        }
    }

    /** The cluster may be without a primary just now. */
    private MongoEventLog open(MongoClient client, String database) throws InterruptedException {
        InstantSource clock = () -> Instant.now().plusMillis(clockAhead.get());
        LogSettings settings = LogSettings.ordinary().withOutcome(patience).withAttempt(Duration.ofSeconds(2));
        for (int tries = 1; ; tries++) {
            try {
                return MongoEventLog.open(client, database, clock, new SimpleMeterRegistry(), settings);
            } catch (MongoException | LogUnavailable notNow) {
                if (tries == 60 || enough.get()) {
                    throw notNow;
                }
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    private void obey() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("clock ")) {
                    clockAhead.set(Long.parseLong(line.substring(6)));
                } else if (line.equals("stop")) {
                    enough.set(true);
                }
            }
        } catch (IOException inputEnded) {
            Runtime.getRuntime().halt(2);
        }
        Runtime.getRuntime().halt(2);
    }
}
