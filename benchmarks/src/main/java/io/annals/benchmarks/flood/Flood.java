package io.annals.benchmarks.flood;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What one who floods does, from an address of their own (127.0.0.2), again and again as fast as it goes. */
enum Flood {
    /** Wrong passwords of a name that there is. */
    LOGINS(8) {
        @Override
        void once(Flooder.Target at) throws Exception {
            HttpResponse<Void> answer = HTTP.send(
                    HttpRequest.newBuilder(at.address("/login"))
                            .timeout(PATIENCE)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .header("Sec-Fetch-Site", "same-origin")
                            .POST(BodyPublishers.ofString("name=other-1&password=guess-"
                                    + ThreadLocalRandom.current().nextInt()))
                            .build(),
                    BodyHandlers.discarding());
            at.count(answer.statusCode());
        }
    },

    /** Opened, and left open until there is no more room; then opened and closed. */
    SOCKETS(8) {
        @Override
        void once(Flooder.Target at) throws Exception {
            WebSocket socket = open(at);
            if (socket != null && ThreadLocalRandom.current().nextInt(50) == 0) {
                socket.abort();
            }
        }
    },

    /** Three sockets, each asks for everything from the beginning, again and again. */
    SUBSCRIPTIONS(3) {
        @Override
        void once(Flooder.Target at) throws Exception {
            WebSocket socket = open(at);
            for (int said = 0; socket != null && said < 5_000 && !socket.isOutputClosed(); said++) {
                try {
                    socket.sendText("{\"subscribe\":\"all\",\"after\":0}", true).join();
                    at.count(101);
                } catch (CompletionException closed) {
                    break;
                }
            }
            if (socket != null) {
                socket.abort();
            }
        }
    },

    /** A body of which a byte comes each second. */
    SLOW_BODIES(400) {
        @Override
        void once(Flooder.Target at) throws Exception {
            try (Socket socket = new Socket()) {
                socket.bind(new InetSocketAddress(at.from(), 0));
                socket.connect(
                        new InetSocketAddress(at.url().getHost(), at.url().getPort()));
                OutputStream out = socket.getOutputStream();
                out.write(("POST /contacts HTTP/1.1\r\nHost: " + at.url().getAuthority() + "\r\nAuthorization: Bearer "
                                + at.key() + "\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                InputStream in = socket.getInputStream();
                while (in.available() == 0) {
                    LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
                    out.write(' ');
                }
                at.count(Integer.parseInt(new String(in.readNBytes(12), StandardCharsets.US_ASCII).substring(9)));
            }
        }
    },

    /** Each follows everything from the beginning, and comes back when it is ended. */
    FOLLOWERS(40) {
        @Override
        void once(Flooder.Target at) throws Exception {
            HttpResponse<InputStream> answer = HTTP.send(
                    HttpRequest.newBuilder(at.address("/events?after=0"))
                            .timeout(PATIENCE)
                            .header("Authorization", "Bearer " + at.key())
                            .build(),
                    BodyHandlers.ofInputStream());
            at.count(answer.statusCode());
            try (InputStream events = answer.body()) {
                events.skipNBytes(4 << 20); // and begins again
            }
        }
    };

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .localAddress(InetAddress.ofLiteral("127.0.0.2"))
            .build();

    final int threads;

    Flood(int threads) {
        this.threads = threads;
    }

    abstract void once(Flooder.Target at) throws Exception;

    private static @Nullable WebSocket open(Flooder.Target at) {
        try {
            WebSocket socket = HTTP.newWebSocketBuilder()
                    .header("Authorization", "Bearer " + at.key())
                    .connectTimeout(PATIENCE)
                    .buildAsync(URI.create(at.address("/live").toString().replaceFirst("http", "ws")), new Deaf())
                    .join();
            at.count(101);
            return socket;
        } catch (CompletionException refused) {
            at.count(
                    refused.getCause() instanceof WebSocketHandshakeException no
                            ? no.getResponse().statusCode()
                            : 0);
            return null;
        }
    }

    /** Reads all, and keeps nothing. */
    private static final class Deaf implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            socket.request(1);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            socket.abort();
        }
    }

    /** Also when it is refused. */
    void forever(Flooder.Target at) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                once(at);
            } catch (InterruptedException ended) {
                return;
            } catch (Exception cut) {
                at.count(0);
            }
        }
    }
}
