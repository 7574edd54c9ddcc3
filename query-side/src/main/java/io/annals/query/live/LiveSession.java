package io.annals.query.live;

import io.annals.edge.Actor;
import io.annals.edge.Grant;
import io.annals.edge.problem.Problem;
import io.annals.query.live.ClientMessage.Here;
import io.annals.query.live.ClientMessage.Refresh;
import io.annals.query.live.ClientMessage.Subscribe;
import io.annals.query.live.ClientMessage.Unsubscribe;
import io.annals.query.live.presence.Whereabouts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;

/**
 * One socket: a bounded queue, and a turn that one thread holds at a time and that alone may send. A single message that waits is
 * sent by a thread that never waits for a client; what may take longer, such as a replay, gets a virtual thread for as long as
 * there is something to do. While a topic is replayed the others go on.
 */
final class LiveSession implements LiveFeed.Receiver {
    /** The code with which a session is closed that did not take its frames fast enough. */
    static final int TOO_SLOW = 4008;

    /** The code with which a session is closed whose key, session or token has ended. */
    static final int ENDED = 4401;

    /** The code with which a socket is closed whose actor has as many as anybody may. */
    static final int TOO_MANY = 4429;

    private static final Logger log = LoggerFactory.getLogger(LiveSession.class);
    private static final CloseStatus TRY_AGAIN_LATER = new CloseStatus(1013);

    private final WebSocketSession socket;
    private final FrameWriter wire;
    private final Executor senders;
    private final SocketBounds bounds;
    private final LiveFeed feed;
    private final Frames frames;
    private final Access access;
    private final LiveSettings settings;
    private final LiveMeters meters;
    private final BlockingDeque<ForSession> queue;
    private final Subscriptions subscriptions; // of whoever has the turn
    private final Attendance attendance; // likewise
    private final AtomicBoolean turn = new AtomicBoolean(); // whether somebody has it; kept for ever by who lets go
    private final AtomicBoolean halfSent = new AtomicBoolean(); // whether the first of two was here: return and result

    private volatile Grant grant; // by which its actor comes in
    private volatile boolean closed;
    private volatile long overflowedAt; // position, 0 as long as there was room
    private volatile @Nullable Thread waiter; // the virtual thread that has the turn
    private volatile long heard = System.nanoTime();
    private int mistakes; // of the thread that reads the socket

    LiveSession(
            WebSocketSession socket,
            FrameWriter wire,
            Executor senders,
            SocketBounds bounds,
            Subscriptions.Around around) {
        this.socket = socket;
        this.bounds = bounds;
        this.wire = wire;
        this.senders = senders;
        this.grant = bounds.actor().grant();
        this.feed = around.feed();
        this.frames = around.frames();
        this.access = around.access();
        this.settings = around.settings();
        this.meters = around.meters();
        this.queue = new LinkedBlockingDeque<>(settings.queue()); // takes no room as long as nothing waits
        this.subscriptions = new Subscriptions(around, this, bounds.actor());
        this.attendance = new Attendance(around.presence(), around.access(), this::tell);
    }

    void open() {
        meters.opened();
    }

    /** The socket is closed; lets go of everything. */
    void ended() {
        closed = true;
        bounds.place().close();
        wire.closed();
        stopWaiting();
        wake();
    }

    @Override
    public boolean offer(FrameBatch batch) {
        if (closed || overflowedAt > 0) {
            return false;
        }
        if (!queue.offer(batch)) {
            overflowedAt = batch.position();
            meters.overflow();
            return false;
        }
        wake();
        return true;
    }

    Grant grant() {
        return grant;
    }

    SocketBounds bounds() {
        return bounds;
    }

    /** Before anything that waits: what may be seen no longer is not sent any more. */
    @Override
    public void lookAgain() {
        if (!closed && !queue.offerFirst(new ForSession.LookAgain())) {
            close(TRY_AGAIN_LATER); // too slow to be told; it is looked at when it comes back
        }
        wake();
    }

    @Override
    public void relinked(Topic topic, long position) {
        if (!closed && !queue.offer(new ForSession.Relinked(topic, position))) {
            close(TRY_AGAIN_LATER); // too slow to be told; it hears it when it comes back
        }
        wake();
    }

