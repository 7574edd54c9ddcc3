package io.annals.endtoend;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.annals.mongod.EmbeddedMongod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;

/**
 * The mongods of {@code docker-compose.yml} as plain processes. What differs from the containers: each host of the file is
 * this machine and each port a free one ({@link #here}), they listen on loopback only, and data lies in a folder of the test's.
 */
final class ReplicaSet implements AutoCloseable {
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final Map<String, Process> processes = new LinkedHashMap<>();

    private ReplicaSet() {}

    /** Starts those services whose command is a mongod, initiates them as the file says, and waits for a primary. */
    static ReplicaSet start(Compose compose, Path folder) {
        ReplicaSet set = new ReplicaSet();
        try {
            Path binary = binary();
            for (String name : compose.names()) {
                if (name.matches("mongo\\d")) {
                    set.launch(name, compose.command(name), binary, folder);
                }
            }
            set.initiate(Compose.members());
            return set;
        } catch (IOException e) {
            set.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException | AssertionError e) {
            set.close();
            throw e;
        }
    }

    private void launch(String name, List<String> command, Path binary, Path folder) throws IOException {
        Path data = Files.createDirectories(folder.resolve(name));
        List<String> here = new ArrayList<>();
        for (int i = 0; i < command.size(); i++) {
            String argument = command.get(i);
            switch (argument) {
                case "mongod" -> here.add(binary.toString());
                case "--bind_ip_all" -> here.addAll(List.of("--bind_ip", "127.0.0.1"));
                case "--port" -> {
                    int port = freePort();
                    ports.put(name + ":" + command.get(++i), port);
                    here.addAll(List.of("--port", Integer.toString(port)));
                }
                default -> here.add(argument);
            }
        }
        here.addAll(List.of("--dbpath", data.toString(), "--wiredTigerCacheSizeGB", "0.25", "--oplogSize", "64"));
        processes.put(
                name,
                new ProcessBuilder(here)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve(name + ".log").toFile())
                        .start());
    }

    private void initiate(Map<Integer, String> members) {
        List<Document> configured = members.entrySet().stream()
                .map(member -> new Document("_id", member.getKey()).append("host", here(member.getValue())))
                .toList();
        Document command = new Document("replSetInitiate", new Document("_id", "annals").append("members", configured));
        Eventually.see(
                "every member to answer",
                Waits.LONG,
                () -> ports.values().stream().allMatch(port -> hello(port).isPresent()),
                answered -> answered);
        String first = configured.getFirst().getString("host");
        try (MongoClient client = MongoClients.create("mongodb://" + first + "/?directConnection=true")) {
            client.getDatabase("admin").runCommand(command);
        }
        awaitPrimary();
    }

    /** Hosts and ports as they are on this machine. */
    String here(String text) {
        String here = text;
        for (Map.Entry<String, Integer> port : ports.entrySet()) {
            here = here.replace(port.getKey(), "127.0.0.1:" + port.getValue());
        }
        return here;
    }

    /** The service that is primary now. */
    String awaitPrimary() {
        return Eventually.see("a primary", Waits.LONG, this::primary, Optional::isPresent)
                .orElseThrow();
    }

    private Optional<String> primary() {
        for (Map.Entry<String, Integer> port : ports.entrySet()) {
            String name = port.getKey().substring(0, port.getKey().indexOf(':'));
            Process process = processes.get(name);
            if (process != null && process.isAlive() && isPrimary(port.getValue())) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private static boolean isPrimary(int port) {
        return hello(port)
                .map(hello -> hello.getBoolean("isWritablePrimary", false))
                .orElse(false);
    }

    private static Optional<Document> hello(int port) {
        try (MongoClient client = MongoClients.create("mongodb://127.0.0.1:" + port
                + "/?directConnection=true&serverSelectionTimeoutMS=2000&connectTimeoutMS=2000")) {
            return Optional.of(client.getDatabase("admin").runCommand(new Document("hello", 1)));
        } catch (MongoException notYet) {
            return Optional.empty();
        }
    }

    /** {@code kill -9}; returns when it is gone. */
    void kill(String name) {
        Process process = Optional.ofNullable(processes.get(name)).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    /** The one that an embedded start uses: of the PATH or of the user's cache. */
    static Path binary() throws IOException {
        try (EmbeddedMongod any = EmbeddedMongod.start(EmbeddedMongod.Options.in(Files.createTempDirectory("annals-"))
                .withBinaries(EmbeddedMongod.ordinaryBinaries())
                .withEphemeral(true))) {
            return Path.of(ProcessHandle.of(any.pid())
                    .flatMap(process -> process.info().command())
                    .orElseThrow());
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    @Override
    public void close() {
        Stream.of(processes.keySet().toArray(String[]::new)).forEach(this::kill);
    }
}
