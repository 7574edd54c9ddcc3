package io.annals.mongod;

import de.flapdoodle.embed.mongo.distribution.Version;
import de.flapdoodle.embed.mongo.transitions.Mongod;
import de.flapdoodle.embed.mongo.types.DistributionBaseUrl;
import de.flapdoodle.embed.process.archives.ExtractedFileSet;
import de.flapdoodle.embed.process.config.DownloadConfig;
import de.flapdoodle.embed.process.config.TimeoutConfig;
import de.flapdoodle.embed.process.io.directories.PersistentDir;
import de.flapdoodle.embed.process.io.progress.ProgressListener;
import de.flapdoodle.embed.process.transitions.DownloadPackage;
import de.flapdoodle.reverse.StateID;
import de.flapdoodle.reverse.TransitionWalker.ReachedState;
import de.flapdoodle.reverse.transitions.Start;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** MongoDB's own download site; flapdoodle knows which archive fits the operating system and the processor. */
final class FlapdoodleDownload implements Download {
    /** Also opens data that the wheel's 6.0 wrote. */
    private static final Version VERSION = Version.V7_0_34;

    private static final int MILLIS_WITHOUT_A_BYTE = 20_000;

    private final URI site;
    private final Duration toAnswer;

    FlapdoodleDownload() {
        this(URI.create("https://fastdl.mongodb.org"), Duration.ofSeconds(4));
    }

    FlapdoodleDownload(URI site, Duration toAnswer) {
        this.site = site;
        this.toAnswer = toAnswer;
    }

    @Override
    public MongodVersion version() {
        return MongodVersion.of(VERSION.asInDownloadPath()).orElseThrow();
    }

    @Override
    public String place() {
        return site.getHost();
    }

    @Override
    public Path fetch(Path folder) throws IOException, InterruptedException {
        checkReachable();
        try (Progress progress = Progress.ofPercent("mongod");
                ReachedState<ExtractedFileSet> unpacked = mongod(folder, progress)
                        .transitions(VERSION)
                        .walker()
                        .initState(StateID.of(ExtractedFileSet.class))) {
            Path kept = folder.resolve("fetched-mongod");
            return Files.move(unpacked.current().executable(), kept);
        } catch (RuntimeException e) {
            throw new IOException(rootOf(e).toString(), e);
        }
    }

    /** flapdoodle alone would wait far longer for a site that a firewall hides. */
    private void checkReachable() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(site)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .timeout(toAnswer)
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(toAnswer).build()) {
            try {
                client.sendAsync(request, BodyHandlers.discarding()).get(toAnswer.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException e) {
                client.shutdownNow();
                throw new IOException(site.getHost() + " cannot be reached", e);
            }
        }
    }

    private Mongod mongod(Path folder, Progress progress) {
        TimeoutConfig timeouts = TimeoutConfig.builder()
                .connectionTimeout((int) toAnswer.toMillis())
                .readTimeout(MILLIS_WITHOUT_A_BYTE)
                .build();
        return Mongod.instance()
                .withDistributionBaseUrl(
                        Start.to(DistributionBaseUrl.class).initializedWith(DistributionBaseUrl.of(site.toString())))
                .withPersistentBaseDir(Start.to(PersistentDir.class).initializedWith(PersistentDir.of(folder)))
                .withProgressListener(Start.to(ProgressListener.class).initializedWith(shownBy(progress)))
                .withDownloadPackage(DownloadPackage.withDefaults()
                        .withDownloadConfig(
                                DownloadConfig.builder().timeoutConfig(timeouts).build()));
    }

    private static ProgressListener shownBy(Progress progress) {
        return new ProgressListener() {
            @Override
            public void progress(String label, int percent) {
                progress.at(percent);
            }

            @Override
            public void done(String label) {}

            @Override
            public void start(String label) {}

            @Override
            public void info(String label, String message) {}
        };
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
