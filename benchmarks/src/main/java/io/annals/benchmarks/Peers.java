package io.annals.benchmarks;

import io.annals.mongod.EmbeddedMongod;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Builds a peer once, in the user's own folder of Annals, with the tool chain that it is written for. */
public final class Peers {
    /** Where what they are built from lies, seen from the root of the project. */
    private static final Path SOURCES = Path.of("benchmarks", "peers");

    private Peers() {}

    /** A folder for what a peer is built from and for what comes of it. */
    public static Path folder(String peer) {
        return EmbeddedMongod.ordinaryHome().resolve("peers").resolve(peer);
    }

    /**
     * Copies a peer's sources to its folder and builds it there, unless that was done already.
     *
     * @param product what the build leaves in that folder
     * @return why it could not be built; empty when it is there
     */
    public static Optional<String> build(String peer, String product, List<String> command)
            throws IOException, InterruptedException {
        Path folder = Files.createDirectories(folder(peer));
        boolean same = copy(SOURCES.resolve(peer), folder);
        if (same && Files.exists(folder.resolve(product))) {
            return Optional.empty();
        }
        try {
            Process build = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String told = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return build.waitFor() == 0
                    ? Optional.empty()
                    : Optional.of("`" + String.join(" ", command) + "` failed: " + told.strip());
        } catch (IOException e) {
            return Optional.of("there is no `" + command.getFirst() + "` on the PATH");
        }
    }

    /** @return whether all were there already */
    private static boolean copy(Path from, Path to) throws IOException {
        boolean same = true;
        try (Stream<Path> sources = Files.list(from)) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(source.getFileName());
                if (!Files.exists(target) || Files.mismatch(source, target) >= 0) {
                    same = false;
                    Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return same;
    }
}
