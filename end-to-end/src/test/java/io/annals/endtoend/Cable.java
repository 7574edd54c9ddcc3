package io.annals.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between a browser and the server: it can be cut, and mended again. */
final class Cable implements AutoCloseable {
    private final ServerSocket here;
    private final int there;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private Cable(ServerSocket here, int there) {
        this.here = here;
        this.there = there;
    }

    static Cable to(String url) {
        try {
            ServerSocket here = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Cable cable = new Cable(here, URI.create(url).getPort());
            Thread.ofVirtual().start(cable::accept);
            return cable;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + here.getLocalPort();
    }

    /** Nothing passes from here on, what is connected is torn. */
    void cut() {
        cut = true;
        ends.forEach(Cable::close);
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        while (!here.isClosed()) {
            try {
                Socket browser = here.accept();
                ends.add(browser);
                if (cut) {
                    close(browser);
                } else {
                    connect(browser);
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket browser) {
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), there);
            ends.add(server);
            Thread.ofVirtual().start(() -> pass(browser, server));
            Thread.ofVirtual().start(() -> pass(server, browser));
        } catch (IOException nobodyThere) {
            close(browser);
        }
    }

    private void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException torn) {
            // both ends go, as with a cable
        }
        close(from);
        close(to);
        ends.remove(from);
        ends.remove(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            here.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ends.forEach(Cable::close);
    }
}
