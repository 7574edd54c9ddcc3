package io.annals.faults.workload;

import io.annals.edge.Role;
import io.annals.faults.history.History;
import io.annals.faults.history.Operation.Seen;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Another service that follows {@code GET /events} and comes back with the last id whenever the stream ends. */
public final class EventReader implements AutoCloseable {
    private final Crm crm;
    private final String name;
    private final History history;
    private final Thread thread;
    private String lastId = "0";
    private volatile long position;
    private volatile boolean closed;
    private volatile @Nullable InputStream stream;

    /** Follows from the beginning on. */
    public EventReader(Crm crm, String name, History history) {
        this.crm = crm;
        this.name = name;
        this.history = history;
        this.thread = Thread.ofVirtual().name(name).start(this::run);
    }

    private void run() {
        try {
            while (!closed) {
                try {
                    follow();
                } catch (IOException broken) {
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() throws IOException, InterruptedException {
        HttpRequest request = crm.request(Role.SERVICE, "/events")
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", lastId)
                .build();
        HttpResponse<InputStream> answer = crm.http().send(request, BodyHandlers.ofInputStream());
        try (InputStream body = answer.body();
                BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            stream = body;
            if (answer.statusCode() != 200) {
                TimeUnit.MILLISECONDS.sleep(200);
                return;
            }
            dispatch(lines);
        }
    }

    private void dispatch(BufferedReader lines) throws IOException {
        String id = lastId;
        boolean data = false;
        for (String line = lines.readLine(); line != null && !closed; line = lines.readLine()) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("data: ")) {
                data = true;
            } else if (line.isEmpty()) {
                if (data) {
                    history.add(new Seen(name, System.nanoTime(), List.of(id)));
                }
                lastId = id;
                position = Long.parseLong(id.contains(".") ? id.substring(0, id.indexOf('.')) : id);
                data = false;
            }
        }
    }

    /** The last position that it was shown something of. */
    public long position() {
        return position;
    }

    @Override
    public void close() {
        closed = true;
        try {
            InputStream open = stream;
            if (open != null) {
                open.close();
            }
            thread.join(Duration.ofSeconds(10));
        } catch (IOException closedAlready) {
            // then there is nothing to close
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
