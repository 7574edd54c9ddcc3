package io.annals.query.live;

import io.annals.edge.problem.Problem;
import io.annals.log.EventLog;
import io.annals.query.live.ClientMessage.Subscribe;
import io.annals.query.live.ClientMessage.Unsubscribe;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;

/**
 * One socket: a bounded queue, and a turn that one thread holds at a time and that alone may send. A single frame that waits is
 * sent by a thread that never waits for a client; what may take longer, such as a replay, gets a virtual thread for as long as
 * there is something to do. While a topic is replayed the others go on.
 */
final class LiveSession implements LiveFeed.Receiver {
    /** The code with which a session is closed that did not take its frames fast enough. */
    static final int TOO_SLOW = 4008;

    private static final Logger log = LoggerFactory.getLogger(LiveSession.class);
    private static final CloseStatus TRY_AGAIN_LATER = new CloseStatus(1013);

    private final WebSocketSession socket;
    private final Wire wire;
    private final Executor senders;
    private final EventLog eventLog;
    private final LiveFeed feed;
    private final Frames frames;
    private final LiveSettings settings;
    private final LiveMeters meters;
    private final BlockingQueue<ForSession> queue;
    private final Map<Topic, Subscription> subscriptions = new LinkedHashMap<>(); // of whoever has the turn
    private final AtomicBoolean turn = new AtomicBoolean(); // whether somebody has it; kept for ever by who lets go
    private final AtomicBoolean halfSent = new AtomicBoolean(); // whether the first of two was here: return and result

    private volatile boolean closed;
    private volatile long overflowedAt; // position, 0 as long as there was room
    private volatile @Nullable Thread waiter; // the virtual thread that has the turn
    private volatile long heard = System.nanoTime();
    private int mistakes; // of the thread that reads the socket

    LiveSession(
            WebSocketSession socket,
            Wire wire,
            Executor senders,
            EventLog eventLog,
            LiveFeed feed,
            Frames frames,
            LiveSettings settings,
            LiveMeters meters) {
        this.socket = socket;
        this.wire = wire;
        this.senders = senders;
        this.eventLog = eventLog;
        this.feed = feed;
        this.frames = frames;
        this.settings = settings;
        this.meters = meters;
        this.queue = new LinkedBlockingQueue<>(settings.queue()); // takes no room as long as nothing waits
    }

    void open() {
        meters.opened();
    }

    /** The socket is closed; lets go of everything. */
    void ended() {
        closed = true;
        stopWaiting();
        wake();
    }

