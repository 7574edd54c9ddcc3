package io.annals.query.live;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What goes out as one text message, immutable: a single frame, or several commits of one topic, one a line (NDJSON), joined
 * once for all who get them.
 *
 * @param frames at least one; of several all are of the same topic's history, in order
 * @param message as it goes over the wire, to be read through a duplicate: an unmasked text frame of RFC 6455
 */
record FrameBatch(List<Frame> frames, ByteBuffer message) implements ForSession {
    /** Of text. What is longer goes in several messages, so that a queue of them is bounded in bytes too, but for long commits. */
    static final int MOST_BYTES = 16 << 10;

    private static final byte TEXT = (byte) 0x81; // the last fragment, and the first
    private static final int SHORT = 126; // lengths from here on take two more bytes,
    private static final int LONG = 1 << 16; // and from here on eight

    FrameBatch {
        frames = List.copyOf(frames);
    }

    static FrameBatch of(Frame frame) {
        return joined(List.of(frame));
    }

    /** In order, in as few messages as their size allows. */
    static List<FrameBatch> of(List<Frame> frames) {
        List<FrameBatch> batches = new ArrayList<>();
        int from = 0;
        int bytes = 0;
        for (int at = 0; at < frames.size(); at++) {
            int more = frames.get(at).bytes() + 1;
            if (at > from && bytes + more > MOST_BYTES) {
                batches.add(joined(frames.subList(from, at)));
                from = at;
                bytes = 0;
            }
            bytes += more;
        }
        if (from < frames.size()) {
            batches.add(joined(frames.subList(from, frames.size())));
        }
        return batches;
    }

    private static FrameBatch joined(List<Frame> frames) {
        int length = frames.stream().mapToInt(Frame::bytes).sum() + frames.size() - 1;
        ByteBuffer message = ByteBuffer.allocate(11 + length).put(TEXT);
        if (length < SHORT) {
            message.put((byte) length);
        } else if (length < LONG) {
            message.put((byte) SHORT).putShort((short) length);
        } else {
            message.put((byte) (SHORT + 1)).putLong(length);
        }
        for (Frame frame : frames) {
            message.put(frame.json().duplicate()).put((byte) '\n');
        }
        return new FrameBatch(frames, message.position(message.position() - 1).flip());
    }

    /** Null for an answer to one client alone. */
    @Nullable
    Topic topic() {
        return frames.getFirst().topic();
    }

    boolean isHistory() {
        return frames.getFirst().isHistory();
    }

    /** The first one's. */
    long position() {
        return frames.getFirst().position();
    }

    /** The last one's. */
    long last() {
        return frames.getLast().position();
    }

    /** What of it lies behind a position, if anything. */
    Optional<FrameBatch> after(long position) {
        if (position() > position) {
            return Optional.of(this);
        }
        List<Frame> rest =
                frames.stream().filter(frame -> frame.position() > position).toList();
        return rest.isEmpty() ? Optional.empty() : Optional.of(joined(rest));
    }

    /** What is sent. */
    int bytes() {
        return message.remaining();
    }
}