    /** What let its actor in does so no longer. */
    void end() {
        close(new CloseStatus(ENDED, "the session has ended"));
    }

    /** What the client said, to be done in its turn. */
    void take(ClientMessage message) {
        heard();
        if (!queue.offer(message)) {
            close(CloseStatus.POLICY_VIOLATION.withReason("too many messages at once"));
        }
        wake();
    }

    /** The client said something that cannot be done; it is told so, but not for ever. */
    void refuse(Problem problem) {
        heard();
        mistakes++;
        if (mistakes > settings.mistakes()
                || !queue.offer(FrameBatch.of(frames.of(new ServerMessage.Trouble(null, problem))))) {
            close(CloseStatus.POLICY_VIOLATION.withReason("too many mistakes"));
        }
        wake();
    }

    /** Something could not be done, and it is no mistake of the client's. */
    private void tell(Problem problem) {
        offer(FrameBatch.of(
                frames.ofTheMoment(null, new ServerMessage.Trouble(null, problem), Math.max(1, feed.position()))));
    }

    void heard() {
        heard = System.nanoTime();
    }

    /**
     * Has a sign of life sent, or cuts a session that gives none itself.
     *
     * @param position everything up to here has been offered to this session
     */
    void beat(long position) {
        long now = System.nanoTime();
        boolean stuck = wire.isStuck(settings.sendWithin());
        boolean silent = now - heard > settings.silence().toNanos();
        if (stuck || silent) {
            meters.cut();
            String reason = stuck ? "does not read" : "does not answer";
            Thread.startVirtualThread(() -> close(CloseStatus.GOING_AWAY.withReason(reason)));
        } else if (!queue.offer(new ForSession.Beat(position))) {
            log.debug("No room for a beat to {}", socket.getId());
        } else {
            wake();
        }
    }

    void close(CloseStatus why) {
        closed = true;
        wire.closing();
        try {
            socket.close(why);
        } catch (IOException | RuntimeException e) {
            log.debug("Closing {} failed", socket.getId(), e);
        }
        stopWaiting();
    }

    private void stopWaiting() {
        Thread waits = waiter;
        if (waits != null) {
            waits.interrupt();
        }
    }

    /** Something waits in the queue, or the socket is closed. */
    private void wake() {
        if (turn.compareAndSet(false, true)) {
            senders.execute(this::serve);
        }
    }

    /** @return whether it is given up; it is not when something has come meanwhile */
    private boolean giveUpTurn() {
        turn.set(false);
        return (queue.isEmpty() && !closed) || !turn.compareAndSet(false, true);
    }

    /** Sends single messages as long as that takes no waiting. Has the turn, and leaves it to whoever goes on. */
    private void serve() {
        while (true) {
            if (queue.peek() instanceof FrameBatch batch && isSimple(batch)) {
                queue.remove(batch); // not the first: what may be seen may have come before it meanwhile
                Optional<FrameBatch> unheard = subscriptions.unheard(batch);
                if (unheard.isPresent() && !begin(unheard.get())) {
                    return;
                }
            } else if (closed) {
                letGo();
                return;
            } else if (!queue.isEmpty()) {
                Thread.ofVirtual().name("live-" + socket.getId()).start(this::run);
                return;
            } else if (giveUpTurn()) {
                return;
            }
        }
    }

    /** Whether nothing is to be done but to send it: no others to send along, and none to be held back. */
    private boolean isSimple(FrameBatch batch) {
        return batch.topic() != null && queue.size() == 1 && overflowedAt == 0 && !closed;
    }

    /** @return whether it is sent already; if not, the one who hears of it serves on */
    private boolean begin(FrameBatch batch) {
        halfSent.set(false);
        meters.sent(batch); // before anybody has it: what has been read has been counted
        wire.begin(batch.message(), failure -> {
            if (failure != null && !closed) {
                log.debug("{} is gone", socket.getId(), failure);
                closed = true;
                Thread.startVirtualThread(() -> close(CloseStatus.GOING_AWAY.withReason("does not read")));
            }
            if (halfSent.getAndSet(true)) {
                senders.execute(this::serve);
            }
        });
        return halfSent.getAndSet(true);
    }

