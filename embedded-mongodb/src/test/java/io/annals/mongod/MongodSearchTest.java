package io.annals.mongod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where a mongod comes from. What is found is never started here, so a script that tells a version stands for it. */
@Timeout(60)
class MongodSearchTest {
    @TempDir
    Path folder;

    private Path cache;

    @BeforeEach
    void cacheThatIsNotThereYet() {
        cache = folder.resolve("cache");
    }

    @Test
    void without_any_mongod_the_sentence_tells_what_to_install() {
        MongodSearch search = new MongodSearch(List.of(folder), cache, List.of(new Script("moon") {
            @Override
            public Path fetch(Path target) throws IOException {
                throw new IOException("moon cannot be reached");
            }
        }));

        assertThatThrownBy(search::find)
                .isInstanceOf(MongodUnavailable.class)
                .hasMessageContaining("moon cannot be reached")
                .hasMessageContaining("Install MongoDB 6.0 or later so that `mongod` is on the PATH");
    }

    @Test
    void the_path_comes_before_the_cache_and_the_cache_before_a_download() throws IOException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Script download = new Script("7.0.12");

        Path fetched = new MongodSearch(List.of(bin), cache, List.of(download)).find();
        Path cached = new MongodSearch(List.of(bin), cache, List.of(download)).find();
        Path installed = script(bin.resolve("mongod"), "6.0.5");

        assertThat(fetched.getParent()).isEqualTo(cache);
        assertThat(cached).isEqualTo(fetched);
        assertThat(download.times).hasValue(1);
        assertThat(new MongodSearch(List.of(bin), cache, List.of(download)).find())
                .isEqualTo(installed);
    }

    @Test
    void a_mongod_on_the_path_that_is_too_old_is_passed_over() throws IOException {
        script(folder.resolve("mongod"), "4.4.29");

        Path found = new MongodSearch(List.of(folder), cache, List.of(new Script("6.0.5"))).find();

        assertThat(found.getParent()).isEqualTo(cache);
    }

    @Test
    void when_one_place_cannot_serve_the_next_is_asked() {
        Script broken = new Script("7.0.12") {
            @Override
            public Path fetch(Path target) throws IOException {
                Files.writeString(target.resolve("half.tgz"), "the line went dead after these bytes");
                throw new IOException("connection lost");
            }
        };

        Path found = new MongodSearch(List.of(), cache, List.of(broken, new Script("6.0.5"))).find();

        assertThat(found.getFileName().toString()).startsWith("mongod-6.0.5-");
        assertThat(namesIn(cache))
                .containsExactlyInAnyOrder("fetch.lock", found.getFileName().toString());
    }

    @Test
    void what_does_not_run_here_never_enters_the_cache() {
        Script foreign = new Script("7.0.12") {
            @Override
            public Path fetch(Path target) throws IOException {
                Path file = Files.writeString(target.resolve("mongod"), "#!/bin/sh\necho no such library; exit 127\n");
                assertThat(file.toFile().setExecutable(true)).isTrue();
                return file;
            }
        };

        assertThatThrownBy(() -> new MongodSearch(List.of(), cache, List.of(foreign)).find())
                .hasMessageContaining("it does not run here: no such library");
        assertThat(namesIn(cache)).containsExactly("fetch.lock");
    }

    @Test
    void a_damaged_file_in_the_cache_is_not_used_but_fetched_again() throws IOException {
        Script download = new Script("6.0.5");
        MongodSearch search = new MongodSearch(List.of(), cache, List.of(download));
        Path first = search.find();
        byte[] whole = Files.readAllBytes(first);
        Files.write(first, Arrays.copyOf(whole, whole.length - 1));

        Path second = search.find();

        assertThat(Files.readAllBytes(second)).isEqualTo(whole);
        assertThat(download.times).hasValue(2);
    }

    @Test
    void what_an_interrupted_fetch_left_is_cleared_away() throws IOException {
        Path left = Files.createDirectories(cache.resolve("fetching-1234"));
        Files.writeString(left.resolve("mongod"), "half of it");

        new MongodSearch(List.of(), cache, List.of(new Script("6.0.5"))).find();

        assertThat(left).doesNotExist();
    }

    @Test
    void many_who_ask_at_once_fetch_once() throws Exception {
        Script download = new Script("6.0.5");
        MongodSearch search = new MongodSearch(List.of(), cache, List.of(download));
        List<Future<Path>> found = new ArrayList<>();
        try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int asker = 0; asker < 20; asker++) {
                found.add(askers.submit(search::find));
            }
        }

        for (Future<Path> one : found) {
            assertThat(one.get()).isEqualTo(found.getFirst().get());
        }
        assertThat(download.times).hasValue(1);
    }

    private List<String> namesIn(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path script(Path file, String version) throws IOException {
        Files.writeString(file, "#!/bin/sh\necho db version v" + version + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private static class Script implements Download {
        final AtomicInteger times = new AtomicInteger();
        private final String version;

        Script(String version) {
            this.version = version;
        }

        @Override
        public Path fetch(Path target) throws IOException {
            times.incrementAndGet();
            return script(target.resolve("mongod"), version);
        }

        @Override
        public String place() {
            return "a place with " + version;
        }
    }
}
