package io.annals.query.live;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The sending side of one socket, in two manners: one that never waits, for the frame that everybody gets, and one that waits
 * for the client and gathers what it is given into few writes. One caller at a time, and the next one only after {@code done}.
 */
final class Wire {
    /** Hears how a sending ended, once. */
    interface Done {
        /** @param failure why the socket is of no use any more; null when it is sent */
        void sent(@Nullable Throwable failure);
    }

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final RemoteEndpoint.Async async;
    private final RemoteEndpoint.Basic basic;
    private boolean closing; // guarded by this
    private volatile long sendingSince; // System.nanoTime(), 0 when nothing is being sent

    /** @param within how long one frame may take to leave before the container closes the socket */
    Wire(Session session, Duration within) {
        this.async = session.getAsyncRemote();
        this.basic = session.getBasicRemote();
        async.setSendTimeout(within.toMillis());
    }

    /** Begins to send. Done hears how it ended, on this thread before the return or on another one later. */
    void begin(String text, Done done) {
        AtomicBoolean ended = new AtomicBoolean();
        sendingSince = now();
        try {
            async.sendText(text, result -> end(ended, done, result.getException()));
        } catch (RuntimeException closedMeanwhile) {
            end(ended, done, closedMeanwhile); // unless a close has ended it already, while it was still being written
        }
    }

    private void end(AtomicBoolean ended, Done done, @Nullable Throwable failure) {
        if (ended.compareAndSet(false, true)) {
            sendingSince = 0;
            done.sent(failure);
        }
    }

    /** From here on to {@link #flush} what is sent may stay here, until it is worth a write. */
    synchronized void gather() throws IOException {
        if (!closing) {
            basic.setBatchingAllowed(true);
        }
    }

    /** The socket is about to be closed: nothing is gathered any more, so that the last word does not stay here. */
    synchronized void closing() {
        closing = true;
    }

    void send(String text) throws IOException {
        waiting(() -> basic.sendText(text));
    }

    void ping() throws IOException {
        waiting(() -> basic.sendPing(NOTHING.duplicate()));
    }

    void flush() throws IOException {
        waiting(() -> basic.setBatchingAllowed(false));
    }

    /** Whether what is being sent has been so for longer than this. */
    boolean isStuck(Duration longest) {
        long since = sendingSince;
        return since != 0 && System.nanoTime() - since > longest.toNanos();
    }

    private interface Sending {
        void run() throws IOException;
    }

    private void waiting(Sending sending) throws IOException {
        sendingSince = now();
        try {
            sending.run();
        } catch (IllegalStateException closedMeanwhile) {
            throw new IOException(closedMeanwhile);
        } finally {
            sendingSince = 0;
        }
    }

    private static long now() {
        return Math.max(1, System.nanoTime());
    }
}
