package io.annals.mongod;

import io.annals.mongod.EmbeddedMongod.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one mongod, occupied by one living application at a time: the operating system's file lock says by
 * whom, and lets go however the application ends.
 */
final class Home {
    private final Path folder;
    private final boolean ephemeral;
    private final FileChannel lock;

    private Home(Path folder, boolean ephemeral, FileChannel lock) {
        this.folder = folder;
        this.ephemeral = ephemeral;
        this.lock = lock;
    }

    static Home occupy(Options options) {
        Path folder = options.home();
        try {
            Files.createDirectories(folder);
            if (options.ephemeral() && !isEmpty(folder)) {
                throw new MongodUnavailable("An ephemeral home is deleted in the end, so it must be empty: " + folder);
            }
            FileChannel lock = FileChannel.open(
                    folder.resolve("lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (tryLock(lock) == null) {
                lock.close();
                throw new MongodUnavailable("The data in " + folder + " is in use by a running application (process "
                        + Files.readString(folder.resolve("lock")).strip()
                        + "). Stop that one first, or choose another folder.");
            }
            lock.truncate(0);
            lock.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
            Home home = new Home(folder, options.ephemeral(), lock);
            Files.createDirectories(home.data());
            return home;
        } catch (IOException e) {
            throw new MongodUnavailable("The folder " + folder + " cannot be used for data: " + e, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisVeryProcess) {
            return null;
        }
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
            lock.close();
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
