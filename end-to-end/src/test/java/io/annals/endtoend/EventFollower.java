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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Another service that follows {@code GET /events} as a browser's EventSource would: remembers the last id and comes back
 * with it whenever the stream ends, be it by its own will.
 */
final class EventFollower implements AutoCloseable {
    private static final Duration REST = Duration.ofMillis(50);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    private final URI uri;
    private final String key;
    private final LongSupplier drops;
    private final List<String> events = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private String lastId = "0";
    private int connections;
    private volatile boolean closed;
    private volatile @Nullable InputStream stream;

    /** @param drops after how many more events it drops the stream and comes back, each time anew */
    EventFollower(String url, String key, String query, LongSupplier drops) {
        this.uri = URI.create(url + "/events" + query);
        this.key = key;
        this.drops = drops;
    }

    EventFollower open() {
        Thread.startVirtualThread(() -> {
            while (!closed) {
                try {
                    followOnce();
                } catch (IOException broken) {
                    LockSupport.parkNanos(REST.toNanos());
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        return this;
    }

    private void followOnce() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + key)
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", lastId())
                .build();
        HttpResponse<InputStream> answer = HTTP.send(request, BodyHandlers.ofInputStream());
        try (InputStream body = answer.body();
                BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            stream = body;
            connected(answer.statusCode());
            follow(lines, drops.getAsLong());
        }
    }

    /** Ends when the stream does, or after so many events. */
    private void follow(BufferedReader lines, long leave) throws IOException {
        String id = lastId();
        String data = "";
        long seen = 0;
        for (String line = lines.readLine(); line != null && seen < leave; line = lines.readLine()) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            } else if (line.isEmpty()) {
                seen += data.isEmpty() ? 0 : 1;
                dispatch(id, data);
                data = "";
            }
        }
    }

    private synchronized void dispatch(String id, String data) {
        lastId = id;
        if (!data.isEmpty()) {
            events.add(Answer.JSON.readTree(data).path("id").asString(""));
        }
    }

    private synchronized void connected(int status) {
        connections++;
        if (status != 200) {
            refusals.add("status " + status);
        }
    }

    private synchronized String lastId() {
        return lastId;
    }

    void await(String lastEvent, Duration patience) {
        Eventually.see(uri + " up to " + lastEvent, patience, this::last, last -> last.equals(lastEvent));
    }

    private synchronized String last() {
        return events.isEmpty() ? "" : events.getLast();
    }

    /** The id inside each event, in the order in which they came. */
    synchronized List<String> events() {
        return List.copyOf(events);
    }

    synchronized List<String> refusals() {
        return List.copyOf(refusals);
    }

    synchronized int connections() {
        return connections;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        InputStream open = stream;
        if (open != null) {
            open.close();
        }
    }
}
