package io.annals.endtoend;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A POST that reads the answer while it still sends, which the JDK's own client does not do. Bodies are chunked both ways. */
final class DuplexPost {
    private DuplexPost() {}

    /** Sends the lines on a thread of its own, and hears the answer's lines on this one. */
    static void send(URI uri, String key, String contentType, Iterator<String> lines, Consumer<String> hears)
            throws IOException {
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(60_000);
            CompletableFuture<Void> sent = CompletableFuture.runAsync(
                    () -> write(socket, uri, key, contentType, lines), command -> Thread.startVirtualThread(command));
            read(new BufferedInputStream(socket.getInputStream()), hears);
            sent.join();
        }
    }

    private static void write(Socket socket, URI uri, String key, String contentType, Iterator<String> lines) {
        try {
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 16 * 1024);
            out.write(bytes(
                    "POST " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\nAuthorization: Bearer "
                            + key + "\r\nContent-Type: " + contentType + "\r\nTransfer-Encoding: chunked\r\n\r\n"));
            while (lines.hasNext()) {
                byte[] line = bytes(lines.next() + "\n");
                out.write(bytes(Integer.toHexString(line.length) + "\r\n"));
                out.write(line);
                out.write(bytes("\r\n"));
            }
            out.write(bytes("0\r\n\r\n"));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(InputStream in, Consumer<String> hears) throws IOException {
        String status = line(in);
        if (!status.contains(" 200")) {
            throw new IOException(status);
        }
        while (!line(in).isEmpty()) {
            // headers: the answer is chunked, and nothing else of them matters here
        }
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        for (int left = chunk(in); left > 0; left = chunk(in)) {
            for (byte b : in.readNBytes(left)) {
                if (b == '\n') {
                    hears.accept(part.toString(StandardCharsets.UTF_8));
                    part.reset();
                } else {
                    part.write(b);
                }
            }
            line(in);
        }
    }

    private static int chunk(InputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the answer broke off after: " + line);
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
