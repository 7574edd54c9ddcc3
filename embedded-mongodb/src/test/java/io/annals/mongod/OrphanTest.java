package io.annals.mongod;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.mongod.EmbeddedMongod.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OrphanTest {
    private static final String READY = "is primary";

    @TempDir
    Path folder;

    @Test
    void no_mongod_outlives_an_application_that_was_killed() throws Exception {
        try (OtherApplication application = OtherApplication.on(folder)) {
            application.readUntil(READY);
            ProcessHandle mongod = mongodOn(folder);

            application.kill9();

            assertThat(MongodProcess.servesNoMore(mongod, folder.resolve("data")))
                    .isTrue();
        }
    }

    @Test
    void no_mongod_outlives_an_application_that_ends_without_closing_it() throws Exception {
        try (OtherApplication application = OtherApplication.on(folder)) {
            application.readUntil(READY);
            ProcessHandle mongod = mongodOn(folder);

            application.endByItself();

            assertThat(MongodProcess.servesNoMore(mongod, folder.resolve("data")))
                    .isTrue();
            assertThat(folder.resolve("data").resolve("mongod.lock")).isEmptyFile(); // it ended in order
        }
    }

    @Test
    void after_kill_9_of_the_application_the_next_start_serves_the_data_at_once() throws Exception {
        try (OtherApplication application = OtherApplication.on(folder)) {
            application.readUntil(READY);
            ProcessHandle first = mongodOn(folder);
            application.kill9();

            try (EmbeddedMongod second =
                    EmbeddedMongod.start(Options.in(folder).withBinaries(EmbeddedMongod.ordinaryBinaries()))) {
                assertThat(MongodProcess.serves(first.info(), folder.resolve("data")))
                        .isFalse();
                assertThat(mongodOn(folder).pid()).isEqualTo(second.pid());
            }
        }
    }

    @Test
    void ephemeral_data_is_deleted_even_after_kill_9() throws Exception {
        Path home = Files.createDirectory(folder.resolve("ephemeral"));
        try (WatchService watch = folder.getFileSystem().newWatchService();
                OtherApplication application = OtherApplication.onEphemeral(home)) {
            folder.register(watch, StandardWatchEventKinds.ENTRY_DELETE);
            application.readUntil(READY);

            application.kill9();

            assertThat(watch.poll(15, TimeUnit.SECONDS)).isNotNull();
            assertThat(home).doesNotExist();
        }
    }

    private static ProcessHandle mongodOn(Path home) throws IOException {
        String pid = Files.readString(home.resolve("data").resolve("mongod.lock"));
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }
}
