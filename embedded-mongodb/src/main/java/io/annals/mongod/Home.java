package io.annals.mongod;

import io.annals.mongod.EmbeddedMongod.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The folder of one mongod, occupied by one living application at a time: the operating system's file lock says by
 * whom, and lets go however the application ends.
 */
final class Home {
    /**
     * What this very process occupies. Asked before the file is touched: closing any channel on it would let go of the
     * lock that another one holds (POSIX).
     */
    private static final Set<Path> OCCUPIED_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final Path realFolder;
    private final boolean ephemeral;
    private final FileChannel lock;
    private final Credentials credentials;

    private Home(Path folder, Path realFolder, boolean ephemeral, FileChannel lock, Credentials credentials) {
        this.folder = folder;
        this.realFolder = realFolder;
        this.ephemeral = ephemeral;
        this.lock = lock;
        this.credentials = credentials;
    }

    /**
     * From then on the folder is for its owner alone, also one that was open before.
     *
     * @throws MongodUnavailable if a living application occupies it, or it cannot be written
     */
    static Home occupy(Options options) {
        Path folder = options.home();
        try {
            OwnerOnly.folder(folder);
            if (options.ephemeral() && !isEmpty(folder)) {
                throw new MongodUnavailable("An ephemeral home is deleted in the end, so it must be empty: " + folder);
            }
            Path realFolder = folder.toRealPath();
            if (!OCCUPIED_HERE.add(realFolder)) {
                throw inUse(folder, "this one");
            }
            try {
                FileChannel lock = locked(folder);
                Home home = new Home(folder, realFolder, options.ephemeral(), lock, Credentials.of(folder));
                home.closeToOthers();
                return home;
            } catch (IOException | RuntimeException e) {
                OCCUPIED_HERE.remove(realFolder);
                throw e;
            }
        } catch (IOException e) {
            throw new MongodUnavailable("The folder " + folder + " cannot be used for data: " + e, e);
        }
    }

    private static FileChannel locked(Path folder) throws IOException {
        Path file = folder.resolve("lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw inUse(folder, "process " + Files.readString(file).strip());
        }
        channel.truncate(0);
        channel.write(StandardCharsets.UTF_8.encode(
                Long.toString(ProcessHandle.current().pid())));
        return channel;
    }

    private static MongodUnavailable inUse(Path folder, String by) {
        return new MongodUnavailable("The data in " + folder + " is in use by a running application (" + by
                + "). Stop that one first, or choose another folder.");
    }

    /** What a mongod without accounts has logged is not kept: it quoted what was stored. */
    private void closeToOthers() throws IOException {
        OwnerOnly.folder(data());
        if (credentials.fresh()) {
            Files.deleteIfExists(log());
            Files.deleteIfExists(formerLog());
        }
        for (Path file : List.of(log(), formerLog(), output(), folder.resolve("lock"))) {
            OwnerOnly.close(file);
        }
    }

    Credentials credentials() {
        return credentials;
    }

    Path data() {
        return folder.resolve("data");
    }

    Path log() {
        return folder.resolve("mongod.log");
    }

    private Path formerLog() {
        return folder.resolve("mongod.previous.log");
    }

    /** What mongod says before it has opened its log. */
    Path output() {
        return folder.resolve("mongod.out");
    }

    boolean isEphemeral() {
        return ephemeral;
    }

    /** The folder to delete when mongod has ended, or nothing. */
    String doomed() {
        return ephemeral ? folder.toString() : "";
    }

    /** One log a start and the one before: a log that grows for ever helps nobody. */
    void setAsideFormerLog() throws IOException {
        if (Files.exists(log())) {
            Files.move(log(), formerLog(), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The port of the last start, if it is free, else any free one. */
    int port() {
        try {
            int last = portOf(folder);
            try (ServerSocket probe = new ServerSocket()) {
                probe.setReuseAddress(true);
                probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), last));
                return last;
            }
        } catch (IOException | IllegalArgumentException neverStartedOrTaken) {
            return freePort();
        }
    }

    /** The port of the last start on that folder. */
    static int portOf(Path folder) throws IOException {
        return Integer.parseInt(Files.readString(folder.resolve("port")).strip());
    }

    static int freePort() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void rememberPort(int port) {
        try {
            OwnerOnly.write(folder.resolve("port"), Integer.toString(port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets the next one in. Ephemeral data is deleted by the watchdog, which also does so when nobody gets here. */
    void leave() {
        try {
            if (lock.isOpen()) {
                lock.close();
                OCCUPIED_HERE.remove(realFolder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }
}
