package io.annals.faults.cluster;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** One mongod of the replica set, the way to it, and what an operator may do to it. Not safe for use by several threads. */
public final class Member implements AutoCloseable {
    private static final List<String> ARGUMENTS =
            List.of("--bind_ip", "127.0.0.1", "--logappend", "--oplogSize", "128", "--wiredTigerCacheSizeGB", "0.25");

    /** Sessions expire after one minute, the shortest that a server takes, and are looked through every ten seconds. */
    private static final List<String> PARAMETERS = List.of(
            "enableTestCommands=1",
            "diagnosticDataCollectionEnabled=false",
            "localLogicalSessionTimeoutMinutes=1",
            "logicalSessionRefreshMillis=10000",
            "ttlMonitorSleepSecs=10");

    private final String name;
    private final Path binary;
    private final Path data;
    private final Path logs;
    private final int port;
    private final Proxy proxy;
    private final MongoClient operator;
    private @Nullable Process process;
    private boolean paused;

    Member(String name, Path binary, Path logs, Path data, int port) {
        this.name = name;
        this.binary = binary;
        this.logs = logs;
        this.data = data;
        this.port = port;
        this.proxy = Proxy.to(port);
        this.operator = MongoClients.create("mongodb://127.0.0.1:" + port
                + "/?directConnection=true&serverSelectionTimeoutMS=1500&connectTimeoutMS=1500&socketTimeoutMS=8000"
                + "&heartbeatFrequencyMS=500&retryWrites=false&retryReads=false");
    }

    public String name() {
        return name;
    }

    /** Where clients and other members find it. */
    String host() {
        return "127.0.0.1:" + proxy.port();
    }

    public Proxy proxy() {
        return proxy;
    }

    /** Starts mongod unless it runs; does not wait for it to answer. */
    public void start() {
        if (isAlive()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of(binary.toString()));
        command.addAll(List.of("--dbpath", data.toString(), "--port", Integer.toString(port)));
        command.addAll(List.of("--logpath", logs.resolve(name + ".log").toString(), "--replSet", Cluster.NAME));
        command.addAll(ARGUMENTS);
        PARAMETERS.forEach(parameter -> command.addAll(List.of("--setParameter", parameter)));
        try {
            process = new ProcessBuilder(Watched.command(command))
                    .redirectErrorStream(true)
                    .redirectOutput(logs.resolve(name + ".out").toFile())
                    .start();
            paused = false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** {@code kill -9}; returns when it is gone. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly();
            process.onExit().join();
        }
        paused = false;
    }

    /** SIGSTOP: neither answers nor ends its connections. */
    public void pause() {
        Signal.STOP.to(pid());
        paused = true;
    }

    /** SIGCONT: goes on as if nothing had been, with what it was about to do. */
    public void resume() {
        if (paused && isAlive()) {
            Signal.CONT.to(pid());
        }
        paused = false;
    }

    /** Waits, bounded, for mongod to end by itself. */
    public boolean endsWithin(long seconds) throws InterruptedException {
        return Objects.requireNonNull(process).waitFor(seconds, TimeUnit.SECONDS);
    }

    private long pid() {
        return Objects.requireNonNull(process).pid();
    }

    /** What the member answers to an operator that comes past the proxy. */
    public Document admin(Document command) {
        return operator.getDatabase("admin").runCommand(command);
    }

    /** Sets a fail point; see {@code src/mongo/util/fail_point.h} of the server. */
    public void failPoint(String point, Object mode, Document data) {
        admin(new Document("configureFailPoint", point).append("mode", mode).append("data", data));
    }

    /** Takes it back, however long the member takes to answer: one that runs on with it would strike all that follows. */
    public void failPointOff(String point) {
        Cluster.await(point + " off at " + name, () -> {
            try {
                failPoint(point, "off", new Document());
                return true;
            } catch (MongoException noAnswer) {
                return !isAlive() || paused; // when it is back it has forgotten its fail points
            }
        });
    }

    /** Whether it believes to be the primary, and since which election; null for no, and for no answer. */
    @Nullable
    String primarySince() {
        if (!isAlive() || paused) {
            return null;
        }
        try {
            Document hello = admin(new Document("hello", 1));
            return hello.getBoolean("isWritablePrimary", false)
                    ? Objects.requireNonNull(hello.getObjectId("electionId")).toHexString()
                    : null;
        } catch (MongoException noAnswer) {
            return null;
        }
    }

    /** Whether it is a primary or a secondary that follows. */
    boolean isWell() {
        if (!isAlive() || paused) {
            return false;
        }
        try {
            Document hello = admin(new Document("hello", 1));
            return hello.getBoolean("isWritablePrimary", false) || hello.getBoolean("secondary", false);
        } catch (MongoException noAnswer) {
            return false;
        }
    }

    /** How often it has rolled back since it was made, by its own log. */
    public long rollbacks() {
        try (Stream<String> lines = Files.lines(logs.resolve(name + ".log"), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.contains("Transition to ROLLBACK")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        operator.close();
        proxy.close();
        kill();
    }
}
