package io.annals.query.live;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CompletionHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.util.net.SocketWrapperBase.BlockingMode;
import org.apache.tomcat.util.net.SocketWrapperBase.CompletionState;
import org.jspecify.annotations.Nullable;

/**
 * The sending side of one socket, in two manners: one that never waits, for the message that everybody gets, and one that waits
 * for the client and gathers what it is given into few writes. One caller at a time, and the next one only after {@code done}.
 *
 * <p>Messages are written as they are, past Tomcat's remote endpoint, which would encode each anew for every socket and start a
 * thread for the end of every sending. A write is whole or refused, so Tomcat's own pings, pongs and close frames come between two.
 */
final class FrameWriter {
    /** Hears how a sending ended, once. */
    interface Done {
        /** @param failure why the socket is of no use any more; null when it is sent */
        void sent(@Nullable Throwable failure);
    }

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int WORTH_A_WRITE = 64 << 10; // bytes

    private final SocketWrapperBase<?> socket;
    private final RemoteEndpoint.Basic basic;
    private final long within; // milliseconds
    private final List<ByteBuffer> gathered = new ArrayList<>(); // of the one caller, like the next
    private int bytes;
    private volatile @Nullable Ending begun; // the last one
    private volatile boolean closing;
    private volatile long sendingSince; // System.nanoTime(), 0 when nothing is being sent

    /** @param within how long one message may take to leave before the socket is of no use any more */
    FrameWriter(SocketWrapperBase<?> socket, Session session, Duration within) {
        this.socket = socket;
        this.basic = session.getBasicRemote();
        this.within = within.toMillis();
    }

    /**
     * Begins to send. Done hears how it ended, on this thread before the return or on another one later.
     *
     * @param message as in {@link FrameBatch#message}
     */
    void begin(ByteBuffer message, Done done) {
        sendingSince = now();
        Ending ending = new Ending(failure -> {
            sendingSince = 0;
            done.sent(failure);
        });
        begun = ending;
        if (write(BlockingMode.NON_BLOCK, ending, message.duplicate()) == CompletionState.NOT_DONE) {
            Thread.startVirtualThread(
                    () -> write(BlockingMode.BLOCK, ending, message.duplicate())); // behind a pong or so
        }
    }

    /** May stay here until {@link #flush}, or until it is worth a write. */
    void send(ByteBuffer message) throws IOException {
        gathered.add(message.duplicate());
        bytes += message.remaining();
        if (bytes >= WORTH_A_WRITE) {
            flush();
        }
    }

    void flush() throws IOException {
        if (gathered.isEmpty()) {
            return;
        }
        ByteBuffer[] all = gathered.toArray(ByteBuffer[]::new);
        gathered.clear();
        bytes = 0;
        waiting(() -> {
            CompletableFuture<@Nullable Throwable> ended = new CompletableFuture<>();
            write(BlockingMode.BLOCK, new Ending(ended::complete), all);
            Throwable failure = ended.join(); // there already
            if (failure != null) {
                throw new IOException(failure);
            }
        });
    }

    void ping() throws IOException {
        flush();
        waiting(() -> basic.sendPing(NOTHING.duplicate()));
    }

    /** The socket is about to be closed: nothing comes behind the close frame. */
    void closing() {
        closing = true;
    }

    /** The socket is closed: of what is still under way Tomcat would not tell. */
    void closed() {
        closing = true;
        Ending last = begun;
        if (last != null) {
            last.failed(new EOFException("closed"), null);
        }
    }

    /** Whether what is being sent has been so for longer than this. */
    boolean isStuck(Duration longest) {
        long since = sendingSince;
        return since != 0 && System.nanoTime() - since > longest.toNanos();
    }

    /** The ending hears of it, unless this returns {@code NOT_DONE}: then nothing was written. */
    private CompletionState write(BlockingMode mode, Ending ending, ByteBuffer... messages) {
        if (closing) {
            ending.failed(new EOFException("closing"), null);
            return CompletionState.ERROR;
        }
        CompletionState state = socket.write(
                mode, within, TimeUnit.MILLISECONDS, null, SocketWrapperBase.COMPLETE_WRITE, ending, messages);
        if (state == CompletionState.INLINE) {
            ending.completed(0L, null);
        }
        return state;
    }

    private static final class Ending implements CompletionHandler<Long, @Nullable Void> {
        private final AtomicBoolean heard = new AtomicBoolean();
        private final Done done;

        Ending(Done done) {
            this.done = done;
        }

        @Override
        public void completed(Long written, @Nullable Void nothing) {
            if (heard.compareAndSet(false, true)) {
                done.sent(null);
            }
        }

        @Override
        public void failed(Throwable failure, @Nullable Void nothing) {
            if (heard.compareAndSet(false, true)) {
                done.sent(failure);
            }
        }
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
