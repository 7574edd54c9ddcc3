package io.annals.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One stream of {@code GET /events} that is not taken up again: whether it still tells anything, or has ended. */
final class Followed implements AutoCloseable {
    private static final String END = "the end";
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final InputStream stream;

    /** @param header name and value of what lets in */
    Followed(String url, String... header) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(url + "/events"))
                        .headers(header)
                        .build(),
                BodyHandlers.ofInputStream());
        stream = answer.body();
        if (answer.statusCode() != 200) {
            throw new AssertionError(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
        Thread.startVirtualThread(this::hear);
    }

    private void hear() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> line.startsWith("data: ")).forEach(heard::add);
        } catch (IOException | java.io.UncheckedIOException broken) {
            // it has ended all the same
        } finally {
            heard.add(END);
        }
    }

    /** Whether what has just happened is told; false: the stream has ended instead. */
    boolean goesOn(Duration within) throws InterruptedException {
        String next = heard.poll(within.toMillis(), TimeUnit.MILLISECONDS);
        if (next == null) {
            throw new AssertionError("neither an event nor an end came within " + within);
        }
        return !next.equals(END);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
