package io.annals.mongod;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files and folders that no other user of the machine may read or enter. Where the file system knows no POSIX modes, as
 * on Windows, they are as private as the folder above them.
 */
final class OwnerOnly {
    private static final Logger log = LoggerFactory.getLogger(OwnerOnly.class);
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private OwnerOnly() {}

    /** Makes the folder if it is missing, the ones above it as the user's umask says; one that is open is closed. */
    static void folder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            close(folder);
            return;
        }
        Path above = above(folder);
        Files.createDirectories(above);
        Files.createDirectory(folder, mode(above, FOLDER));
    }

    /** Writes it whole or not at all: another process never finds half of it, another user never any of it. */
    static void write(Path file, String text) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        Files.createFile(unfinished, mode(above(file), FILE));
        Files.writeString(unfinished, text, StandardCharsets.US_ASCII, StandardOpenOption.SYNC);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Takes every right of others away, if there is such a file; what belongs to another user stays as it is, and is told. */
    static void close(Path entry) throws IOException {
        if (!Files.exists(entry, LinkOption.NOFOLLOW_LINKS) || !knowsModes(entry)) {
            return;
        }
        Set<PosixFilePermission> found = Files.getPosixFilePermissions(entry);
        Set<PosixFilePermission> kept = EnumSet.noneOf(PosixFilePermission.class);
        kept.addAll(found);
        kept.retainAll(FOLDER);
        if (kept.equals(found)) {
            return;
        }
        try {
            Files.setPosixFilePermissions(entry, kept);
        } catch (IOException notOurs) {
            log.warn("Others may look into {}, which belongs to another user: {}", entry, notOurs.getMessage());
        }
    }

    private static Path above(Path entry) {
        Path absolute = entry.toAbsolutePath();
        return Objects.requireNonNullElse(absolute.getParent(), absolute);
    }

    private static FileAttribute<?>[] mode(Path folder, Set<PosixFilePermission> permissions) throws IOException {
        return knowsModes(folder)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean knowsModes(Path entry) throws IOException {
        return Files.getFileStore(entry).supportsFileAttributeView("posix");
    }
}
