package io.annals.benchmarks.live;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a server's sockets speak: what differs between the contenders, for the one client that they share. */
interface Dialect {
    /** What the handshake asks for, such as {@code /live}. */
    String path();

    /** A header of the handshake's, such as {@code Authorization: Bearer …}, or null. */
    default @Nullable String header() {
        return null;
    }

    /** What is said first. */
    List<String> hello(String topic);

    /** What to make of a message without a contact in it. */
    Heard hear(String message, String topic);

    /**
     * What a message calls for.
     *
     * @param ready whether the socket is subscribed from now on
     * @param reply what to answer, or null
     */
    record Heard(boolean ready, @Nullable String reply) {
        static final Heard NOTHING = new Heard(false, null);
        static final Heard READY = new Heard(true, null);

        static Heard andSay(String reply) {
            return new Heard(false, reply);
        }
    }
}
