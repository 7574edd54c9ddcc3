package io.annals.query.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.edge.Role;
import io.annals.query.live.RunningServer;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.format.EventFormat;
import io.cloudevents.core.provider.EventFormatProvider;
import io.cloudevents.jackson.JsonFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client of {@code /events}, with a reader of CloudEvents that others wrote. */
final class Following implements AutoCloseable {
    private static final EventFormat FORMAT =
            Objects.requireNonNull(EventFormatProvider.getInstance().resolveFormat(JsonFormat.CONTENT_TYPE));

    /** One block of the stream: an id, and an event unless it only says how far the stream is. */
    record Block(@Nullable String id, @Nullable CloudEvent event) {}

    private final HttpResponse<InputStream> answer;
    private final BlockingQueue<Block> blocks = new LinkedBlockingQueue<>();

    private Following(HttpResponse<InputStream> answer) {
        this.answer = answer;
        Thread.startVirtualThread(this::read);
    }

    static Following of(RunningServer server, String query, @Nullable String lastEventId) throws Exception {
        HttpRequest.Builder request =
                server.get("/events" + query, Role.SERVICE).header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<InputStream> answer = server.http.send(request.build(), BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=UTF-8");
        return new Following(answer);
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            String id = null;
            CloudEvent event = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring("id: ".length());
                } else if (line.startsWith("data: ")) {
                    event = FORMAT.deserialize(line.substring("data: ".length()).getBytes(StandardCharsets.UTF_8));
                } else if (line.isEmpty()) {
                    blocks.add(new Block(id, event));
                    id = null;
                    event = null;
                }
            }
        } catch (IOException gone) {
            blocks.add(new Block("gone", null));
        }
    }

    /** The next block of any sort. */
    Block next() throws InterruptedException {
        return Objects.requireNonNull(blocks.poll(20, TimeUnit.SECONDS), "nothing came in time");
    }

    /** The next event; what only says how far the stream is is passed over. */
    CloudEvent event() throws InterruptedException {
        while (true) {
            Block block = next();
            if (block.event() != null) {
                assertThat(block.event().getId()).isEqualTo(block.id());
                return block.event();
            }
        }
    }

    /** Cuts the connection. */
    @Override
    public void close() throws IOException {
        answer.body().close();
    }
}
