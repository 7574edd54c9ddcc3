package io.annals.benchmarks.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/**
 * The client's end of one web socket (RFC 6455), as little as measuring asks for: whole frames are looked at where they were
 * read, and only what a read cut off is kept. Reading belongs to one thread; sending is thread safe.
 */
final class Socket {
    /** Looks at messages on the reading thread. */
    interface Listener {
        /** Whether there was a contact in it; what holds none goes to the {@link Dialect}. */
        boolean found(byte[] bytes, int from, int to, int socket, long nanos);
    }

    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final byte[] NONE = {};
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

    private final SocketChannel channel;
    private final Dialect dialect;
    private final String topic;
    private final int index;
    private final Listener listener;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<String> closing = new CompletableFuture<>();
    private byte[] rest = NONE; // read, but not yet a whole frame
    private boolean upgraded;
    private volatile boolean reading = true;
    private volatile String last = "it said nothing";

    Socket(SocketChannel channel, Dialect dialect, String topic, int index, Listener listener) {
        this.channel = channel;
        this.dialect = dialect;
        this.topic = topic;
        this.index = index;
        this.listener = listener;
    }

    CompletableFuture<Void> ready() {
        return ready;
    }

    CompletableFuture<String> closing() {
        return closing;
    }

    /** The last message without a contact, for a complaint. */
    String last() {
        return last;
    }

    void register(Selector selector) throws IOException {
        channel.register(selector, SelectionKey.OP_READ, this);
        String header = dialect.header();
        write(
                "GET %s HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n%s\r\n"
                        .formatted(dialect.path(), host(), header == null ? "" : header + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private String host() throws IOException {
        return channel.getRemoteAddress().toString().replaceFirst(".*/", "");
    }

    void stopReading() {
        reading = false;
    }

    /** @param buffer for the use of this call */
    void read(SelectionKey key, ByteBuffer buffer) {
        if (!reading) {
            key.interestOps(0);
            return;
        }
        try {
            buffer.clear().put(rest);
            if (channel.read(buffer) < 0) {
                end("the connection ended");
                return;
            }
            long nanos = System.nanoTime();
            byte[] bytes = buffer.array();
            int to = buffer.position();
            int at = upgraded ? 0 : upgrade(bytes, to);
            for (int next = frame(bytes, at, to, nanos); next > at; next = frame(bytes, at, to, nanos)) {
                at = next;
            }
            rest = at == to ? NONE : Arrays.copyOfRange(bytes, at, to);
        } catch (IOException e) {
            end(e.toString());
        }
    }

    private void end(String why) {
        closing.complete(why + "; " + last);
        ready.completeExceptionally(new IOException(why));
        close();
    }

    /** @return where the frames begin, or 0 as long as the head is not whole */
    private int upgrade(byte[] bytes, int to) throws IOException {
        for (int end = END_OF_HEAD.length; end <= to; end++) {
            if (Arrays.equals(bytes, end - END_OF_HEAD.length, end, END_OF_HEAD, 0, END_OF_HEAD.length)) {
                last = new String(bytes, 0, end, StandardCharsets.US_ASCII);
                if (!last.startsWith("HTTP/1.1 101")) {
                    throw new IOException("no web socket");
                }
                upgraded = true;
                for (String message : dialect.hello(topic)) {
                    say(message);
                }
                return end;
            }
        }
        return 0;
    }

    /** @return where the next frame begins, or the same place when this one is not whole */
    private int frame(byte[] bytes, int at, int to, long nanos) throws IOException {
        if (!upgraded || to - at < 2) {
            return at;
        }
        int length = bytes[at + 1] & 0x7f;
        int from = at + 2 + (length < 126 ? 0 : length == 126 ? 2 : 8);
        if (to < from) {
            return at;
        }
        if (length > 125) {
            length = 0;
            for (int i = at + 2; i < from; i++) {
                length = length << 8 | bytes[i] & 0xff;
            }
        }
        int end = from + length;
        if (end > to) {
            return at;
        }
        switch (bytes[at] & 0x0f) {
            case CLOSE ->
                end("closed: "
                        + new String(bytes, Math.min(from + 2, end), Math.max(0, length - 2), StandardCharsets.UTF_8));
            case PING -> write(masked(PONG, Arrays.copyOfRange(bytes, from, end)));
            case PONG -> {}
            default -> message(bytes, from, end, nanos);
        }
        return end;
    }

    private void message(byte[] bytes, int from, int to, long nanos) throws IOException {
        if (listener.found(bytes, from, to, index, nanos)) {
            return;
        }
        last = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        Dialect.Heard heard = dialect.hear(last, topic);
        if (heard.reply() != null) {
            say(heard.reply());
        }
        if (heard.ready()) {
            ready.complete(null);
        }
    }

    void say(String message) throws IOException {
        write(masked(TEXT, message.getBytes(StandardCharsets.UTF_8)));
    }

    /** With a mask of zeros, which is one as good as any other between two programs of ours. */
    private static byte[] masked(int opcode, byte[] payload) {
        int head = payload.length < 126 ? 6 : 8;
        ByteBuffer frame = ByteBuffer.allocate(head + payload.length).put((byte) (0x80 | opcode));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        }
        return frame.putInt(0).put(payload).array();
    }

    private synchronized void write(byte[] bytes) throws IOException {
        for (ByteBuffer left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
            channel.write(left);
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            closing.complete(e.toString());
        }
    }
}