    /** Does what may have to wait, and sends what waits in few writes. Has the turn. */
    private void run() {
        waiter = Thread.currentThread();
        try {
            while (!closed && overflowedAt == 0) {
                ForSession next = queue.poll();
                if (next != null) {
                    handle(next);
                }
                subscriptions.catchUp(this::send);
                if (queue.isEmpty() && !subscriptions.areCatchingUp()) {
                    wire.flush();
                    waiter = null;
                    if (giveUpTurn()) {
                        return;
                    }
                    waiter = Thread.currentThread();
                }
            }
            if (overflowedAt > 0 && !closed) {
                wire.flush();
                closed = true;
                wire.closing();
                socket.close(new CloseStatus(TOO_SLOW, "resume after " + resumeAfter()));
            }
        } catch (IOException gone) {
            log.debug("{} is gone", socket.getId(), gone);
        } catch (RuntimeException e) {
            fail(e);
        }
        letGo();
    }

    private void fail(RuntimeException e) {
        if (!closed) {
            log.warn("A live session ends, its client may come back", e);
            close(TRY_AGAIN_LATER);
        }
    }

    private void letGo() {
        closed = true;
        subscriptions.clear();
        attendance.end();
        queue.clear();
        meters.closed();
        waiter = null;
    }

    private void handle(ForSession next) throws IOException {
        switch (next) {
            case FrameBatch batch -> hear(batch);
            case Subscribe(Topic topic, Long after) -> say(subscriptions.subscribe(topic, after));
            case Unsubscribe(Topic topic) -> subscriptions.unsubscribe(topic);
            case Here(Whereabouts where) -> say(attendance.say(where, subscriptions.actor()));
            case Refresh(String token) -> refresh(token);
            case ForSession.LookAgain() -> authoriseAgain();
            case ForSession.Relinked(Topic topic, long position) -> say(subscriptions.relinked(topic, position));
            case ForSession.Beat(long position) -> beatOut(position);
        }
    }

    private void hear(FrameBatch batch) throws IOException {
        Optional<FrameBatch> unheard = batch.topic() == null ? Optional.of(batch) : subscriptions.unheard(batch);
        if (unheard.isPresent()) {
            send(unheard.get());
        }
    }

    private void refresh(String token) throws IOException {
        Optional<Actor> renewed = access.renewed(subscriptions.actor(), token);
        if (renewed.isEmpty()) {
            say(new ServerMessage.Trouble(
                    null, new Problem("token-not-valid", 401, "This token does not let you in.", "refresh", Map.of())));
            return;
        }
        grant = renewed.get().grant();
        authorise(renewed.get());
        say(new ServerMessage.Refreshed(grant.until()));
    }

    private void authoriseAgain() throws IOException {
        Optional<Actor> now = access.now(grant);
        if (now.isPresent()) {
            authorise(now.get());
        } else {
            end();
        }
    }

    private void authorise(Actor now) throws IOException {
        List<ServerMessage> ended = new ArrayList<>();
        if (subscriptions.authorise(now, ended)) {
            queue.removeIf(waiting -> waiting instanceof FrameBatch batch && batch.topic() != null);
        }
        attendance.authorise(now);
        say(ended);
    }

    private void beatOut(long position) throws IOException {
        for (Subscription subscription : subscriptions.all()) {
            if (subscription.advance(position)) {
                say(new ServerMessage.Live(subscription.topic(), position));
            }
        }
        say(new ServerMessage.Beat(settings.beat().toMillis()));
        wire.ping();
    }

    private void say(List<ServerMessage> messages) throws IOException {
        for (ServerMessage message : messages) {
            say(message);
        }
    }

    private void say(ServerMessage message) throws IOException {
        send(FrameBatch.of(frames.of(message)));
    }

    private void send(FrameBatch batch) throws IOException {
        meters.sent(batch);
        wire.send(batch.message());
    }

    /** Everything up to here has been sent in every topic. */
    private long resumeAfter() {
        long safe = overflowedAt - 1;
        for (ForSession waiting : queue) {
            safe = Math.min(safe, waiting.unsentAfter());
        }
        return Math.max(0, subscriptions.behind(safe));
    }
}
