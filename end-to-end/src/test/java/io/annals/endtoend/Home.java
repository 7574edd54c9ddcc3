package io.annals.endtoend;

import io.annals.mongod.EmbeddedMongod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for one installation, deleted in the end. Its mongod comes from the user's cache, so it is fetched once at most. */
final class Home implements AutoCloseable {
    private final Path folder;

    private Home(Path folder) {
        this.folder = folder;
    }

    static Home fresh() {
        try {
            Path folder = Files.createTempDirectory("annals-home-");
            // Open to others, as a user's umask makes one: to close it is up to the server.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.createSymbolicLink(
                    folder.resolve("mongod"), Files.createDirectories(EmbeddedMongod.ordinaryBinaries()));
            return new Home(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    /** Where this home's own mongod answers; only once it has been started. */
    String mongoUri() {
        try {
            return EmbeddedMongod.connectionString(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process of this home's own mongod. */
    ProcessHandle mongod() {
        try {
            long pid = Long.parseLong(
                    Files.readString(folder.resolve("data/mongod.lock")).strip());
            return ProcessHandle.of(pid).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) { // does not follow the link to the cache
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
