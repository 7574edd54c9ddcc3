package io.annals.query.live;

import io.annals.edge.Actor;
import io.annals.edge.ConcurrencyLimit;
import io.annals.edge.Grant;
import io.annals.edge.Grants;
import io.annals.edge.LimitSettings;
import io.annals.edge.Limits;
import io.annals.edge.problem.Problem;
import io.annals.edge.refusal.BadInput;
import io.annals.edge.refusal.TooMany;
import jakarta.websocket.Session;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.security.core.Authentication;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** All sockets of this process. Closes them before the web server waits for what is still under way. */
final class LiveSocket extends TextWebSocketHandler implements SmartLifecycle {
    /** The attribute of a socket, and of the request to open it, that holds its place. */
    static final String PLACE = LiveSocket.class.getName() + ".place";

    /** How long Tomcat lets one blocking send take, and the sending of a close frame other than 1000; milliseconds. */
    private static final String[] TOMCAT_TIME_OUTS = {
        "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT",
        "org.apache.tomcat.websocket.ABNORMAL_SESSION_CLOSE_SEND_TIMEOUT"
    };

    /** How often it is looked whose key, session or token is over; they end within a second. */
    private static final Duration ENDS_LOOKED_AT = Duration.ofMillis(500);

    private final Subscriptions.Around around;
    private final LiveFeed feed;
    private final Grants grants;
    private final Limits limits;
    private final SocketPlaces places;
    private final JsonMapper json;
    private final LiveSettings settings;
    private final Clock clock;
    private final Map<String, LiveSession> sessions = new ConcurrentHashMap<>();
    private final SendExecutor senders;
    private final SimpleAsyncTaskScheduler beats = new SimpleAsyncTaskScheduler();
    private @Nullable ScheduledFuture<?> beating;
    private @Nullable ScheduledFuture<?> ending;
    private @Nullable AutoCloseable listening;
    private volatile boolean running;

    LiveSocket(
            Subscriptions.Around around,
            SendExecutor senders,
            Grants grants,
            Limits limits,
            LimitSettings limitSettings,
            JsonMapper json,
            Clock clock) {
        this.around = around;
        this.feed = around.feed();
        this.grants = grants;
        this.limits = limits;
        this.places = new SocketPlaces(limitSettings.sockets());
        this.json = json;
        this.settings = around.settings();
        this.clock = clock;
        this.senders = senders;
        beats.setVirtualThreads(true);
        beats.setThreadNamePrefix("live-beat-");
    }

    @Override
    public void start() {
        running = true;
        beating = beats.scheduleAtFixedRate(this::beat, settings.beat());
        ending = beats.scheduleAtFixedRate(this::endWhatIsOver, ENDS_LOOKED_AT);
        listening = grants.whenChanged(this::lookAgain);
    }

    private void lookAgain(Grant changed) {
        sessions.values().stream()
                .filter(session -> session.grant().id().equals(changed.id()))
                .forEach(LiveSession::lookAgain);
    }

    private void endWhatIsOver() {
        places.giveUpAbandoned();
        Instant now = clock.instant();
        sessions.values().stream()
                .filter(session -> isOver(session.grant(), now))
                .forEach(session -> Thread.startVirtualThread(session::end));
    }

    private static boolean isOver(Grant grant, Instant now) {
        Instant until = grant.until();
        return until != null && !now.isBefore(until);
    }

    @Override
    public void stop() {
        running = false;
        if (beating != null) {
            beating.cancel(false);
        }
        if (ending != null) {
            ending.cancel(false);
        }
        deafen();
        beats.close();
        sessions.values().forEach(session -> session.close(CloseStatus.GOING_AWAY.withReason("the server stops")));
    }

    private void deafen() {
        try {
            if (listening != null) {
                listening.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException("told of grants for ever", e);
        }
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

    /**
     * Before a socket is opened.
     *
     * @return its place, which the socket's attribute {@link #PLACE} is to hold
     * @throws TooMany when this actor has as many as anybody may, or opens them too fast
     */
    ConcurrencyLimit.Permit reserve(Actor actor) {
        limits.askToOpen(actor);
        return places.reserve(actor);
    }

    /** No socket came of it. */
    void giveUp(ConcurrencyLimit.Permit place) {
        places.giveUp(place);
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession socket) throws IOException {
        Actor actor = actor(socket);
        ConcurrencyLimit.Permit place = (ConcurrencyLimit.Permit)
                Objects.requireNonNull(socket.getAttributes().get(PLACE));
        if (!places.occupy(place)) {
            socket.close(new CloseStatus(LiveSession.TOO_MANY, "opened too late"));
            return;
        }
        Session container = Objects.requireNonNull(((NativeWebSocketSession) socket).getNativeSession(Session.class));
        for (String timeOut : TOMCAT_TIME_OUTS) {
            container.getUserProperties().put(timeOut, settings.sendWithin().toMillis());
        }
        FrameWriter wire = new FrameWriter(LiveConnection.opening(), container, settings.sendWithin());
        LiveSession session =
                new LiveSession(socket, wire, senders, new SocketBounds(actor, limits.forSocket(), place), around);
        sessions.put(socket.getId(), session);
        session.open();
    }

    private static Actor actor(WebSocketSession socket) {
        if (socket.getPrincipal() instanceof Authentication caller && caller.getPrincipal() instanceof Actor actor) {
            return actor;
        }
        throw new IllegalStateException("a socket of nobody's: the doors let none in");
    }

    @Override
    protected void handleTextMessage(WebSocketSession socket, TextMessage message) {
        LiveSession session = of(socket);
        if (session == null) {
            return;
        }
        Optional<Problem> tooFast = session.bounds().tooFast();
        if (tooFast.isPresent()) {
            session.refuse(tooFast.get());
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
