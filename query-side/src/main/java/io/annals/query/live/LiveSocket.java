package io.annals.query.live;

import io.annals.edge.problem.Problem;
import io.annals.edge.refusal.BadInput;
import io.annals.log.EventLog;
import jakarta.websocket.Session;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** All sockets of this process. Closes them before the web server waits for what is still under way. */
final class LiveSocket extends TextWebSocketHandler implements SmartLifecycle, AutoCloseable {
    /** How long Tomcat lets one blocking send take, and the sending of a close frame other than 1000; milliseconds. */
    private static final String[] TOMCAT_TIME_OUTS = {
        "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT",
        "org.apache.tomcat.websocket.ABNORMAL_SESSION_CLOSE_SEND_TIMEOUT"
    };

    private final EventLog log;
    private final LiveFeed feed;
    private final Frames frames;
    private final JsonMapper json;
    private final LiveSettings settings;
    private final LiveMeters meters;
    private final Map<String, LiveSession> sessions = new ConcurrentHashMap<>();
    private final ExecutorService senders;
    private final SimpleAsyncTaskScheduler beats = new SimpleAsyncTaskScheduler();
    private @Nullable ScheduledFuture<?> beating;
    private volatile boolean running;

    LiveSocket(EventLog log, LiveFeed feed, Frames frames, JsonMapper json, LiveSettings settings, LiveMeters meters) {
        this.log = log;
        this.feed = feed;
        this.frames = frames;
        this.json = json;
        this.settings = settings;
        this.meters = meters;
        senders = Executors.newFixedThreadPool(
                settings.senders(),
                Thread.ofPlatform().name("live-sender-", 0).daemon().factory());
        beats.setVirtualThreads(true);
        beats.setThreadNamePrefix("live-beat-");
    }

    @Override
    public void start() {
        running = true;
        beating = beats.scheduleAtFixedRate(this::beat, settings.beat());
    }

    @Override
    public void stop() {
        running = false;
        if (beating != null) {
            beating.cancel(false);
        }
        beats.close();
        sessions.values().forEach(session -> session.close(CloseStatus.GOING_AWAY.withReason("the server stops")));
    }

    /** When no socket is left. */
    @Override
    public void close() {
        senders.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void beat() {
        if (feed.broken().isPresent()) {
            sessions.values()
                    .forEach(session -> session.close(CloseStatus.SERVER_ERROR.withReason("the log is broken")));
        }
        feed.atPosition(position -> sessions.values().forEach(session -> session.beat(position)));
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession socket) {
        Session container = Objects.requireNonNull(((NativeWebSocketSession) socket).getNativeSession(Session.class));
        for (String timeOut : TOMCAT_TIME_OUTS) {
            container.getUserProperties().put(timeOut, settings.sendWithin().toMillis());
        }
        Wire wire = new Wire(container, settings.sendWithin());
        LiveSession session = new LiveSession(socket, wire, senders, log, feed, frames, settings, meters);
        sessions.put(socket.getId(), session);
        session.open();
    }

    @Override
    protected void handleTextMessage(WebSocketSession socket, TextMessage message) {
        LiveSession session = of(socket);
        if (session == null) {
            return;
        }
        try {
            session.take(ClientMessage.parse(message.getPayload(), json));
        } catch (BadInput | JacksonException e) {
            session.refuse(Problem.of(e).orElseThrow());
        }
    }

    @Override
    protected void handlePongMessage(WebSocketSession socket, PongMessage message) {
        LiveSession session = of(socket);
        if (session != null) {
            session.heard();
        }
    }

    @Override
    public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) {
        LiveSession session = sessions.remove(socket.getId());
        if (session != null) {
            session.ended();
        }
    }

    private @Nullable LiveSession of(WebSocketSession socket) {
        return sessions.get(socket.getId());
    }
}
