package io.annals.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Whoever is slow on purpose, byte by byte, as Tomcat's own time-outs let them be for hours. */
class SlowClientsTest extends AtTheDoor {
    private static final Duration BETWEEN_BYTES = Duration.ofMillis(100);
    private static final int MOST_BYTES = 100;

    @Override
    String[] settings() {
        return new String[] {"annals.edge.headers-within=600ms", "annals.edge.body-grace=600ms"};
    }

    @Test
    void a_head_that_comes_byte_by_byte_ends() throws Exception {
        Slow slow = drip("GET /who HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ");

        assertThat(slow.bytes()).isLessThan(MOST_BYTES / 2);
        assertThat(slow.answer()).isEmpty();
    }

    @Test
    void a_body_that_comes_byte_by_byte_is_told_so_and_ends() throws Exception {
        Slow slow = drip(head("/orders", "Authorization: Bearer " + agent + "\r\nContent-Length: 10000"));

        assertThat(slow.bytes()).isLessThan(MOST_BYTES / 2);
        assertThat(slow.answer()).startsWith("HTTP/1.1 408 ").contains("urn:annals:problem:body-too-slow");
        assertNoErrorLogged();
    }

    @Test
    void the_rest_of_a_body_that_was_refused_is_not_waited_for() throws Exception {
        Slow slow = drip(head("/orders", "Content-Length: 10000"));

        assertThat(slow.bytes()).isLessThan(MOST_BYTES / 2);
        assertThat(slow.answer()).startsWith("HTTP/1.1 401 ");
    }

    @Test
    void a_line_of_a_batch_that_comes_byte_by_byte_ends_and_a_pause_between_two_does_not_count() throws Exception {
        String stream = head("/contacts/batch", "Authorization: Bearer " + agent + "\r\nContent-Length: 10000");
        assertThat(drip(stream).answer()).startsWith("HTTP/1.1 408 ");

        try (Socket socket = open()) {
            OutputStream out = socket.getOutputStream();
            out.write(head("/contacts/batch", "Authorization: Bearer " + agent + "\r\nContent-Length: 24")
                    .getBytes(StandardCharsets.US_ASCII));
            for (int line = 0; line < 12; line++) { // longer than the grace, all in all
                LockSupport.parkNanos(BETWEEN_BYTES.toNanos());
                out.write("\n\n".getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(answer(socket.getInputStream())).startsWith("HTTP/1.1 200 ");
        }
    }

    /** @param bytes how many could be sent behind the beginning until the connection was closed */
    private record Slow(int bytes, String answer) {}

    private Slow drip(String beginning) throws Exception {
        try (Socket socket = open()) {
            CompletableFuture<String> answer = new CompletableFuture<>();
            Thread.startVirtualThread(() -> {
                try {
                    answer.complete(answer(socket.getInputStream()));
                } catch (IOException e) {
                    answer.completeExceptionally(e);
                }
            });
            OutputStream out = socket.getOutputStream();
            out.write(beginning.getBytes(StandardCharsets.US_ASCII));
            int bytes = 0;
            try {
                while (bytes < MOST_BYTES && !answer.isDone()) {
                    LockSupport.parkNanos(BETWEEN_BYTES.toNanos());
                    out.write('x');
                    bytes++;
                }
            } catch (IOException closed) {
                assertThat(bytes).isPositive();
            }
            return new Slow(bytes, answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        }
    }

    private Socket open() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    private static String head(String path, String headers) {
        return "POST " + path
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/json\r\n" + headers
                + "\r\n\r\n";
    }

    /** All that comes until the connection is closed; one that is reset has said what it had said. */
    private static String answer(InputStream in) throws IOException {
        StringBuilder answer = new StringBuilder();
        try {
            for (int b = in.read(); b >= 0; b = in.read()) {
                answer.append((char) b);
            }
        } catch (java.net.SocketException reset) {
            return answer.toString();
        }
        return answer.toString();
    }
}
