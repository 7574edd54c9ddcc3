package io.annals.query.live;

import io.annals.log.EventLog;
import io.annals.query.visibility.ReplayTurns;
import io.annals.query.visibility.Visibility;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One topic of one session: replayed from the log until it is near the present, then joined to the feed. Belongs to the
 * session's sender.
 */
final class Subscription {
    private static final int NEAR = 500; // commits: what may be replayed while the feed fills the queue

    private final Watched topic;
    private final Visibility visibility;
    private final LiveFeed feed;
    private final LiveFeed.Receiver receiver;
    private long told;
    private boolean joined;
    private @Nullable Replay replay;

    /**
     * @param visibility what of it the client sees
     * @param after the position that the client has seen; on the log
     */
    Subscription(Watched topic, Visibility visibility, long after, LiveFeed feed, LiveFeed.Receiver receiver) {
        this.topic = topic;
        this.visibility = visibility;
        this.told = after;
        this.feed = feed;
        this.receiver = receiver;
    }

    /** From the present on. */
    static Subscription now(Watched topic, Visibility visibility, LiveFeed feed, LiveFeed.Receiver receiver) {
        Subscription subscription = new Subscription(topic, visibility, 0, feed, receiver);
        subscription.join();
        return subscription;
    }

    /** The same from here on for somebody who sees in another way. */
    Subscription seenBy(Visibility another) {
        return new Subscription(topic, another, told, feed, receiver);
    }

    Watched watched() {
        return topic;
    }

    Topic topic() {
        return topic.topic();
    }

    /** Everything up to here has been sent. */
    long told() {
        return told;
    }

    boolean isJoined() {
        return joined;
    }

    /** What of commits off the queue is to be sent, if anything. Those that a replay has told, or will tell, are passed over. */
    Optional<FrameBatch> unheard(FrameBatch commits) {
        long before = told;
        return advance(commits.last()) ? commits.after(before) : Optional.empty();
    }

    /** Everything up to here has been taken off the queue. */
    boolean advance(long position) {
        boolean further = joined && position > told;
        if (further) {
            told = position;
        }
        return further;
    }

    /**
     * Replays a little; joins the feed when the present is near, and then holds back nothing.
     *
     * @param turn of the session's actor
     */
    void catchUp(EventLog log, Frames frames, ReplayTurns.Turn turn, Replay.Sink to) throws IOException {
        if (replay == null && feed.position() - told > NEAR) {
            replay = new Replay(log, frames, turn, topic, visibility, told, feed.position());
        }
        if (replay != null) {
            replay.readOn(to);
            told = replay.reached();
            if (replay.isDone()) {
                stop();
            }
            return;
        }
        long seen = told;
        long joinedAt = feed.join(topic, visibility, receiver);
        joined = true;
        if (joinedAt > seen) {
            try (Replay rest = new Replay(log, frames, turn, topic, visibility, seen, joinedAt)) {
                while (!rest.isDone()) {
                    rest.readOn(to);
                }
            }
            told = joinedAt;
        }
    }

    private void join() {
        told = feed.join(topic, visibility, receiver);
        joined = true;
    }

    /** No more of this topic. */
    void leave() {
        feed.leave(topic.topic(), visibility, receiver);
        stop();
    }

    private void stop() {
        if (replay != null) {
            replay.close();
            replay = null;
        }
    }
}
