package io.annals.mongod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a mongod comes from. What is found is never started here, so a script that tells a version stands for it. */
@Tag("quick")
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
        MongodSearch search = new MongodSearch(List.of(folder), cache, List.of(new Script("7.0.28") {
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
        Script download = new Script("7.0.34");

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
    void where_a_newer_one_can_be_had_an_old_one_with_a_known_fault_is_not_run_again() throws IOException {
        Path old = new MongodSearch(List.of(), cache, List.of(new Script("6.0.5"))).find();

        Path newer = new MongodSearch(List.of(), cache, List.of(new Script("7.0.34"), new Script("6.0.5"))).find();

        assertThat(old.getFileName().toString()).startsWith("mongod-6.0.5-");
        assertThat(newer.getFileName().toString()).startsWith("mongod-7.0.34-");
    }

    @Test
    void where_none_newer_can_be_had_the_old_one_is_run_and_nobody_is_asked_again_that_day() throws IOException {
        Script deaf = new Script("7.0.34") {
            @Override
            public Path fetch(Path target) throws IOException {
                times.incrementAndGet();
                throw new IOException("cannot be reached");
            }
        };
        Path old = new MongodSearch(List.of(), cache, List.of(new Script("6.0.5"))).find();
        MongodSearch search = new MongodSearch(List.of(), cache, List.of(deaf, new Script("6.0.5")));

        assertThat(search.find()).isEqualTo(old);
        assertThat(search.find()).isEqualTo(old);
        assertThat(deaf.times).hasValue(1);

        Files.setLastModifiedTime(
                cache.resolve("asked-for-a-newer-one"),
                FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        assertThat(search.find()).isEqualTo(old);
        assertThat(deaf.times).hasValue(2);
    }

    @Test
    void of_the_cache_the_newest_is_taken_by_number_and_not_by_spelling() throws IOException {
        for (String version : List.of("6.0.5", "6.0.27", "7.0.9", "7.0.28")) {
            new MongodSearch(List.of(), folder.resolve(version), List.of(new Script(version))).find();
            Path fetched = new MongodSearch(List.of(), folder.resolve(version), List.of()).find();
            Files.createDirectories(cache);
            Files.move(fetched, cache.resolve(fetched.getFileName()));
        }

        assertThat(new MongodSearch(List.of(), cache, List.of())
                        .find()
                        .getFileName()
                        .toString())
                .startsWith("mongod-7.0.28-");
    }

    @Test
    void what_turned_out_to_be_of_no_use_is_passed_over_wherever_it_was_found() throws IOException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path installed = script(bin.resolve("mongod"), "8.2.9");
        MongodSearch search = new MongodSearch(List.of(bin), cache, List.of(new Script("7.0.34"), new Script("6.0.5")));

        Path second = search.findBeside(Set.of(installed));
        Path third = search.findBeside(Set.of(installed, second));

        assertThat(second.getFileName().toString()).startsWith("mongod-7.0.34-");
        assertThat(third.getFileName().toString()).startsWith("mongod-6.0.5-");
        assertThatThrownBy(() -> search.findBeside(Set.of(installed, second, third)))
                .isInstanceOf(MongodUnavailable.class)
                .hasMessageContaining("has only 7.0.34");
    }

    @ParameterizedTest
    @CsvSource({
        "6.0.26, false",
        "6.0.27, true",
        "6.3.2, false",
        "7.0.27, false",
        "7.0.28, true",
        "7.3.4, false",
        "8.0.16, false",
        "8.0.17, true",
        "8.1.2, false",
        "8.2.2, false",
        "8.2.3-rc0, true",
        "8.3.0, true",
        "9.0.0, true"
    })
    void which_versions_tell_of_their_memory_is_known(String version, boolean mended) {
        assertThat(MongodVersion.of(version).orElseThrow().isMended()).isEqualTo(mended);
    }

    @Test
    void when_one_place_cannot_serve_the_next_is_asked() {
        Script broken = new Script("7.0.34") {
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
        Script foreign = new Script("7.0.34") {
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
        public MongodVersion version() {
            return MongodVersion.of(version).orElseThrow();
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