    @Override
    public boolean offer(Frame frame) {
        if (closed || overflowedAt > 0) {
            return false;
        }
        if (!queue.offer(frame)) {
            overflowedAt = frame.position();
            meters.overflow();
            return false;
        }
        wake();
        return true;
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
        if (mistakes > settings.mistakes() || !queue.offer(frames.of(new ServerMessage.Trouble(null, problem)))) {
            close(CloseStatus.POLICY_VIOLATION.withReason("too many mistakes"));
        }
        wake();
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

    /** Sends single frames as long as that takes no waiting. Has the turn, and leaves it to whoever goes on. */
    private void serve() {
        while (true) {
            if (queue.peek() instanceof Frame frame && isSimple(frame)) {
                queue.poll();
                if (isNew(frame) && !begin(frame)) {
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
    private boolean isSimple(Frame frame) {
        return frame.topic() != null && queue.size() == 1 && overflowedAt == 0 && !closed;
    }

    private boolean isNew(Frame frame) {
        Subscription subscription = subscriptions.get(frame.topic());
        return subscription != null && subscription.isNew(frame);
    }

    /** @return whether it is sent already; if not, the one who hears of it serves on */
    private boolean begin(Frame frame) {
        halfSent.set(false);
        wire.begin(frame.text(), failure -> {
            if (failure != null) {
                log.debug("{} is gone", socket.getId(), failure);
                closed = true;
                Thread.startVirtualThread(() -> close(CloseStatus.GOING_AWAY.withReason("does not read")));
            }
            if (halfSent.getAndSet(true)) {
                senders.execute(this::serve);
            }
        });
        meters.sent(frame);
        return halfSent.getAndSet(true);
    }

    /** Does what may have to wait, and sends what waits in few writes. Has the turn. */
    private void run() {
        waiter = Thread.currentThread();
        try {
            wire.gather();
            while (!closed && overflowedAt == 0) {
                ForSession next = queue.poll();
                if (next != null) {
                    handle(next);
                }
                for (Subscription subscription : List.copyOf(subscriptions.values())) {
                    catchUp(subscription);
                }
                if (queue.isEmpty() && !isCatchingUp()) {
                    wire.flush();
                    waiter = null;
                    if (giveUpTurn()) {
                        return;
                    }
                    waiter = Thread.currentThread();
                    wire.gather();
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
        subscriptions.values().forEach(Subscription::leave);
        meters.subscriptions(-subscriptions.size());
        subscriptions.clear();
        queue.clear();
        meters.closed();
        waiter = null;
    }

    private boolean isCatchingUp() {
        return subscriptions.values().stream().anyMatch(subscription -> !subscription.isJoined());
    }

    private void catchUp(Subscription subscription) throws IOException {
        if (!subscription.isJoined()) {
            subscription.catchUp(eventLog, frames, this::send);
            if (subscription.isJoined()) {
                say(new ServerMessage.Live(subscription.topic(), subscription.told()));
            }
        }
    }

    private void handle(ForSession next) throws IOException {
        switch (next) {
            case Frame frame -> hear(frame);
            case Subscribe(Topic topic, Long after) -> subscribe(topic, after);
            case Unsubscribe(Topic topic) -> unsubscribe(topic);
            case ForSession.Beat(long position) -> beatOut(position);
        }
    }

    private void hear(Frame frame) throws IOException {
        if (frame.topic() == null) {
            send(frame);
            return;
        }
        if (isNew(frame)) {
            send(frame);
        }
    }

    private void subscribe(Topic topic, @Nullable Long after) throws IOException {
        unsubscribe(topic);
        if (subscriptions.size() >= settings.subscriptions()) {
            say(new ServerMessage.Trouble(topic, tooMany()));
        } else if (after == null) {
            Subscription now = Subscription.now(topic, feed, this);
            add(now);
            say(new ServerMessage.Live(topic, now.told()));
        } else if (after < 0) {
            say(new ServerMessage.Reset(topic, feed.position(), "there are no positions below 0"));
        } else {
            resume(topic, after);
        }
    }

    /** Another process may have shown the client more than this one has read yet, so the log itself decides. */
    private void resume(Topic topic, long after) throws IOException {
        if (after > feed.position()) {
            long head = eventLog.head();
            if (after > head) {
                say(new ServerMessage.Reset(topic, head, "the log ends before position " + after));
                return;
            }
        }
        add(new Subscription(topic, after, feed, this));
    }

    private Problem tooMany() {
        return new Problem(
                "too-many-subscriptions",
                409,
                "A session may watch " + settings.subscriptions() + " topics.",
                "subscribe",
                Map.of("most", settings.subscriptions()));
    }

    private void add(Subscription subscription) {
        subscriptions.put(subscription.topic(), subscription);
        meters.subscriptions(1);
    }

    private void unsubscribe(Topic topic) {
        Subscription former = subscriptions.remove(topic);
        if (former != null) {
            former.leave();
            meters.subscriptions(-1);
        }
    }

    private void beatOut(long position) throws IOException {
        for (Subscription subscription : subscriptions.values()) {
            if (subscription.advance(position)) {
                say(new ServerMessage.Live(subscription.topic(), position));
            }
        }
        wire.ping();
    }

    private void say(ServerMessage message) throws IOException {
        send(frames.of(message));
    }

    private void send(Frame frame) throws IOException {
        wire.send(frame.text());
        meters.sent(frame);
    }

    /** Everything up to here has been sent in every topic. */
    private long resumeAfter() {
        long safe = overflowedAt - 1;
        for (ForSession waiting : queue) {
            safe = switch (waiting) {
                case Frame frame when frame.topic() != null -> Math.min(safe, frame.position() - 1);
                case Subscribe subscribe when subscribe.after() != null -> Math.min(safe, subscribe.after());
                default -> safe;
            };
        }
        for (Subscription subscription : subscriptions.values()) {
            if (!subscription.isJoined()) {
                safe = Math.min(safe, subscription.told());
            }
        }
        return Math.max(0, safe);
    }
}
