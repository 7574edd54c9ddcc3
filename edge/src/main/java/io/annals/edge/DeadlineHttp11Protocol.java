package io.annals.edge;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 as Tomcat speaks it, with an end for whoever is slow on purpose. Tomcat's own time-outs begin anew with each byte: a
 * head that comes byte by byte, or the rest of a body that was refused and is only thrown away, would hold a connection for hours.
 * Public because Tomcat makes it by its name.
 */
public final class DeadlineHttp11Protocol extends Http11NioProtocol {
    private static final ScheduledThreadPoolExecutor CLOSING = closing();

    private Duration headersWithin = Duration.ofSeconds(20);
    private Duration leftoverWithin = Duration.ofSeconds(10);

    private static ScheduledThreadPoolExecutor closing() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("slow-clients").daemon().factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /** How long a request's head may take from the first of its bytes on that is read. */
    void setHeadersWithin(Duration headersWithin) {
        this.headersWithin = headersWithin;
    }

    /** How long it is waited for what nobody wants of a body, once its request is answered. */
    void setLeftoverWithin(Duration leftoverWithin) {
        this.leftoverWithin = leftoverWithin;
    }

    @Override
    protected Processor createProcessor() {
        return new WithDeadlines(this, getAdapter());
    }

    /** Of one connection at a time, by one thread at a time. */
    private final class WithDeadlines extends Http11Processor {
        private final Handed handed;
        private @Nullable SocketWrapperBase<?> of;

        WithDeadlines(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
            this(protocol, new Handed(adapter));
        }

        private WithDeadlines(AbstractHttp11Protocol<?> protocol, Handed handed) {
            super(protocol, handed);
            this.handed = handed;
        }

        /** Called for whatever has come: the next piece of a head, or all of one or several requests. */
        @Override
        public SocketState service(SocketWrapperBase<?> socket) throws IOException {
            if (socket != of) {
                of = socket;
                handed.headSince = 0;
            }
            long now = System.nanoTime();
            if (handed.headSince == 0) {
                handed.headSince = Math.max(1, now);
            } else if (now - handed.headSince > headersWithin.toNanos()) {
                return SocketState.CLOSED;
            }
            handed.socket = socket;
            try {
                return super.service(socket);
            } finally {
                handed.leave();
            }
        }
    }

    /** What lies behind the head of a request. */
    private final class Handed implements Adapter {
        private final Adapter adapter;
        private @Nullable SocketWrapperBase<?> socket;
        private long headSince; // System.nanoTime(), 0 while none has begun
        private @Nullable ScheduledFuture<?> closing;

        Handed(Adapter adapter) {
            this.adapter = adapter;
        }

        @Override
        public void service(Request request, Response response) throws Exception {
            headSince = 0;
            leave();
            adapter.service(request, response);
            SocketWrapperBase<?> connection = socket;
            if (connection != null && isUnread(request)) {
                connection.setReadTimeout(
                        leftoverWithin.toMillis()); // for what comes not at all; set anew for the next
                closing = CLOSING.schedule(connection::close, leftoverWithin.toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        private static boolean isUnread(Request request) {
            long length = request.getContentLengthLong();
            return length > request.getBytesRead()
                    || length < 0 && request.getHeader("Transfer-Encoding") != null && !request.isFinished();
        }

        void leave() {
            if (closing != null) {
                closing.cancel(false);
                closing = null;
            }
        }

        @Override
        public boolean prepare(Request request, Response response) throws Exception {
            return adapter.prepare(request, response);
        }

        @Override
        public boolean asyncDispatch(Request request, Response response, SocketEvent status) throws Exception {
            return adapter.asyncDispatch(request, response, status);
        }

        @Override
        public void log(Request request, Response response, long time) {
            adapter.log(request, response, time);
        }

        @Override
        public void checkRecycled(Request request, Response response) {
            adapter.checkRecycled(request, response);
        }

        @Override
        public String getDomain() {
            return adapter.getDomain();
        }
    }
}
