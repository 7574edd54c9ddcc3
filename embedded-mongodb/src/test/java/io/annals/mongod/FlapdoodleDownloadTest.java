package io.annals.mongod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class FlapdoodleDownloadTest {
    @TempDir
    Path folder;

    @Test
    void the_archive_for_this_machine_is_fetched_and_unpacked() throws Exception {
        byte[] archive = archiveWithMongod();
        HttpServer site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", exchange -> {
            boolean asked = exchange.getRequestMethod().equals("GET");
            exchange.sendResponseHeaders(200, asked ? archive.length : -1);
            if (asked) {
                exchange.getResponseBody().write(archive);
            }
            exchange.close();
        });
        site.start();
        try {
            Path target = Files.createDirectory(folder.resolve("target"));

            Path mongod = new FlapdoodleDownload(
                            URI.create("http://127.0.0.1:" + site.getAddress().getPort()), Duration.ofSeconds(4))
                    .fetch(target);

            assertThat(mongod.startsWith(target)).isTrue();
            assertThat(mongod).isExecutable().content().contains("db version v7.0.12");
        } finally {
            site.stop(0);
        }
    }

    @Test
    void a_site_that_never_answers_is_given_up_quickly() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            FlapdoodleDownload download = new FlapdoodleDownload(
                    URI.create("http://127.0.0.1:" + silent.getLocalPort()), Duration.ofMillis(300));

            long began = System.nanoTime();
            assertThatThrownBy(() -> download.fetch(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessage("127.0.0.1 cannot be reached");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        }
    }

    private byte[] archiveWithMongod() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("mongodb-linux/bin"));
        Path mongod = Files.writeString(bin.resolve("mongod"), "#!/bin/sh\necho db version v7.0.12\n");
        assertThat(mongod.toFile().setExecutable(true)).isTrue();
        Process tar = new ProcessBuilder("tar", "czf", "mongodb.tgz", "mongodb-linux")
                .directory(folder.toFile())
                .start();
        assertThat(tar.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return Files.readAllBytes(folder.resolve("mongodb.tgz"));
    }
}
