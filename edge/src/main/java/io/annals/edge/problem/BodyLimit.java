package io.annals.edge.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * No body beyond the limit is read: told at once where its length is announced, else when it is reached. And none that comes too
 * slowly, where it may be a line of a stream that does.
 */
public final class BodyLimit extends OncePerRequestFilter {
    /** Streams of any length, read line by line; each line is held to the limit by its reader. */
    private static final Set<String> STREAMS = Set.of("/contacts/batch");

    private final DataSize limit;
    private final BodyRate rate;
    private final HandlerExceptionResolver problems;

    public BodyLimit(DataSize limit, BodyRate rate, HandlerExceptionResolver problems) {
        this.limit = limit;
        this.rate = rate;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean stream = STREAMS.contains(request.getRequestURI());
        if (!stream && request.getContentLengthLong() > limit.toBytes()) {
            problems.resolveException(request, response, null, new BodyTooLarge(limit));
        } else {
            chain.doFilter(new Limited(request, stream), response);
        }
    }

    private final class Limited extends HttpServletRequestWrapper {
        private final boolean stream;

        Limited(HttpServletRequest request, boolean stream) {
            super(request);
            this.stream = stream;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new Counted(super.getInputStream(), stream);
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), charset()));
        }

        private Charset charset() throws UnsupportedEncodingException {
            String encoding = getCharacterEncoding();
            try {
                return encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
            } catch (IllegalArgumentException unknown) {
                throw new UnsupportedEncodingException(encoding);
            }
        }
    }

    private final class Counted extends ServletInputStream {
        private final ServletInputStream body;
        private final boolean stream;
        private final BodyRate patience = rate.spread();
        private long read; // of a stream since its last line end, like the next
        private long waited; // nanoseconds

        Counted(ServletInputStream body, boolean stream) {
            this.body = body;
            this.stream = stream;
        }

        private void count(int more, long since) throws IOException {
            waited += System.nanoTime() - since;
            if (more > 0) {
                read += more;
                if (!stream && read > limit.toBytes()) {
                    throw new BodyTooLarge(limit);
                }
                if (patience.isTooSlow(waited, read)) {
                    throw new BodyTooSlow(rate);
                }
            }
        }

        private void lineEnded() {
            if (stream) { // the next one may be long in coming: a batch may be fed by hand
                read = 0;
                waited = 0;
            }
        }

        @Override
        public int read() throws IOException {
            long since = System.nanoTime();
            int b = body.read();
            count(b < 0 ? 0 : 1, since);
            if (b == '\n') {
                lineEnded();
            }
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            long since = System.nanoTime();
            int more = body.read(bytes, offset, length);
            count(more, since);
            for (int i = offset + more - 1; i >= offset; i--) {
                if (bytes[i] == '\n') {
                    lineEnded();
                    break;
                }
            }
            return more;
        }

        @Override
        public int available() throws IOException {
            return body.available();
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }
}
