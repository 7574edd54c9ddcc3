package io.annals.query.projection;

import io.annals.edge.refusal.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** An answer that comes line by line as {@code application/x-ndjson}, each one flushed: for work that takes a while. */
public final class Lines {
    private static final Logger LOG = LoggerFactory.getLogger(Lines.class);

    private final JsonMapper json;
    private final OutputStream out;

    private Lines(JsonMapper json, OutputStream out) {
        this.json = json;
        this.out = out;
    }

    /** What there is to tell. */
    public interface Telling {
        void to(Lines lines) throws InterruptedException;
    }

    /**
     * Answers on the request's own thread, however long it takes: Spring's asynchronous bodies are kept back until they end,
     * whoever flushes them, and given up after 30 seconds. What fails after the first line can be told only in a line:
     * {@code {"failed": rule}}.
     *
     * @throws IOException when nobody listens any more
     */
    public static void tell(HttpServletResponse response, JsonMapper json, Telling telling) throws IOException {
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        Lines lines = new Lines(json, response.getOutputStream());
        try {
            telling.to(lines);
        } catch (Refusal e) {
            lines.say(Map.of("failed", e.rule(), "detail", e.sentence()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            lines.say(Map.of("failed", "interrupted"));
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        } catch (RuntimeException e) {
            LOG.error("An answer ended before its last line", e);
            lines.say(Map.of("failed", "internal-error"));
        }
    }

    /**
     * Sends one line on its way.
     *
     * @throws UncheckedIOException when nobody listens any more
     */
    public void say(Object line) {
        try {
            out.write(json.writeValueAsBytes(line));
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
