package io.annals.edge.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Opens bodies that come compressed ({@code Content-Encoding: gzip}, RFC 9110, 8.4.1.3) before anybody reads or measures them:
 * every limit counts what comes out. Another encoding is refused by 415, which names the one that is known.
 */
public final class GzipBodies extends OncePerRequestFilter {
    private static final String ENCODING = "Content-Encoding";
    private static final Set<String> GZIP = Set.of("gzip", "x-gzip");

    private final HandlerExceptionResolver problems;

    public GzipBodies(HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String named = request.getHeader(ENCODING);
        String encoding = named == null ? "" : named.strip().toLowerCase(Locale.ROOT);
        if (encoding.isEmpty() || encoding.equals("identity")) {
            chain.doFilter(request, response);
        } else if (GZIP.contains(encoding)) {
            chain.doFilter(new Opened(request), response);
        } else {
            response.setHeader("Accept-Encoding", "gzip"); // RFC 9110, 15.5.16
            problems.resolveException(request, response, null, new UnknownEncoding());
        }
    }

    /** A body came in an encoding that is not known. */
    static final class UnknownEncoding extends IOException {
        private static final long serialVersionUID = 1L;

        UnknownEncoding() {
            super("A body may come as it is or as gzip.");
        }
    }

    private static final class Opened extends HttpServletRequestWrapper {
        private @Nullable Inflated body;

        Opened(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (body == null) {
                body = new Inflated(super.getInputStream());
            }
            return body;
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }

        /** The length that is told is of what came in. */
        @Override
        public int getContentLength() {
            return -1;
        }

        @Override
        public long getContentLengthLong() {
            return -1;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return isOfTheEncoding(name) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return isOfTheEncoding(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
        }

        private static boolean isOfTheEncoding(String header) {
            return header.equalsIgnoreCase(ENCODING) || header.equalsIgnoreCase("Content-Length");
        }
    }

    /** Begun with the first byte that is asked for, so what is no gzip is told to whoever reads. */
    private static final class Inflated extends ServletInputStream {
        private final ServletInputStream body;
        private @Nullable Gzip gzip;
        private boolean finished;

        Inflated(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                if (gzip == null) {
                    gzip = new Gzip(body);
                }
                int more = gzip.read(bytes, offset, length);
                finished = more < 0;
                return more;
            } catch (EOFException endsWithin) {
                throw new ZipException("the body ends within its gzip");
            }
        }

        @Override
        public int available() throws IOException {
            return gzip == null ? body.available() : gzip.available();
        }

        @Override
        public boolean isFinished() {
            return finished;
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("a compressed body is read by whoever waits for it");
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    /** Tells what can be had without waiting, which the JDK's own does not. */
    private static final class Gzip extends GZIPInputStream {
        Gzip(InputStream body) throws IOException {
            super(body);
        }

        @Override
        public int available() throws IOException {
            return inf.finished() || (inf.needsInput() && in.available() == 0) ? 0 : 1;
        }
    }
}
