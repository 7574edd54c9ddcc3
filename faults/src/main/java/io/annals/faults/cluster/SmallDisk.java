package io.annals.faults.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A tmpfs of our own, small enough to be filled. Mounting takes the right to do so (root, or {@code CAP_SYS_ADMIN}). */
final class SmallDisk implements AutoCloseable {
    private static final int MEGABYTES = 768;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** @throws IOException with what mount said, where it is not permitted */
    static SmallDisk mount(Path folder) throws IOException {
        run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "annals-faults", folder.toString());
        return new SmallDisk(folder);
    }

    /** Writes until no byte is left. */
    void fill() {
        byte[] block = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(ballast())) {
            for (int i = 0; i < 2 * MEGABYTES; i++) {
                out.write(block);
            }
        } catch (IOException noSpaceLeft) {
            return;
        }
        throw new IllegalStateException(folder + " cannot be filled");
    }

    void free() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    @Override
    public void close() throws IOException {
        run("umount", "--lazy", folder.toString());
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(said.strip());
        }
    }
}
