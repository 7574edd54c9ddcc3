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

    private Home(Path folder, Path realFolder, boolean ephemeral, FileChannel lock) {
        this.folder = folder;
        this.realFolder = realFolder;
        this.ephemeral = ephemeral;
        this.lock = lock;
    }

    /** @throws MongodUnavailable if a living application occupies it, or it cannot be written */
    static Home occupy(Options options) {
        Path folder = options.home();
        try {
            Files.createDirectories(folder);
            if (options.ephemeral() && !isEmpty(folder)) {
                throw new MongodUnavailable("An ephemeral home is deleted in the end, so it must be empty: " + folder);
            }
            Path realFolder = folder.toRealPath();
            if (!OCCUPIED_HERE.add(realFolder)) {
                throw inUse(folder, "this one");
            }
            try {
                Home home = new Home(folder, realFolder, options.ephemeral(), locked(folder));
                Files.createDirectories(home.data());
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

    Path data() {
        return folder.resolve("data");
    }

    Path log() {
        return folder.resolve("mongod.log");
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
            Files.move(log(), folder.resolve("mongod.previous.log"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The port of the last start, if it is free, else any free one. */
    int port() {
        try {
            int last = Integer.parseInt(Files.readString(folder.resolve("port")).strip());
            try (ServerSocket probe = new ServerSocket()) {
                probe.setReuseAddress(true);
                probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), last));
                return last;
            }
        } catch (IOException | IllegalArgumentException neverStartedOrTaken) {
            return freePort();
        }
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
            Files.writeString(folder.resolve("port"), Integer.toString(port));
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
