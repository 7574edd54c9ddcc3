package io.annals.benchmarks.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The client of all contenders: many web sockets, read by one thread. */
final class Receivers implements AutoCloseable {
    private static final int AT_ONCE = 64; // handshakes under way
    private static final int BUFFER = 1 << 20;
    private static final int SMALL = 4 << 10; // bytes that the kernel keeps for one who does not read

    private final InetSocketAddress address;
    private final Dialect dialect;
    private final Selector selector;
    private final Queue<Socket> opened = new ConcurrentLinkedQueue<>();
    private final List<Socket> sockets = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private final Thread reader;
    private volatile boolean closed;

    Receivers(InetSocketAddress address, Dialect dialect) throws IOException {
        this.address = address;
        this.dialect = dialect;
        this.selector = Selector.open();
        this.reader = Thread.ofPlatform().name("receivers").start(this::read);
    }

    /** Opens sockets and blocks until all are subscribed, the first with index 0. */
    void watch(List<String> topics, Socket.Listener listener) throws IOException, InterruptedException {
        List<Socket> opening = new ArrayList<>();
        for (String topic : topics) {
            opening.add(open(topic, opening.size(), false, listener));
            if (opening.size() % AT_ONCE == 0) {
                awaitReady(opening.subList(opening.size() - AT_ONCE, opening.size()));
            }
        }
        awaitReady(opening);
    }

    /** As {@link #watch}, but nothing is read of them once they are subscribed. */
    void watchWithoutReading(List<String> topics) throws IOException, InterruptedException {
        List<Socket> opening = new ArrayList<>();
        for (String topic : topics) {
            opening.add(open(topic, opening.size(), true, (_, _, _, _, _) -> false));
        }
        awaitReady(opening);
    }

    /** One socket through which to publish. */
    Socket single(String topic, Socket.Listener listener) throws IOException, InterruptedException {
        Socket socket = open(topic, 0, false, listener);
        awaitReady(List.of(socket));
        return socket;
    }

    private Socket open(String topic, int index, boolean stuck, Socket.Listener listener) throws IOException {
        SocketChannel channel = SocketChannel.open();
        if (stuck) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL);
        }
        channel.connect(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        Socket socket = new Socket(channel, dialect, topic, index, listener);
        sockets.add(socket);
        if (stuck) {
            socket.ready().thenRun(socket::stopReading);
        }
        opened.add(socket);
        selector.wakeup();
        return socket;
    }

    private static void awaitReady(List<Socket> sockets) throws InterruptedException {
        for (Socket socket : sockets) {
            try {
                socket.ready().get(60, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException("a socket was not subscribed: " + socket.last(), e);
            }
        }
    }

    private void read() {
        try {
            while (!closed) {
                selector.select(this::read);
                for (Socket socket = opened.poll(); socket != null; socket = opened.poll()) {
                    socket.register(selector);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(SelectionKey key) {
        ((Socket) key.attachment()).read(key, buffer);
    }

    /** What a server said when it closed sockets that are still wanted; empty as long as it closed none. */
    List<String> closings() {
        return sockets.stream()
                .map(Socket::closing)
                .filter(CompletableFuture::isDone)
                .map(CompletableFuture::join)
                .toList();
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            reader.join();
            for (Socket socket : sockets) {
                socket.close();
            }
            selector.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
