package io.annals.faults.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to one member. While a direction is cut nothing passes and no connection ends, as when packets are lost; when it is
 * healed what was sent meanwhile arrives, however late, as TCP repeats what was lost.
 */
public final class Proxy implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Proxy.class);
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    /** What a mongod says of itself in its first message to another one. */
    private static final String OF_A_MEMBER = "internalClient";

    private final ServerSocket entrance;
    private final int target;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile Rule rule = Rule.OPEN;
    private volatile boolean closed;

    /**
     * What passes and what does not.
     *
     * @param toServer whether what goes to the member is held
     * @param toClient whether what comes from it is held
     * @param members whether this concerns the connections of other members too
     * @param delay how much later everything arrives that passes
     */
    public record Rule(boolean toServer, boolean toClient, boolean members, Duration delay) {
        public static final Rule OPEN = new Rule(false, false, false, Duration.ZERO);

        boolean holds(boolean towardsServer, boolean ofMember) {
            return (towardsServer ? toServer : toClient) && (members || !ofMember);
        }
    }

    private Proxy(ServerSocket entrance, int target) {
        this.entrance = entrance;
        this.target = target;
    }

    /** Opens a free loopback port that leads to another one. */
    static Proxy to(int target) {
        try {
            Proxy proxy = new Proxy(new ServerSocket(0, 256, HERE), target);
            Thread.ofVirtual().name("proxy-" + target).start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** From now on this holds, for open connections too. */
    public void rule(Rule next) {
        lock.lock();
        try {
            rule = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public void heal() {
        rule(Rule.OPEN);
    }

    /** Ends all connections at once, as a router that has lost its memory. */
    public void reset() {
        connections.forEach(Connection::close);
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = entrance.accept();
                Thread.startVirtualThread(() -> connect(client));
            } catch (IOException e) {
                if (!closed) {
                    log.warn("The way to {} is no longer open", target, e);
                }
                return;
            }
        }
    }

    private void connect(Socket client) {
        try {
            Connection connection = new Connection(client, new Socket(HERE, target));
            connections.add(connection);
            if (closed) {
                connection.close();
                return;
            }
            Thread.startVirtualThread(() -> connection.pump(false));
            connection.pump(true);
        } catch (IOException memberIsDown) {
            close(client);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            log.debug("Closing {} failed", socket, e);
        }
    }

    @Override
    public void close() {
        closed = true;
        heal();
        try {
            entrance.close();
        } catch (IOException e) {
            log.debug("Closing the way to {} failed", target, e);
        }
        reset();
    }

    private final class Connection {
        private final Socket client;
        private final Socket server;
        private volatile boolean ofMember;
        private volatile boolean open = true;

        Connection(Socket client, Socket server) throws IOException {
            this.client = client;
            this.server = server;
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        void pump(boolean towardsServer) {
            byte[] buffer = new byte[1 << 16];
            boolean first = towardsServer;
            try (InputStream in = (towardsServer ? client : server).getInputStream();
                    OutputStream out = (towardsServer ? server : client).getOutputStream()) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    if (first) {
                        ofMember = new String(buffer, 0, n, StandardCharsets.ISO_8859_1).contains(OF_A_MEMBER);
                        first = false;
                    }
                    if (!passes(towardsServer)) {
                        break;
                    }
                    out.write(buffer, 0, n);
                }
            } catch (IOException ended) {
                log.trace("A connection to {} ended", target, ended);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                close();
            }
        }

        /** Waits until it may pass; false when the connection has been closed meanwhile. */
        private boolean passes(boolean towardsServer) throws InterruptedException {
            lock.lock();
            try {
                while (open && rule.holds(towardsServer, ofMember)) {
                    changed.await();
                }
            } finally {
                lock.unlock();
            }
            Duration delay = rule.delay();
            if (delay.isPositive()) {
                Thread.sleep(delay);
            }
            return open;
        }

        void close() {
            open = false;
            connections.remove(this);
            Proxy.close(client);
            Proxy.close(server);
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
